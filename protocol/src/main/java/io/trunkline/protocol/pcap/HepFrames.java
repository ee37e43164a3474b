package io.trunkline.protocol.pcap;

import io.trunkline.protocol.hep.HepDecoder;
import io.trunkline.protocol.hep.HepFramer;
import io.trunkline.protocol.hep.HepPacket;
import java.io.IOException;
import java.io.InputStream;

/** A file of HEP3 frames back to back, as they would lie in a TCP stream, without the line ends that may stand there between them. */
final class HepFrames {

    private final InputStream in;
    private final CaptureStatistics statistics;
    private final HepDecoder decoder = new HepDecoder();
    private final byte[] frame = new byte[HepPacket.MAX_LENGTH];
    private int already;
    private boolean ended;

    /** Goes on after the first bytes of the file, which are in {@code magic}. */
    HepFrames(InputStream in, byte[] magic, CaptureStatistics statistics) {
        this.in = in;
        this.statistics = statistics;
        System.arraycopy(magic, 0, frame, 0, magic.length);
        already = magic.length;
    }

    /** Whether a file that begins like this holds frames. */
    static boolean begin(byte[] magic) {
        return HepFramer.frameLength(magic, 0, magic.length) == HepFramer.INCOMPLETE;
    }

    /**
     * Reads the next frame that can be used. Its payload lies in an array that lasts until the next call. Where the file
     * is broken it ends: what comes behind may begin anywhere.
     */
    boolean next(HepPacket packet) throws IOException {
        while (!ended && readFrame()) {
            int length = Bytes.u16(frame, 4);
            statistics.frame(true);
            if (decoder.decode(frame, 0, length, packet).usable()) {
                statistics.message();
                return true;
            }
            statistics.skip(Skipped.BROKEN_HEP);
        }
        ended = true;
        return false;
    }

    private boolean readFrame() throws IOException {
        int read = already + in.readNBytes(frame, already, HepFramer.HEADER_LENGTH - already);
        already = 0;
        if (read == 0) {
            return false;
        }
        int length = read < HepFramer.HEADER_LENGTH ? HepFramer.BAD : HepFramer.frameLength(frame, 0, read);
        int rest = length - HepFramer.HEADER_LENGTH;
        if (rest < 0 || in.readNBytes(frame, HepFramer.HEADER_LENGTH, rest) < rest) {
            statistics.skip(Skipped.BROKEN_FILE);
            return false;
        }
        return true;
    }
}
