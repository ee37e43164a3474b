package io.trunkline.exchange;

import java.net.InetSocketAddress;

/**
 * A telephone or gateway that is called.
 *
 * @param address as the proxy sees it
 * @param via its own address as it stands in Via
 * @param transport what it speaks
 * @param targetUri where the proxy sends the INVITE
 * @param contactUri where it wants what follows
 * @param userAgent what it calls itself
 * @param tag its tag in this call
 */
record Callee(
        InetSocketAddress address,
        InetSocketAddress via,
        Transport transport,
        String targetUri,
        String contactUri,
        String userAgent,
        String tag) {

    private static final String GATEWAY = "AudioCodes Mediant SW/v.7.40A.500";

    static Callee telephone(Subscriber subscriber, String tag) {
        return new Callee(
                subscriber.outside(),
                subscriber.inside(),
                subscriber.transport(),
                subscriber.contactUri(),
                subscriber.contactUri(),
                subscriber.userAgent(),
                tag);
    }

    /** The subscriber's application on a mobile, which rings beside the telephone on the desk. */
    static Callee softphone(Subscriber subscriber, String tag) {
        var address = Proxy.address("198.51.100.200", subscriber.outside().getPort());
        var inside = Proxy.address("10.64.0.2", 5060);
        String uri = "sip:" + subscriber.user() + "@" + Proxy.text(inside);
        return new Callee(address, inside, Transport.UDP, uri, uri, "Linphone-Mobile/5.2.5", tag);
    }

    static Callee trunk(InetSocketAddress gateway, String number, String tag) {
        String uri = "sip:+" + number + "@" + Proxy.text(gateway);
        return new Callee(gateway, gateway, Transport.UDP, uri, uri, GATEWAY, tag);
    }
}
