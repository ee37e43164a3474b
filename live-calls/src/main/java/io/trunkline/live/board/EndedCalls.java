package io.trunkline.live.board;

import io.trunkline.protocol.event.Call;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The calls that ended last, until their records are in the store and for a while longer: the latest {@link #KEPT}.
 * One thread writes, every thread may ask; the lock is held for a map's operation, or a walk over it.
 */
final class EndedCalls {

    /** Some seconds of a carrier's calls, hours of a small site's. */
    static final int KEPT = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Over> byId = new LinkedHashMap<>();

    /** A call, and how many minutes of it were free. */
    private record Over(Call.Ended call, long freeMinutes) {}

    EndedCalls() {}

    /** @param freeMinutes how many minutes of it were free, at most */
    void add(String id, Call.Ended call, long freeMinutes) {
        lock.lock();
        try {
            byId.remove(id);
            byId.put(id, new Over(call, freeMinutes));
            if (byId.size() > KEPT) {
                byId.remove(byId.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    /** The call goes on: its end was none. */
    void remove(String id) {
        lock.lock();
        try {
            byId.remove(id);
        } finally {
            lock.unlock();
        }
    }

    boolean has(String id) {
        return call(id).isPresent();
    }

    Optional<Call.Ended> call(String id) {
        lock.lock();
        try {
            return Optional.ofNullable(byId.get(id)).map(Over::call);
        } finally {
            lock.unlock();
        }
    }

    /** How many minutes of a call were free, at most. */
    long freeMinutes(String id) {
        lock.lock();
        try {
            Over over = byId.get(id);
            return over == null ? 0 : over.freeMinutes();
        } finally {
            lock.unlock();
        }
    }

    /** Those that fit, by their ids. */
    Map<String, Call.Ended> all(Predicate<Call> fits) {
        lock.lock();
        try {
            var found = new HashMap<String, Call.Ended>();
            byId.forEach((id, over) -> {
                if (fits.test(over.call())) {
                    found.put(id, over.call());
                }
            });
            return found;
        } finally {
            lock.unlock();
        }
    }
}
