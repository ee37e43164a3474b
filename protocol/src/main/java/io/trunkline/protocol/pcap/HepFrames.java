package io.trunkline.protocol.pcap;

import io.trunkline.protocol.hep.HepDecoder;
import io.trunkline.protocol.hep.HepPacket;
import java.io.IOException;
import java.io.InputStream;

/** A file of HEP3 frames back to back, as they would lie in a TCP stream: {@code HEP3}, length in two bytes, chunks. */
final class HepFrames {

    static final int MAGIC = 0x48455033;

    private static final int HEADER = 6;

    private final InputStream in;
    private final CaptureStatistics statistics;
    private final HepDecoder decoder = new HepDecoder();
    private byte[] frame = new byte[65_535];
    private boolean first = true;

    /** Goes on after the magic number of the first frame. */
    HepFrames(InputStream in, CaptureStatistics statistics) {
        this.in = in;
        this.statistics = statistics;
    }

    /** Reads the next frame that can be used. Its payload lies in an array that lasts until the next call. */
    boolean next(HepPacket packet) throws IOException {
        while (readFrame()) {
            int length = Bytes.u16(frame, 4);
            statistics.frame(true);
            if (decoder.decode(frame, 0, length, packet).usable()) {
                statistics.message();
                return true;
            }
            statistics.skip(Skipped.BROKEN_HEP);
        }
        return false;
    }

    private boolean readFrame() throws IOException {
        int already = first ? Integer.BYTES : 0;
        if (first) {
            frame[0] = 'H';
            frame[1] = 'E';
            frame[2] = 'P';
            frame[3] = '3';
            first = false;
        }
        int read = already + in.readNBytes(frame, already, HEADER - already);
        if (read == 0) {
            return false;
        }
        int length = read < HEADER ? 0 : Bytes.u16(frame, 4);
        if (length < HEADER
                || Bytes.i32(frame, 0) != MAGIC
                || in.readNBytes(frame, HEADER, length - HEADER) < length - HEADER) {
            statistics.skip(Skipped.BROKEN_FILE);
            return false;
        }
        return true;
    }
}
