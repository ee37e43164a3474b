package io.trunkline.collector.journal;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where packets are kept until Kafka has them.
 *
 * @param directory made when it is not there, readable by its owner alone; holds the journal's files and the checkpoint
 * @param keep how long packets stay after Kafka has them
 * @param minimumFreeBytes below this free space on the disk nothing more is written: TCP senders are held back,
 *     and UDP is dropped and counted
 * @param syncEvery how often what was written is forced to the disk: a power failure loses at most this much of
 *     what Kafka did not have yet. A process that dies loses nothing whatever stands here. Zero: never forced
 */
public record JournalSettings(Path directory, Duration keep, long minimumFreeBytes, Duration syncEvery) {

    /** Keeps an hour, stops below 1 GiB of free space, forces to the disk every second. */
    public static JournalSettings defaults(Path directory) {
        return new JournalSettings(directory, Duration.ofHours(1), 1L << 30, Duration.ofSeconds(1));
    }
}
