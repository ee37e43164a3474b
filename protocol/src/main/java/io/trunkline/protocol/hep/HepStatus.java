package io.trunkline.protocol.hep;

/** What came of reading a packet. */
public enum HepStatus {
    COMPLETE,
    /** Shorter than it says: its whole chunks were kept. */
    TRUNCATED,
    /** A keep-alive, not a packet. */
    KEEP_ALIVE,
    /** Neither magic nor a version that exists. */
    NOT_HEP,
    /** A length that cannot be. */
    BAD_LENGTH,
    /** A chunk shorter than its own header, or of the wrong size for its type. */
    BAD_CHUNK,
    /** A compressed payload that does not unpack, or to more than the limit. */
    BAD_GZIP,
    /** No payload. */
    NO_PAYLOAD;

    /** Whether the packet can be used. */
    public boolean usable() {
        return this == COMPLETE || this == TRUNCATED;
    }
}
