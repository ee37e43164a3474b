package io.trunkline.protocol.pcap;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** What was found in a capture so far. Written and read by the thread that reads the capture. */
public final class CaptureStatistics {

    private long frames;
    private long messages;
    private long cutShort;
    private final Map<Skipped, Long> skipped = new EnumMap<>(Skipped.class);

    CaptureStatistics() {}

    /** Frames in the file that were read, of whatever kind. */
    public long frames() {
        return frames;
    }

    /** Messages that were found. One frame may hold several, and one message may take several frames. */
    public long messages() {
        return messages;
    }

    /** Frames of which the capture kept only the beginning. A message in such a frame is given as far as it goes. */
    public long cutShort() {
        return cutShort;
    }

    /** How often something was passed over, by reason; reasons that did not occur are absent. */
    public Map<Skipped, Long> skipped() {
        return Collections.unmodifiableMap(skipped);
    }

    /** How often something was passed over for one reason. */
    public long skipped(Skipped reason) {
        return skipped.getOrDefault(reason, 0L);
    }

    void frame(boolean whole) {
        frames++;
        if (!whole) {
            cutShort++;
        }
    }

    void message() {
        messages++;
    }

    void skip(Skipped reason) {
        skipped.merge(reason, 1L, Long::sum);
    }
}
