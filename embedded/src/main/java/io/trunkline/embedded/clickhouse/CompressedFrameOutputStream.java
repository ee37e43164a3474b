package io.trunkline.embedded.clickhouse;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes ClickHouse's compressed frames, as a client asks for with {@code compress=1}.
 *
 * <pre>
 *  0                16   17               21               25
 * +------------------+----+----------------+----------------+------------ - -
 * | CityHash128 of   |0x82| length from    | length of the  | LZ4 block
 * | all that follows |    | 0x82 on        | data           |
 * +------------------+----+----------------+----------------+------------ - -
 * </pre>
 *
 * All numbers are little-endian. The LZ4 block holds the data as it is, in one run of literals: it goes over loopback,
 * where the time to compress it would cost more than the bytes saved.
 */
final class CompressedFrameOutputStream extends FilterOutputStream {
    private static final int DATA_BYTES = 256 * 1024;
    private static final int CHECKSUM_BYTES = 16;
    private static final int HEADER_BYTES = 9;
    private static final byte LZ4 = (byte) 0x82;

    /** A token's high four bits count the literals; this value says that bytes with the rest of the count follow. */
    private static final int LONG_RUN = 15;

    private final byte[] data = new byte[DATA_BYTES];
    private int filled;

    CompressedFrameOutputStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        if (filled == DATA_BYTES) {
            writeFrame();
        }
        data[filled++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (filled == DATA_BYTES) {
                writeFrame();
            }
            int n = Math.min(end - at, DATA_BYTES - filled);
            System.arraycopy(bytes, at, data, filled, n);
            filled += n;
            at += n;
        }
    }

    @Override
    public void flush() throws IOException {
        writeFrame();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        writeFrame();
        out.close();
    }

    private void writeFrame() throws IOException {
        if (filled == 0) {
            return;
        }
        int countBytes = filled < LONG_RUN ? 0 : (filled - LONG_RUN) / 255 + 1;
        int frameBytes = HEADER_BYTES + 1 + countBytes + filled;
        ByteBuffer frame = ByteBuffer.allocate(CHECKSUM_BYTES + frameBytes).order(ByteOrder.LITTLE_ENDIAN);
        frame.position(CHECKSUM_BYTES).put(LZ4).putInt(frameBytes).putInt(filled);
        frame.put((byte) (Math.min(filled, LONG_RUN) << 4));
        if (countBytes > 0) {
            for (int i = 1; i < countBytes; i++) {
                frame.put((byte) 255);
            }
            frame.put((byte) ((filled - LONG_RUN) % 255));
        }
        frame.put(data, 0, filled);
        CityHash128.Hash checksum = CityHash128.of(frame.array(), CHECKSUM_BYTES, frameBytes);
        frame.putLong(0, checksum.low()).putLong(8, checksum.high());
        out.write(frame.array());
        filled = 0;
    }
}
