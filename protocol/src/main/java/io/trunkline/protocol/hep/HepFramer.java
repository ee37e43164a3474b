package io.trunkline.protocol.hep;

/**
 * Finds packets in a stream of bytes, where version 3 frames stand back to back. Line ends between frames, which
 * keep a connection open, are frames of their own to it: the decoder calls them {@link HepStatus#KEEP_ALIVE}.
 * Versions 1 and 2 do not say how long they are and cannot be streamed.
 */
public final class HepFramer {

    /** More bytes are needed to know. */
    public static final int INCOMPLETE = 0;

    /** What stands here is not a frame: where the next one begins cannot be known. */
    public static final int BAD = -1;

    /** With so many bytes {@link #frameLength} always knows. */
    public static final int HEADER_LENGTH = Hep3.FRAME_HEADER;

    private HepFramer() {}

    /**
     * How long the frame at the start of the range is. It is not said that all of it is in the range.
     *
     * @param available how many bytes there are from the offset on; more than {@link #HEADER_LENGTH} are not looked at
     * @return 1 to {@link HepPacket#MAX_LENGTH}, or {@link #INCOMPLETE}, or {@link #BAD}
     */
    public static int frameLength(byte[] bytes, int offset, int available) {
        int known = Math.min(available, HEADER_LENGTH);
        int lineEnds = 0;
        while (lineEnds < known && isLineEnd(bytes[offset + lineEnds])) {
            lineEnds++;
        }
        if (lineEnds > 0) {
            return lineEnds;
        }
        for (int i = 0; i < Math.min(known, Integer.BYTES); i++) {
            int shift = Byte.SIZE * (Integer.BYTES - 1 - i);
            byte found = bytes[offset + i];
            if (found != (byte) (Hep3.MAGIC >>> shift) && found != (byte) (Hep3.MAGIC_EEP >>> shift)) {
                return BAD;
            }
        }
        if (known < HEADER_LENGTH) {
            return INCOMPLETE;
        }
        int length = Hep3.uint16(bytes, offset + Hep3.LENGTH_OFFSET);
        return length < Hep3.FRAME_HEADER ? BAD : length;
    }

    private static boolean isLineEnd(byte b) {
        return b == '\r' || b == '\n';
    }
}
