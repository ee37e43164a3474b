package io.trunkline.protocol.hep;

/** Reads HEP versions 1, 2 and 3. One a thread: it keeps buffers for payloads that must be unpacked. */
public final class HepDecoder {

    /** A decoder with its own buffers. */
    public HepDecoder() {}

    /**
     * Reads one packet that fills the range. Never throws on what is in it.
     *
     * @return {@link HepStatus#COMPLETE}, or what is wrong; of a {@link HepStatus#TRUNCATED} packet the whole chunks are there
     */
    public HepStatus decode(byte[] bytes, int offset, int length, HepPacket packet) {
        throw new UnsupportedOperationException();
    }
}
