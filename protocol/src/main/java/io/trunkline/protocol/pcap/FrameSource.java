package io.trunkline.protocol.pcap;

import java.io.IOException;

/** A file format that holds frames. */
sealed interface FrameSource permits PcapFrames, PcapngFrames {

    /**
     * Reads the next frame.
     *
     * @return false at the end, or where the file is broken: then that is counted
     * @throws IOException when the file cannot be read
     */
    boolean next(Frame frame) throws IOException;
}
