package io.trunkline.exchange;

import io.trunkline.exchange.Request.Party;
import java.net.InetSocketAddress;
import java.util.random.RandomGenerator;

/**
 * Writes the messages of one call as they look on either side of the proxy: Via, Route and Record-Route as
 * RFC 3261, 16 has a proxy treat them, {@code received} and {@code rport} as RFC 3581 does.
 */
final class DialogText {

    /** A side of the proxy. */
    enum Side {
        CALLER,
        CALLEE
    }

    private final CallPlan plan;
    private final String callId;
    private final String fromTag;

    /** The exchange's own tag towards the called side, when it is a back-to-back user agent; null of a proxy. */
    private final String ownTag;

    private final long sessionId;
    private final int mediaPort;

    DialogText(CallPlan plan, String callId, boolean backToBack, RandomGenerator random) {
        this.plan = plan;
        this.callId = callId;
        this.fromTag = token(random);
        this.sessionId = random.nextInt(1_000_000, 2_000_000_000);
        this.mediaPort = 2 * random.nextInt(6_000, 16_000);
        this.ownTag = backToBack ? token(random) : null;
    }

    /** Tag of the called side as it stands on a side: a back-to-back user agent gives the caller one of its own. */
    String calleesTag(String tag, Side side) {
        return tag == null || ownTag == null || side == Side.CALLEE ? tag : tag + "x";
    }

    private String callersTag(Side side) {
        return ownTag == null || side == Side.CALLER ? fromTag : ownTag;
    }

    String callId() {
        return callId;
    }

    String fromTag() {
        return fromTag;
    }

    /** Text for tags: unlikely to come twice. */
    static String token(RandomGenerator random) {
        return Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX);
    }

    /** A branch that says that it is unique (RFC 3261, 8.1.1.7). */
    static String branch(RandomGenerator random) {
        return "z9hG4bK" + token(random);
    }

    /** Where both sides wait for RTCP. */
    CallScript.Media media(Callee callee) {
        return new CallScript.Media(
                new InetSocketAddress(plan.caller().outside().getAddress(), mediaPort + 1),
                new InetSocketAddress(callee.address().getAddress(), mediaPort + 3));
    }

    /** Session descriptions (RFC 4566) count their versions. */
    String callerSdp(int version, String direction) {
        return sdp(sessionId, version, plan.caller().outside().getAddress().getHostAddress(), mediaPort, direction);
    }

    String calleeSdp(Callee callee, int version, String direction) {
        return sdp(sessionId + 7, version, callee.address().getAddress().getHostAddress(), mediaPort + 2, direction);
    }

    /** The request as it passes on one side. */
    String request(Request request, Side side, Callee callee) {
        var text = SipText.request(request.method(), uri(request, side, callee));
        vias(text, request, side, callee, false);
        boolean fresh = request.from() == Party.PROXY || onOwnSide(request, side) || ownTag != null;
        text.header("Max-Forwards", fresh ? "70" : "69");
        if (request.inDialog() && onOwnSide(request, side) && ownTag == null) {
            text.header("Route", Proxy.ROUTE);
        }
        if (request.method().equals("INVITE") && !onOwnSide(request, side) && ownTag == null) {
            text.header("Record-Route", Proxy.ROUTE);
        }
        dialog(text, request, side, request.toTag());
        if (request.method().equals("INVITE")) {
            text.header("Contact", "<" + contact(request.from(), onOwnSide(request, side), callee) + ">");
        }
        for (String header : request.headers()) {
            int colon = header.indexOf(": ");
            text.header(header.substring(0, colon), header.substring(colon + 2));
        }
        if (side == Side.CALLEE && request.method().equals("INVITE") && !request.inDialog()) {
            // The proxy vouches for the number (RFC 3325).
            text.header(
                    "P-Asserted-Identity",
                    "\"" + plan.caller().displayName() + "\" <sip:+"
                            + plan.caller().number() + "@" + Proxy.DOMAIN + ">");
        }
        text.header("User-Agent", agent(request.from(), onOwnSide(request, side), callee));
        return text.withSdp(request.sdp());
    }

    /**
     * A response as it passes on one side.
     *
     * @param from who answers
     * @param toTag tag of who answers; null for 100, which has none
     * @param extra a further header, {@code name: value}, or null
     * @param sdp a body, or null
     */
    String response(
            Request request,
            Side side,
            Callee callee,
            int status,
            String reason,
            Party from,
            String toTag,
            String extra,
            String sdp) {
        var text = SipText.response(status, reason);
        vias(text, request, side, callee, true);
        boolean establishes = request.method().equals("INVITE") && from != Party.PROXY && status > 100 && status < 300;
        if (establishes && ownTag == null) {
            text.header("Record-Route", Proxy.ROUTE);
        }
        dialog(text, request, side, request.inDialog() ? request.toTag() : toTag);
        if (establishes) {
            text.header("Contact", "<" + contact(from, !onOwnSide(request, side), callee) + ">");
        }
        if (extra != null) {
            int colon = extra.indexOf(": ");
            text.header(extra.substring(0, colon), extra.substring(colon + 2));
        }
        text.header(from == Party.CALLER ? "User-Agent" : "Server", agent(from, !onOwnSide(request, side), callee));
        return text.withSdp(sdp);
    }

    private String uri(Request request, Side side, Callee callee) {
        if (request.inDialog() && ownTag != null && onOwnSide(request, side)) {
            return "sip:" + Proxy.text(Proxy.ADDRESS);
        }
        if (!request.inDialog()) {
            return side == Side.CALLEE ? callee.targetUri() : "sip:" + plan.dialled() + "@" + Proxy.DOMAIN;
        }
        boolean towardsCallee =
                request.from() == Party.CALLER || (request.from() == Party.PROXY && side == Side.CALLEE);
        return towardsCallee ? callee.contactUri() : plan.caller().contactUri();
    }

    private void vias(SipText text, Request request, Side side, Callee callee, boolean inResponse) {
        var transport = side == Side.CALLER ? plan.caller().transport() : callee.transport();
        boolean own = onOwnSide(request, side);
        if (!own) {
            text.header(
                    "Via",
                    "SIP/2.0/" + transport + " " + Proxy.text(Proxy.ADDRESS) + ";branch=" + request.proxyBranch());
        }
        if (request.from() == Party.PROXY || (!own && ownTag != null)) {
            return;
        }
        boolean fromCaller = request.from() == Party.CALLER;
        var maker = fromCaller ? plan.caller().inside() : callee.via();
        var seenAt = fromCaller ? plan.caller().outside() : callee.address();
        var makersTransport = fromCaller ? plan.caller().transport() : callee.transport();
        String via = "SIP/2.0/" + makersTransport + " " + Proxy.text(maker) + ";branch=" + request.branch();
        boolean proxyHasSeenIt = inResponse || !own;
        text.header(
                "Via",
                proxyHasSeenIt
                        ? via + ";rport=" + seenAt.getPort() + ";received="
                                + seenAt.getAddress().getHostAddress()
                        : via + ";rport");
    }

    /** From, To, Call-ID, CSeq: From and To change places when the called side makes a request (RFC 3261, 12.2.1.1). */
    private void dialog(SipText text, Request request, Side side, String tag) {
        String caller =
                "\"" + plan.caller().displayName() + "\" <sip:" + plan.caller().aor() + ">;tag=" + callersTag(side);
        String callee = "<sip:" + plan.dialled() + "@" + Proxy.DOMAIN + ">"
                + (tag == null ? "" : ";tag=" + calleesTag(tag, side));
        boolean reversed = request.from() == Party.CALLEE || (request.from() == Party.PROXY && side == Side.CALLER);
        text.header("From", reversed ? callee : caller)
                .header("To", reversed ? caller : callee)
                .header("Call-ID", callId)
                .header("CSeq", request.cseq() + " " + request.method());
    }

    /** Whether the request comes to the proxy on this side; on the other it leaves it. */
    static boolean onOwnSide(Request request, Side side) {
        return switch (request.from()) {
            case CALLER -> side == Side.CALLER;
            case CALLEE -> side == Side.CALLEE;
            case PROXY -> false;
        };
    }

    private String contact(Party party, boolean itsOwnSide, Callee callee) {
        if (ownTag != null && !itsOwnSide) {
            return "sip:" + Proxy.text(Proxy.ADDRESS);
        }
        return party == Party.CALLEE ? callee.contactUri() : plan.caller().contactUri();
    }

    /** What it calls itself; a back-to-back user agent names none but itself. */
    private String agent(Party party, boolean itsOwnSide, Callee callee) {
        return switch (ownTag != null && !itsOwnSide ? Party.PROXY : party) {
            case CALLER -> plan.caller().userAgent();
            case PROXY -> Proxy.SERVER;
            case CALLEE -> callee.userAgent();
        };
    }

    private static String sdp(long session, int version, String address, int port, String direction) {
        return "v=0\r\no=- " + session + " " + version + " IN IP4 " + address
                + "\r\ns=call\r\nc=IN IP4 " + address
                + "\r\nt=0 0\r\nm=audio " + port + " RTP/AVP 9 8 0 101"
                + "\r\na=rtpmap:9 G722/8000\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000"
                + "\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=" + direction + "\r\n";
    }
}
