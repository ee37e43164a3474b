package io.trunkline.live.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds back who tries tokens: after {@link #FREE} failures an address waits, twice as long each time, up to
 * {@link #LONGEST}. A success wipes the slate. The lock guards a map that every login touches for
 * microseconds. May be used by any thread.
 */
public final class FailedLogins {

    /** Failures that cost no wait. */
    public static final int FREE = 5;

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
    private static final int MOST_ADDRESSES = 10_000;

    private record Failures(int count, Instant lastAt, Instant waitUntil) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Failures> byAddress = new LinkedHashMap<>();
    private final InstantSource clock;

    /**
     * Nobody has failed yet.
     *
     * @param clock what time it is
     */
    public FailedLogins(InstantSource clock) {
        this.clock = clock;
    }

    /** How long the address must still wait before its next try; zero when it may try now. */
    public Duration wait(String address) {
        lock.lock();
        try {
            Failures failures = byAddress.get(address);
            if (failures == null) {
                return Duration.ZERO;
            }
            Duration left = Duration.between(clock.instant(), failures.waitUntil());
            return left.isNegative() ? Duration.ZERO : left;
        } finally {
            lock.unlock();
        }
    }

    /** A try failed. */
    public void failed(String address) {
        Instant now = clock.instant();
        lock.lock();
        try {
            Failures before = byAddress.remove(address);
            int count = before == null || before.lastAt().plus(FORGOTTEN_AFTER).isBefore(now) ? 1 : before.count() + 1;
            if (byAddress.size() >= MOST_ADDRESSES) {
                byAddress.remove(byAddress.keySet().iterator().next());
            }
            byAddress.put(address, new Failures(count, now, now.plus(penalty(count))));
        } finally {
            lock.unlock();
        }
    }

    /** A try succeeded. */
    public void succeeded(String address) {
        lock.lock();
        try {
            byAddress.remove(address);
        } finally {
            lock.unlock();
        }
    }

    private static Duration penalty(int count) {
        if (count < FREE) {
            return Duration.ZERO;
        }
        Duration penalty = FIRST.multipliedBy(1L << Math.min(count - FREE, 20));
        return penalty.compareTo(LONGEST) > 0 ? LONGEST : penalty;
    }
}
