package io.trunkline.protocol.pcap;

/** Why something in a capture did not become a message. */
public enum Skipped {
    /** A frame of a link type that is not known here. */
    UNKNOWN_LINK("link type not supported"),
    /** A frame that carries something other than IP: ARP, spanning tree … */
    NOT_IP("not IP"),
    /** SIP may travel over it (RFC 4168), but it is not taken apart here. */
    SCTP("SCTP"),
    /** IP within IP (RFC 2003, RFC 2473) or GRE (RFC 2784): what a tunnel carries is not taken apart here. */
    TUNNEL("IP in IP, or GRE"),
    /** IP that carries something other than UDP and TCP. */
    OTHER_TRANSPORT("neither UDP nor TCP"),
    /** One direction of a stream that begins as a WebSocket does: SIP in it (RFC 7118) is not taken apart here. */
    WEB_SOCKET("WebSocket, or a page asked for"),
    /** A datagram or a piece of a stream that is not SIP. */
    NOT_SIP("not SIP"),
    /** White space or a few bytes that keep a path open. */
    KEEP_ALIVE("keep-alive"),
    /** A frame whose headers contradict its length, or are not there as far as they should be. */
    BROKEN_HEADER("broken header"),
    /** A datagram of which a fragment never came, or came wrong. */
    INCOMPLETE_FRAGMENTS("fragments missing"),
    /** A hole in a TCP stream: segments that were not captured. */
    LOST_SEGMENTS("TCP segments missing"),
    /** A message in a stream that had not come to its end when the stream or the capture did. */
    INCOMPLETE_MESSAGE("message not complete"),
    /** A message in a stream that is longer than a message may be. */
    MESSAGE_TOO_LONG("message too long"),
    /** A HEP frame that cannot be read. */
    BROKEN_HEP("broken HEP frame"),
    /** A record or block of the file itself that cannot be: what follows it cannot be read. */
    BROKEN_FILE("file broken, rest not read");

    private final String text;

    Skipped(String text) {
        this.text = text;
    }

    /** The reason, for people. */
    public String text() {
        return text;
    }
}
