package io.trunkline.protocol.hep;

import java.nio.charset.StandardCharsets;

/**
 * The generic chunks of a packet that nothing here reads, as they came. They go on with the packet when it is
 * written again, so that a consumer of the topic finds them; so will chunks that later revisions define.
 *
 * <pre>
 *   type    value         of revision 37 of the specification
 *   0x0013  octet string  name of the capture agent, "node1"
 *   0x0014  uint64        source MAC               0x0015  uint64  destination MAC
 *   0x0016  uint16        ethernet type            0x0017  uint8   TCP flags
 *   0x0018  uint8         IP TOS                   0x0020  uint16  MOS × 100
 *   0x0021  uint16        R-factor                 0x0022  octet string  geographic location
 *   0x0023  uint32        jitter                   0x0024  octet string  type of transaction
 *   0x0025  octet string  JSON keys of the payload 0x0026  octet string  values of tags
 *   0x0027  uint16        type of tag              0x0028  uint16  type of event: 1 recording, 2 interception
 *   0x0029  octet string  group id
 * </pre>
 *
 * <p>Lengths are not checked against types: agents disagree on them, and nothing here depends on them. They are
 * ranges of one array that is not copied. Bounded in number and bytes; what does not fit is counted. Made once,
 * filled again and again, not for several threads.
 */
final class CarriedChunks {

    /** The specification has 16 types that are carried; a packet with all of them once is carried whole. */
    static final int MOST = 24;

    /** With their headers. Names, keys and tags are short; who sends more sends a second payload. */
    static final int MOST_BYTES = 4_096;

    private static final byte[] NOTHING = {};

    private final int[] offsets = new int[MOST];
    private final int[] lengths = new int[MOST];
    private byte[] array = NOTHING;
    private int count;
    private int bytes;
    private int leftOut;

    void clear() {
        if (count == 0 && leftOut == 0) {
            return;
        }
        array = NOTHING;
        count = 0;
        bytes = 0;
        leftOut = 0;
    }

    /** Takes a chunk with its header. All chunks of a packet lie in the same array. */
    void add(byte[] from, int offset, int length) {
        if (count == MOST || length > MOST_BYTES - bytes) {
            leftOut++;
            return;
        }
        array = from;
        offsets[count] = offset;
        lengths[count] = length;
        bytes += length;
        count++;
    }

    /** Gives up all of them: they count as left out. */
    void leaveOutAll() {
        leftOut += count;
        count = 0;
        bytes = 0;
    }

    /** How many did not fit. */
    int leftOut() {
        return leftOut;
    }

    /** Bytes that {@link #writeTo} writes. */
    int length() {
        return bytes;
    }

    /** Writes all of them in the order in which they came; gives the offset after them. */
    int writeTo(byte[] target, int offset) {
        int at = offset;
        for (int i = 0; i < count; i++) {
            System.arraycopy(array, offsets[i], target, at, lengths[i]);
            at += lengths[i];
        }
        return at;
    }

    /** The value of the last chunk of a type, as text, or null. Allocates. */
    String text(int type) {
        for (int i = count - 1; i >= 0; i--) {
            if (Hep3.uint16(array, offsets[i] + Hep3.CHUNK_TYPE_OFFSET) == type) {
                return new String(
                        array, offsets[i] + Hep3.CHUNK_HEADER, lengths[i] - Hep3.CHUNK_HEADER, StandardCharsets.UTF_8);
            }
        }
        return null;
    }
}
