package io.trunkline.rating.call;

import io.trunkline.protocol.Network;
import java.util.List;
import java.util.Optional;

/**
 * The addresses of the switches themselves ({@code platform.networks}).
 *
 * @param networks empty when nobody said which they are
 */
public record Platform(List<Network> networks) {

    /** Nobody said which its addresses are. */
    public static final Platform UNKNOWN = new Platform(List.of());

    /** Takes an unmodifiable copy. */
    public Platform {
        networks = List.copyOf(networks);
    }

    /**
     * Whether an address is one of them.
     *
     * @param endpoint {@code 192.0.2.7:5060} or {@code [2001:db8::1]:5060}
     */
    public boolean has(String endpoint) {
        if (networks.isEmpty()) {
            return false;
        }
        int colon = endpoint.lastIndexOf(':');
        String host = colon < 0 ? endpoint : endpoint.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        Optional<Network> address = Network.parse(bracketed ? host.substring(1, host.length() - 1) : host);
        return address.isPresent() && networks.stream().anyMatch(network -> network.contains(address.get()));
    }

    /** Whether anybody said which they are. */
    boolean isKnown() {
        return !networks.isEmpty();
    }
}
