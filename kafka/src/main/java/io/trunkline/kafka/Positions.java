package io.trunkline.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a follower has read, and waiting for it to get somewhere. One thread moves, any may wait. The lock
 * guards nothing but the waiting.
 */
final class Positions {

    private final Map<TopicPartition, Long> next = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();

    Positions() {}

    /** The offset that is read next; where nothing was read yet, it is to be the given one. */
    long next(TopicPartition partition, LongSupplier begin) {
        return next.computeIfAbsent(partition, p -> begin.getAsLong());
    }

    /** Everything below these offsets was handed on. */
    void move(Map<TopicPartition, Long> positions) {
        next.putAll(positions);
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the record at an offset was handed on; false when the time ran out first. */
    boolean await(TopicPartition partition, long offset, Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lock();
        try {
            while (next.getOrDefault(partition, 0L) <= offset) {
                if (left <= 0) {
                    return false;
                }
                left = moved.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
