package io.trunkline.live.endpoint;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.EndpointTest;
import io.trunkline.protocol.event.TestCommand;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The tests that run, and the last ones that have ended, as commands and probes tell of them; older ones are in the
 * store. A follower's thread hands records on, every thread may ask and wait. One lock guards all: a test changes a few
 * times a second.
 */
public final class EndpointTests {

    /** As many are kept; of more the oldest that is over is forgotten. */
    private static final int MOST_KEPT = 300;

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** What became of the wish to begin a test. */
    public enum Begun {
        /** It has a place; who asked must have it done or {@link #abandon} it. */
        YES,
        /** A test of this endpoint runs already. */
        ENDPOINT_BUSY,
        /** As many as may run at a time do. */
        TOO_MANY
    }

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** By id, in the order in which they were heard of. */
    private final Map<String, EndpointTest> tests = new LinkedHashMap<>();

    /** How many clients of this process watch a test, by its id. */
    private final Map<String, Integer> watchers = new HashMap<>();

    /** None yet. */
    public EndpointTests(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes a record of the topic of commands: what another process has begun is known before a probe takes it. */
    public void acceptCommand(ConsumerRecord<String, byte[]> record) {
        if (Json.read(record.value(), TestCommand.class) instanceof TestCommand.Start start) {
            locked(() -> tests.putIfAbsent(start.id(), EndpointTest.asked(start)) == null);
        }
    }

    /** Takes a record of the topic of tests. */
    public void acceptTest(ConsumerRecord<String, byte[]> record) {
        EndpointTest test = Json.read(record.value(), EndpointTest.class);
        locked(() -> {
            EndpointTest before = tests.get(test.id());
            // What is over stays so: topics are read in no order among each other.
            if (before == null || before.isRunning() || !test.isRunning()) {
                tests.put(test.id(), test);
            }
            return true;
        });
    }

    private void locked(BooleanSupplier change) {
        lock.lock();
        try {
            if (change.getAsBoolean()) {
                forget();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void forget() {
        Iterator<EndpointTest> oldest = tests.values().iterator();
        while (tests.size() > MOST_KEPT && oldest.hasNext()) {
            if (!oldest.next().asOf(clock.instant()).isRunning()) {
                oldest.remove();
            }
        }
    }

    /** Takes a place for a test, if there is one. */
    public Begun begin(TestCommand.Start start) {
        lock.lock();
        try {
            List<EndpointTest> running = tests.values().stream()
                    .map(test -> test.asOf(clock.instant()))
                    .filter(EndpointTest::isRunning)
                    .toList();
            if (running.stream().anyMatch(test -> test.registrationId()
                    .equals(start.registration().id()))) {
                return Begun.ENDPOINT_BUSY;
            }
            if (running.size() >= EndpointTest.MOST_AT_ONCE) {
                return Begun.TOO_MANY;
            }
            tests.put(start.id(), EndpointTest.asked(start));
            return Begun.YES;
        } finally {
            lock.unlock();
        }
    }

    /** Gives back the place of a test that nobody was told of. */
    public void abandon(String id) {
        locked(() -> tests.remove(id) != null);
    }

    /** A test as it stands now; empty when it is not known here, or the scope does not cover it. */
    public Optional<EndpointTest> test(Scope scope, String id) {
        lock.lock();
        try {
            return Optional.ofNullable(tests.get(id))
                    .filter(test -> scope.covers(test.accountId()))
                    .map(test -> test.asOf(clock.instant()));
        } finally {
            lock.unlock();
        }
    }

    /** The tests of an endpoint that are known here and that the scope covers, the newest first. */
    public List<EndpointTest> of(Scope scope, String registrationId) {
        lock.lock();
        try {
            return tests.values().stream()
                    .filter(test -> test.registrationId().equals(registrationId))
                    .filter(test -> scope.covers(test.accountId()))
                    .map(test -> test.asOf(clock.instant()))
                    .sorted(Comparator.comparing(EndpointTest::startedAt).reversed())
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a test differs from what was seen of it.
     *
     * @return it as it stands then, or when the time is over; empty when it is not known here
     */
    public Optional<EndpointTest> awaitChange(Scope scope, EndpointTest seen, Duration within)
            throws InterruptedException {
        lock.lock();
        try {
            long until = System.nanoTime() + within.toNanos();
            Optional<EndpointTest> now = test(scope, seen.id());
            while (now.isPresent() && now.get().equals(seen) && System.nanoTime() < until) {
                // A test that nobody tells of any more fails by the clock alone, with no signal.
                changed.awaitNanos(Math.min(until - System.nanoTime(), LOOK_EVERY.toNanos()));
                now = test(scope, seen.id());
            }
            return now;
        } finally {
            lock.unlock();
        }
    }

    /** Somebody watches a test. */
    public void watch(String id) {
        lock.lock();
        try {
            watchers.merge(id, 1, Integer::sum);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Somebody watches it no more.
     *
     * @return whether nobody does
     */
    public boolean unwatch(String id) {
        lock.lock();
        try {
            return watchers.computeIfPresent(id, (test, count) -> count == 1 ? null : count - 1) == null;
        } finally {
            lock.unlock();
        }
    }
}
