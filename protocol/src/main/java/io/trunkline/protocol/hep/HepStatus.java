package io.trunkline.protocol.hep;

/** What came of reading a packet. */
public enum HepStatus {
    /** All is there. */
    COMPLETE,
    /** Shorter than it says: its whole chunks were kept, the payload among them. */
    TRUNCATED,
    /** A keep-alive, not a packet. */
    KEEP_ALIVE,
    /** Neither magic nor a version that exists. */
    NOT_HEP,
    /** A length that cannot be: shorter than the headers that it covers. */
    BAD_LENGTH,
    /** A chunk shorter than its own header, or of the wrong size for its type. */
    BAD_CHUNK,
    /** A compressed frame or payload that does not unpack, or to more than {@link HepDecoder#UNPACK_LIMIT}. */
    BAD_GZIP,
    /** More than version 3 can carry on once the packet is normalised ({@link HepPacket#MAX_LENGTH}). */
    TOO_LONG,
    /** No payload, or one that was cut off. */
    NO_PAYLOAD;

    /** Whether the packet can be used: it has a payload, and {@link HepEncoder} can write it. */
    public boolean usable() {
        return this == COMPLETE || this == TRUNCATED;
    }
}
