package io.trunkline.rating.changelog;

import java.util.Map;

/** The topics from which the state of the streams is read back after a start. */
public final class Changelog {

    /** Their settings: only what is compacted need not be read back, so segments are small and close soon. */
    public static final Map<String, String> SETTINGS = Map.of(
            "segment.bytes", Integer.toString(32 << 20),
            "segment.ms", "600000",
            "min.cleanable.dirty.ratio", "0.2");

    private Changelog() {}
}
