package io.trunkline.exchange;

import java.net.InetSocketAddress;

/**
 * A telephone of a customer. It stands behind its office's NAT.
 *
 * @param user its SIP user name
 * @param accountId whose it is
 * @param displayName who sits beside it
 * @param number its number, E.164 digits
 * @param inside its address in the office, as it says in Via and Contact
 * @param outside its address as the proxy sees it
 * @param transport what it speaks
 * @param userAgent what it calls itself
 */
public record Subscriber(
        String user,
        String accountId,
        String displayName,
        String number,
        InetSocketAddress inside,
        InetSocketAddress outside,
        Transport transport,
        String userAgent) {

    /** The address of record without a scheme. */
    String aor() {
        return user + "@" + Proxy.DOMAIN;
    }

    /** Where the proxy reaches it. */
    String contactUri() {
        String uri = "sip:" + user + "@" + Proxy.text(inside);
        return transport == Transport.TCP ? uri + ";transport=tcp" : uri;
    }
}
