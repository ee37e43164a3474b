package io.trunkline.rating.changelog;

import java.util.Map;

/** The topics from which the state of the streams is read back after a start. */
public final class Changelog {

    private static final String TEN_MINUTES = "600000";

    /**
     * Their settings: only what is compacted need not be read back, so segments are small and close soon. Nobody but
     * the streams reads them, and these read a changelog to its end: what was deleted may be forgotten soon.
     */
    public static final Map<String, String> SETTINGS = Map.of(
            "segment.bytes", Integer.toString(32 << 20),
            "segment.ms", TEN_MINUTES,
            "min.cleanable.dirty.ratio", "0.5",
            "delete.retention.ms", TEN_MINUTES,
            "max.compaction.lag.ms", TEN_MINUTES);

    private Changelog() {}
}
