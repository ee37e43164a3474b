package io.trunkline.protocol.pcap;

/** Why something in a capture did not become a message. */
public enum Skipped {
    /** A frame of a link type that is not known here. */
    UNKNOWN_LINK("link type not supported"),
    /** A frame that carries something other than IP: ARP, spanning tree … */
    NOT_IP("not IP"),
    /** IP that carries something other than UDP and TCP. */
    OTHER_TRANSPORT("neither UDP nor TCP"),
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
