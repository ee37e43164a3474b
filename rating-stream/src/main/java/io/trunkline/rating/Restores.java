package io.trunkline.rating;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * What state is being read back from its changelogs, and how far. Streams' threads report; any thread may ask.
 *
 * <p>Under exactly-once a restore reads what is committed, up to an end that was taken before. Where a transaction
 * stays open that nobody is left to end, it never gets there, and Streams itself says nothing.
 */
final class Restores implements StateRestoreListener {

    /** A restore moves with each batch, of which there are many a second: what stands for so long is stuck. */
    private static final Duration STUCK_AFTER = Duration.ofSeconds(30);

    /** The next offset to read, and since when it is that. */
    private record Progress(long at, long end, Instant since) {}

    private final InstantSource clock;
    private final Map<TopicPartition, Progress> underWay = new ConcurrentHashMap<>();

    Restores(InstantSource clock) {
        this.clock = clock;
    }

    /** What has moved least lately, for people; empty when nothing is being restored. */
    Optional<String> describe() {
        return underWay.entrySet().stream()
                .min(Comparator.comparing(restore -> restore.getValue().since()))
                .map(restore -> describe(restore.getKey(), restore.getValue()));
    }

    private String describe(TopicPartition changelog, Progress progress) {
        String text = "restoring " + underWay.size() + " changelogs, " + changelog + " at " + progress.at() + " of "
                + progress.end() + " since " + progress.since().truncatedTo(ChronoUnit.SECONDS);
        if (progress.since().plus(STUCK_AFTER).isAfter(clock.instant())) {
            return text;
        }
        return text + ": it stands still; if Kafka is up, a transaction may be open there that nobody will end"
                + " (kafka-transactions.sh find-hanging shows it)";
    }

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long start, long end) {
        underWay.put(changelog, new Progress(start, end, clock.instant()));
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long batchEnd, long records) {
        underWay.computeIfPresent(
                changelog, (key, progress) -> new Progress(batchEnd + 1, progress.end(), clock.instant()));
    }

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long records) {
        underWay.remove(changelog);
    }

    @Override
    public void onRestoreSuspended(TopicPartition changelog, String store, long records) {
        underWay.remove(changelog);
    }
}
