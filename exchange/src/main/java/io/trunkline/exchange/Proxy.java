package io.trunkline.exchange;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The proxy that is simulated, and from whose place everything is seen. */
final class Proxy {

    static final String DOMAIN = "sip.exchange.example";
    static final String REALM = DOMAIN;
    static final String SERVER = "kamailio (5.8.2 (x86_64/linux))";
    static final InetSocketAddress ADDRESS = address("203.0.113.10", 5060);
    /** As it stands in Route and Record-Route. */
    static final String ROUTE = "<sip:" + text(ADDRESS) + ";lr>";

    private Proxy() {}

    /** An address that is written, not looked up. */
    static InetSocketAddress address(String literal, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
    }

    static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
