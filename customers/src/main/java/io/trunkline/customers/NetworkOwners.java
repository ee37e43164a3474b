package io.trunkline.customers;

import io.trunkline.protocol.Network;
import io.trunkline.protocol.event.Account;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Which account owns the longest network around an address. One thread changes, any ask. */
final class NetworkOwners {

    private final Claims<Network> claims = new Claims<>();

    /** The prefix lengths that occur, the longest first. */
    private final NavigableSet<Integer> lengths = new ConcurrentSkipListSet<>(Comparator.reverseOrder());

    NetworkOwners() {}

    /** An account claims networks, perhaps again. */
    void add(Set<Network> networks, Account claimant) {
        networks.forEach(network -> {
            lengths.add(network.bits());
            claims.add(network, claimant);
        });
    }

    /** An account no longer claims those of its networks that it does not keep. */
    void drop(Set<Network> had, Set<Network> kept, String accountId) {
        had.stream().filter(each -> !kept.contains(each)).forEach(each -> claims.drop(each, accountId));
    }

    /** The id of the account that owns exactly this network. */
    Optional<String> owner(Network network) {
        return claims.owner(network);
    }

    /** A network with the id of the account that owns it. */
    record Owned(Network network, String accountId) {}

    /**
     * The longest network in which an endpoint lies.
     *
     * @param endpoint address and port, {@code 192.0.2.7:5060} or {@code [2001:db8::1]:5060}; null for none
     */
    Optional<Owned> around(String endpoint) {
        // Asked for every INVITE: where no account is known by its network, its address is not even read.
        return lengths.isEmpty() ? Optional.empty() : address(endpoint).flatMap(this::around);
    }

    private Optional<Owned> around(Network address) {
        for (int bits : lengths) {
            Network network = address.masked(bits);
            Optional<String> owner = network.contains(address) ? claims.owner(network) : Optional.empty();
            if (owner.isPresent()) {
                return Optional.of(new Owned(network, owner.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Network> address(String endpoint) {
        int colon = endpoint == null ? -1 : endpoint.lastIndexOf(':');
        if (colon < 1) {
            return Optional.empty();
        }
        boolean bracketed = endpoint.charAt(0) == '[' && endpoint.charAt(colon - 1) == ']';
        return Network.parse(bracketed ? endpoint.substring(1, colon - 1) : endpoint.substring(0, colon));
    }
}
