package io.trunkline.protocol.hep;

/** Writes HEP version 3. */
public final class HepEncoder {

    private HepEncoder() {}

    /** The packet's length in version 3, in bytes. */
    public static int length(HepPacket packet) {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes the packet without its authentication key.
     *
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException when the target has no room for {@link #length}
     */
    public static int encode(HepPacket packet, byte[] target, int offset) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #encode(HepPacket, byte[], int)}, with an authentication key: for who sends to a collector. */
    public static byte[] encodeWithKey(HepPacket packet, String key) {
        throw new UnsupportedOperationException();
    }

    /** The packet in an array of its own. */
    public static byte[] encode(HepPacket packet) {
        throw new UnsupportedOperationException();
    }
}
