package io.trunkline.probe.place;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import io.trunkline.protocol.event.Registration;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.Optional;
import javax.sip.address.SipURI;

/**
 * Where an endpoint is. Addresses are literals: no name that an endpoint made up is ever looked up.
 *
 * @param uri its contact
 * @param transport over which it is reached; empty for one that a test cannot speak
 * @param contact where it says that it is; empty when it says a name, or what nothing can be sent to
 * @param received from where its registration came; empty when nobody saw it
 */
public record Whereabouts(
        SipURI uri,
        Optional<Transport> transport,
        Optional<InetSocketAddress> contact,
        Optional<InetSocketAddress> received) {

    private static final int HIGHEST_PORT = 65_535;

    /** Those of a registration; empty when its contact is no SIP URI. */
    public static Optional<Whereabouts> of(Registration registration) {
        return uri(registration.contact()).map(uri -> of(uri, registration));
    }

    private static Whereabouts of(SipURI uri, Registration registration) {
        Optional<Transport> transport = Transport.of(transport(uri, registration));
        int port = uri.getPort() > 0
                ? uri.getPort()
                : transport.orElse(Transport.UDP).defaultPort();
        return new Whereabouts(uri, transport, address(uri.getHost(), port), withPort(registration.receivedFrom()));
    }

    /** RFC 3261, 19.1.1 and 26.2.2: what the contact says; of one that says nothing, what its REGISTER came over. */
    private static String transport(SipURI uri, Registration registration) {
        String named = uri.getTransportParam();
        if (uri.isSecure() && (named == null || named.equalsIgnoreCase("tcp"))) {
            return "tls";
        }
        return named == null ? registration.transport() : named;
    }

    /** Whether it registered from an address that is not the one that it says. */
    public boolean behindNat() {
        return contact.isPresent()
                && received.isPresent()
                && !contact.get().getAddress().equals(received.get().getAddress());
    }

    /**
     * Where the platform reaches it: what it says, unless it is somewhere else; behind a NAT that is from where it
     * registered, for only there the NAT lets anything in (RFC 3581, RFC 5626). Empty when nothing is known.
     */
    public Optional<InetSocketAddress> reachedAt() {
        return behindNat() || contact.isEmpty() ? received : contact;
    }

    /** Address and port as people write them. */
    public static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private static Optional<SipURI> uri(String contact) {
        try {
            return new AddressFactoryImpl().createURI(contact) instanceof SipURI uri && uri.getHost() != null
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (ParseException | RuntimeException e) {
            // The parser throws what it likes on what endpoints write.
            return Optional.empty();
        }
    }

    private static Optional<InetSocketAddress> withPort(String text) {
        int colon = text == null ? -1 : text.lastIndexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        try {
            return address(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** One that something can be sent to: not everybody's, nobody's or no port's. */
    private static Optional<InetSocketAddress> address(String host, int port) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        try {
            InetAddress address = InetAddress.ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host);
            boolean broadcast = address.getHostAddress().equals("255.255.255.255");
            return port < 1
                            || port > HIGHEST_PORT
                            || address.isAnyLocalAddress()
                            || address.isMulticastAddress()
                            || broadcast
                    ? Optional.empty()
                    : Optional.of(new InetSocketAddress(address, port));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
