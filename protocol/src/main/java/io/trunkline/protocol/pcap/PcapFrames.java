package io.trunkline.protocol.pcap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The classic format. The magic number gives byte order and resolution of all that follows.
 *
 * <pre>
 *  file header, 24 bytes                        record header, 16 bytes
 *   0  magic      a1b2c3d4 µs, a1b23c4d ns       0  seconds since the epoch, unsigned
 *   4  version    2.4                            4  fraction, µs or ns
 *   8  time zone, accuracy: always 0             8  bytes in the file
 *  16  longest frame kept                       12  bytes on the wire
 *  20  link type (lower 28 bits)
 * </pre>
 */
final class PcapFrames implements FrameSource {

    static final int MAGIC_MICROS = 0xa1b2c3d4;
    static final int MAGIC_NANOS = 0xa1b23c4d;

    private static final int FILE_HEADER = 24;
    private static final int LINK_TYPE = 20;
    private static final int LINK_TYPE_MASK = 0x0fff_ffff;
    private static final int RECORD_HEADER = 16;
    private static final int FRACTION = 4;
    private static final int KEPT = 8;
    private static final int ON_THE_WIRE = 12;

    private final InputStream in;
    private final CaptureStatistics statistics;
    private final ByteBuffer header = ByteBuffer.allocate(RECORD_HEADER);
    private final long fractionsPerMicro;
    private final int linkType;

    /**
     * Goes on after the magic number.
     *
     * @param order in which the magic number makes sense
     * @param fractionsPerMicro 1 or 1000
     * @throws NotACaptureException when the file ends within its header
     */
    PcapFrames(InputStream in, ByteOrder order, long fractionsPerMicro, CaptureStatistics statistics)
            throws IOException {
        this.in = in;
        this.statistics = statistics;
        this.fractionsPerMicro = fractionsPerMicro;
        var rest = ByteBuffer.allocate(FILE_HEADER).order(order);
        if (in.readNBytes(rest.array(), Integer.BYTES, FILE_HEADER - Integer.BYTES) < FILE_HEADER - Integer.BYTES) {
            throw new NotACaptureException("the file ends within the pcap header");
        }
        this.linkType = rest.getInt(LINK_TYPE) & LINK_TYPE_MASK;
        header.order(order);
    }

    @Override
    public boolean next(Frame frame) throws IOException {
        int read = in.readNBytes(header.array(), 0, RECORD_HEADER);
        if (read == 0) {
            return false;
        }
        int kept = header.getInt(KEPT);
        if (read < RECORD_HEADER || kept < 0 || kept > Frame.LONGEST) {
            statistics.skip(Skipped.BROKEN_FILE);
            return false;
        }
        frame.reserve(kept);
        if (in.readNBytes(frame.bytes, 0, kept) < kept) {
            statistics.skip(Skipped.BROKEN_FILE);
            return false;
        }
        frame.capturedAtMicros = Integer.toUnsignedLong(header.getInt(0)) * 1_000_000
                + Integer.toUnsignedLong(header.getInt(FRACTION)) / fractionsPerMicro;
        frame.linkType = linkType;
        frame.whole = Integer.compareUnsigned(header.getInt(ON_THE_WIRE), kept) <= 0;
        return true;
    }
}
