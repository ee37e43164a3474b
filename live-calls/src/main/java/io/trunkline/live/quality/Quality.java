package io.trunkline.live.quality;

import io.trunkline.live.http.Answer;
import io.trunkline.live.stream.Paced;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.Payer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How calls got through in the last hour, by trunk, destination and account.
 *
 * <p>A call that has ended counts by its record; one that is up, and was answered, counts as it stands: so it is known that
 * it was answered before it ends, and after a restart the records of the last hour and the calls that are up give the same
 * figures again. An attempt stands in the minute of its answer or failure, money and length in that of its end.
 *
 * <p>What belongs to no single account, the figures of trunks and destinations, is shown to who may see everything.
 *
 * <p>A follower's thread calls {@link #accept}, another {@link #everySecond} and {@link #beat}; every thread may ask. One
 * lock guards the books: it is held for a record, or for a sum over all that is kept, some milliseconds.
 */
public final class Quality implements Paced, AutoCloseable {

    /** How many minutes figures are of, at most. */
    public static final int MOST_MINUTES = Minutes.KEPT - 1;

    /** For how many minutes there are streams. */
    public static final List<Integer> STREAMED_MINUTES = List.of(5, 15, 60);

    /** A call that was up no longer is a short one. */
    public static final long SHORT_MILLIS = 1_000;

    private static final long CALLS_UP_GOOD_FOR_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final InstantSource clock;
    private final Supplier<List<Call.Answered>> callsUp;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<QualityBy, QualityBook> books = new EnumMap<>(QualityBy.class);
    private final List<QualityStream> streams = new ArrayList<>();

    /** Guarded by the lock, as the time of it. */
    private Map<QualityBy, Map<String, Minutes>> up = Map.of();

    private long upAtNanos = System.nanoTime() - CALLS_UP_GOOD_FOR_NANOS;

    /**
     * Nothing counted yet.
     *
     * @param clock what time it is
     * @param callsUp the calls that were answered and are up
     */
    public Quality(InstantSource clock, Supplier<List<Call.Answered>> callsUp) {
        this.clock = clock;
        this.callsUp = callsUp;
        for (QualityBy by : QualityBy.values()) {
            books.put(by, new QualityBook(by));
            STREAMED_MINUTES.forEach(minutes -> streams.add(new QualityStream(this, by, minutes)));
        }
    }

    /** Takes a record of {@link io.trunkline.protocol.Topic#CDRS}. Only the first one of the caller's own tier counts: a call once. */
    public void accept(ConsumerRecord<String, byte[]> record) {
        Cdr cdr = Json.read(record.value(), Cdr.class);
        if (cdr.level() == Payer.CALLERS_LEVEL && cdr.revision() == 0) {
            count(cdr);
        }
    }

    void count(Cdr cdr) {
        Attempt attempt = Attempt.of(cdr);
        long now = minute(clock.instant());
        long triedAt = minute(attempt.at());
        long endedAt = minute(cdr.endedAt());
        var seen =
                new SeenCall(cdr.id(), attempt.at(), attempt.answered(), attempt.delayMillis(), cdr.durationMillis());
        lock.lock();
        try {
            attempt.keys().forEach((by, key) -> books.get(by).count(key, now, minutes -> {
                minutes.at(triedAt).attempt(attempt);
                if (attempt.answered()) {
                    minutes.at(endedAt).talk(cdr.durationMillis());
                }
                if (cdr.price() != null && cdr.price().signum() != 0) {
                    minutes.at(endedAt).charged(cdr.price(), cdr.currency());
                }
                minutes.seen(seen);
            }));
        } finally {
            lock.unlock();
        }
    }

    private static long minute(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), TimeUnit.MINUTES.toSeconds(1));
    }

    /**
     * The figures of the last minutes that a scope covers, in no order.
     *
     * @param minutes whole ones, 1 to {@link #MOST_MINUTES}; the one that runs counts beside them
     */
    public List<QualityRow> rows(Scope scope, QualityBy by, int minutes) {
        long now = minute(clock.instant());
        var rows = new ArrayList<QualityRow>();
        lock.lock();
        try {
            Map<String, Minutes> answered = callsUp(now).getOrDefault(by, Map.of());
            Map<String, Minutes> ended = books.get(by).kept();
            for (String key : keys(ended, answered)) {
                if (scope.covers(owner(by, key))) {
                    row(key, ended.get(key), answered.get(key), now, minutes).ifPresent(rows::add);
                }
            }
        } finally {
            lock.unlock();
        }
        return rows;
    }

    /** What is up is bounded by what is kept of what has ended, or is new. */
    private static Set<String> keys(Map<String, Minutes> ended, Map<String, Minutes> answered) {
        var keys = new HashSet<>(ended.keySet());
        keys.addAll(answered.keySet());
        return keys;
    }

    /** Whose figures these are: an account's are its own. */
    static String owner(QualityBy by, String key) {
        return by == QualityBy.ACCOUNT ? key : null;
    }

    private static Optional<QualityRow> row(String key, Minutes ended, Minutes answered, long now, int minutes) {
        var all = new Minutes();
        if (ended != null) {
            all.add(ended);
        }
        if (answered != null) {
            all.add(answered);
        }
        long first = now - MOST_MINUTES;
        return all.sum(first, now).isEmpty()
                ? Optional.empty()
                : Optional.of(QualityRow.of(key, all.sum(now - minutes, now), hour(all, first, now)));
    }

    private static QualityRow.Hour hour(Minutes all, long first, long now) {
        var attempts = new ArrayList<Integer>();
        var answered = new ArrayList<Integer>();
        var delays = new ArrayList<Long>();
        for (long minute = first; minute <= now; minute++) {
            Tally tally = all.sum(minute, minute);
            attempts.add(tally.attempts());
            answered.add(tally.answered());
            delays.add(QualityRow.boxed(tally));
        }
        return new QualityRow.Hour(
                Instant.ofEpochSecond(TimeUnit.MINUTES.toSeconds(first)), attempts, answered, delays);
    }

    /** The calls that are up and were answered within the hour, counted at most once a second. Under the lock. */
    private Map<QualityBy, Map<String, Minutes>> callsUp(long now) {
        if (System.nanoTime() - upAtNanos >= CALLS_UP_GOOD_FOR_NANOS) {
            var counted = new EnumMap<QualityBy, Map<String, Minutes>>(QualityBy.class);
            for (Call.Answered call : callsUp.get()) {
                long at = minute(call.answeredAt());
                if (at > now - Minutes.KEPT) {
                    Attempt attempt = Attempt.of(call);
                    attempt.keys().forEach((by, key) -> counted.computeIfAbsent(by, each -> new HashMap<>())
                            .computeIfAbsent(key, each -> new Minutes())
                            .at(at)
                            .attempt(attempt));
                }
            }
            up = counted;
            upAtNanos = System.nanoTime();
        }
        return up;
    }

    /** How many short calls accounts that the scope covers had in the last minutes; those without any are not in it. */
    public Map<String, Integer> shortCalls(Scope scope, int minutes) {
        long now = minute(clock.instant());
        var found = new HashMap<String, Integer>();
        lock.lock();
        try {
            books.get(QualityBy.ACCOUNT).kept().forEach((account, counted) -> {
                int calls = counted.sum(now - minutes, now).shortTalks();
                if (calls > 0 && scope.covers(account)) {
                    found.put(account, calls);
                }
            });
        } finally {
            lock.unlock();
        }
        return found;
    }

    /** The calls of a key that ended last, the oldest first; none when the scope does not cover it. */
    public List<SeenCall> calls(Scope scope, QualityBy by, String key) {
        if (!scope.covers(owner(by, key))) {
            return List.of();
        }
        lock.lock();
        try {
            Minutes minutes = books.get(by).kept().get(key);
            return minutes == null ? List.of() : minutes.calls();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The stream of what the scope covers.
     *
     * @param minutes one of {@link #STREAMED_MINUTES}
     */
    public Answer stream(Scope scope, QualityBy by, int minutes, BooleanSupplier stillAllowed) {
        return streams.stream().filter(stream -> stream.is(by, minutes)).findFirst().orElseThrow().stream(
                scope, stillAllowed);
    }

    /** How many calls were counted nowhere because there were too many trunks, destinations or accounts at once. */
    public long passedOver() {
        lock.lock();
        try {
            return books.values().stream().mapToLong(QualityBook::passedOver).sum();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void everySecond() {
        streams.forEach(QualityStream::look);
    }

    @Override
    public int beat() {
        return streams.stream().mapToInt(QualityStream::beat).sum();
    }

    @Override
    public void close() {
        streams.forEach(QualityStream::close);
    }
}
