package io.trunkline.rating.deadline;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Rings for each key at its deadline, by the wall clock. One alarm is set at Streams for the soonest of them, and none
 * while there are none: every punctuation makes Streams commit a transaction, so a tick would keep an idle broker busy.
 *
 * <p>A processor makes new ones at each {@code init}: Streams has cancelled the alarm of the ones before, and what they
 * knew may come from a transaction that was aborted. Used by one thread.
 */
public final class Timers {

    /** How soon it is looked again whether what is due may be acted upon. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private static final Duration SHORTEST_ALARM = Duration.ofMillis(1);

    private final ProcessorContext<?, ?> context;
    private final Duration apart;
    private final Supplier<Instant> upTo;
    private final Consumer<String> onDue;
    private final Deadlines deadlines = new Deadlines();
    private Instant notBefore = Instant.MIN;
    private Instant alarmAt = Instant.MAX;
    private Cancellable alarm = () -> {};

    /**
     * No deadlines yet.
     *
     * @param apart time between two rounds of rings, at least: what becomes due in between rings together
     * @param upTo the moment up to which deadlines may ring, now or before; {@link Instant#MIN}, and it is asked again
     *     after a second, when none may
     * @param onDue called with each key that is due, which then has no deadline
     */
    public Timers(ProcessorContext<?, ?> context, Duration apart, Supplier<Instant> upTo, Consumer<String> onDue) {
        this.context = context;
        this.apart = apart;
        this.upTo = upTo;
        this.onDue = onDue;
    }

    /** Sets a key's deadline in place of the one that it had. */
    public void set(String key, Instant at) {
        deadlines.set(key, at);
        alarmBy(at);
    }

    /** Takes a key's deadline away, if it has one. */
    public void clear(String key) {
        deadlines.clear(key);
    }

    /** An alarm that comes too early, for what was cleared since, finds nothing and is set anew. */
    private void alarmBy(Instant at) {
        Instant wanted = at.isAfter(notBefore) ? at : notBefore;
        if (!wanted.isBefore(alarmAt)) {
            return;
        }
        alarm.cancel();
        alarmAt = wanted;
        Duration until = Duration.between(now(), wanted);
        alarm = context.schedule(
                until.compareTo(SHORTEST_ALARM) < 0 ? SHORTEST_ALARM : until,
                PunctuationType.WALL_CLOCK_TIME,
                millis -> look());
    }

    private void look() {
        alarm.cancel();
        alarmAt = Instant.MAX;
        Instant due = upTo.get();
        notBefore = now().plus(due.equals(Instant.MIN) ? LOOK_AGAIN : apart);
        deadlines.due(due).forEach(onDue);
        deadlines.soonest().ifPresent(this::alarmBy);
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
