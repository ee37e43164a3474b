package io.trunkline.app.replay;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * What to send where, and how fast.
 *
 * @param file pcap, pcapng or HEP3 frames
 * @param target the collector
 * @param udp whether to send over UDP, which may lose packets, instead of TCP, which does not
 * @param speed how many times faster than it happened; {@link #MAX} for as fast as the collector takes it
 * @param originalTimes whether the packets keep the times at which they were captured
 * @param captureId agent id of packets that have none of their own
 * @param key authentication key of the agent; null for none
 */
public record ReplaySettings(
        Path file,
        InetSocketAddress target,
        boolean udp,
        double speed,
        boolean originalTimes,
        long captureId,
        String key) {

    /** As fast as it goes. */
    public static final double MAX = Double.POSITIVE_INFINITY;

    /** Refuses what cannot be. */
    public ReplaySettings {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("the speed must be more than 0, not " + speed);
        }
        if (captureId < 0 || captureId > 0xffff_ffffL) {
            throw new IllegalArgumentException("a capture id is from 0 to 4294967295, not " + captureId);
        }
    }

    /** Does not show the key. */
    @Override
    public String toString() {
        return "ReplaySettings[file=" + file + ", target=" + target + ", udp=" + udp + ", speed=" + speed
                + ", originalTimes=" + originalTimes + ", captureId=" + captureId + "]";
    }
}
