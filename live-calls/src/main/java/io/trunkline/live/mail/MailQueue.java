package io.trunkline.live.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Mails that wait to be sent, and up to where the topics need not be read again: to the first record of which a mail
 * still waits. For one thread.
 */
final class MailQueue {

    /** Whatever the clock of what happened says: it has happened. */
    private static final Instant AT_ONCE = Instant.EPOCH;

    /**
     * A mail that waits.
     *
     * @param occasion what it is about
     * @param partition from where it came
     * @param offset and which record
     * @param due not before this
     * @param tries how often the server put it off
     */
    record Waiting(Occasion occasion, TopicPartition partition, long offset, Instant due, int tries) {

        /** The same, to be tried again then. */
        Waiting until(Instant then) {
            return new Waiting(occasion, partition, offset, then, tries + 1);
        }
    }

    private final PriorityQueue<Waiting> byDue =
            new PriorityQueue<>(Comparator.comparing(Waiting::due).thenComparingLong(Waiting::offset));

    /** How many mails wait of each record, by its place. */
    private final Map<TopicPartition, TreeMap<Long, Integer>> unfinished = new HashMap<>();

    private final Map<TopicPartition, Long> read = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();

    /** Takes the mails of a record; none is as good as many. */
    void add(TopicPartition partition, long offset, List<Occasion> occasions) {
        read.put(partition, offset + 1);
        for (Occasion occasion : occasions) {
            byDue.add(new Waiting(occasion, partition, offset, AT_ONCE, 0));
            unfinished.computeIfAbsent(partition, none -> new TreeMap<>()).merge(offset, 1, Integer::sum);
        }
    }

    int size() {
        return byDue.size();
    }

    /** How long until one is due; none when none waits. */
    Optional<Duration> nextIn(Instant now) {
        return Optional.ofNullable(byDue.peek()).map(next -> Duration.between(now, next.due()));
    }

    /** The one that is due first, which is to be {@link #done} or {@link #put} back; none when none is due. */
    Optional<Waiting> take(Instant now) {
        Waiting next = byDue.peek();
        return next == null || next.due().isAfter(now) ? Optional.empty() : Optional.of(byDue.remove());
    }

    /** Puts back one that was taken. */
    void put(Waiting waiting) {
        byDue.add(waiting);
    }

    /** Nothing more is to be done for one that was taken. */
    void done(Waiting waiting) {
        unfinished
                .get(waiting.partition())
                .computeIfPresent(waiting.offset(), (offset, mails) -> mails == 1 ? null : mails - 1);
    }

    /** From where to read after a restart, where that has changed since it was last asked. */
    Map<TopicPartition, OffsetAndMetadata> toCommit() {
        var changed = new HashMap<TopicPartition, OffsetAndMetadata>();
        read.forEach((partition, end) -> {
            TreeMap<Long, Integer> open = unfinished.get(partition);
            long from = open == null || open.isEmpty() ? end : open.firstKey();
            if (!Long.valueOf(from).equals(committed.put(partition, from))) {
                changed.put(partition, new OffsetAndMetadata(from));
            }
        });
        return changed;
    }

    /** Forgets everything: the partitions are another's now, or read again. */
    void clear() {
        byDue.clear();
        unfinished.clear();
        read.clear();
        committed.clear();
    }
}
