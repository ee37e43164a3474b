package io.trunkline.collector.forward;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The records that were handed to Kafka and are not all acknowledged: a ring in the order of the journal. Kafka
 * acknowledges the partitions out of step; the ring tells up to where there is no gap.
 *
 * <p>One thread adds and advances; any thread acknowledges, and may ask for what is oldest.
 */
final class InFlight {

    private final long[] indices;
    private final long[] receivedAtMicros;
    private final AtomicIntegerArray acknowledged;
    private final int mask;
    private volatile long head;
    private volatile long tail;
    private long acknowledgedIndex;

    /**
     * @param capacity a power of two
     * @param acknowledgedIndex up to where everything is acknowledged
     */
    InFlight(int capacity, long acknowledgedIndex) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("not a power of two: " + capacity);
        }
        indices = new long[capacity];
        receivedAtMicros = new long[capacity];
        acknowledged = new AtomicIntegerArray(capacity);
        mask = capacity - 1;
        this.acknowledgedIndex = acknowledgedIndex;
    }

    boolean isFull() {
        return tail - head > mask;
    }

    /** The next record goes out. Not when full. Gives the ticket with which it is acknowledged. */
    long add(long index, long receivedMicros) {
        long ticket = tail;
        int slot = (int) ticket & mask;
        indices[slot] = index;
        receivedAtMicros[slot] = receivedMicros;
        acknowledged.set(slot, 0);
        tail = ticket + 1;
        return ticket;
    }

    /** Kafka has the record of that ticket. */
    void acknowledge(long ticket) {
        acknowledged.set((int) ticket & mask, 1);
    }

    /**
     * Passes over what is acknowledged without a gap.
     *
     * @return how many records that were
     */
    int advance() {
        long from = head;
        long at = from;
        long end = tail;
        while (at < end && acknowledged.get((int) at & mask) == 1) {
            acknowledgedIndex = indices[(int) at & mask];
            at++;
        }
        head = at;
        return (int) (at - from);
    }

    /** The index up to which everything is acknowledged, as of the last {@link #advance}. */
    long acknowledgedIndex() {
        return acknowledgedIndex;
    }

    /** When the oldest record that is not passed over was received; 0 when there is none. A moment's look, from any thread. */
    long oldestReceivedAtMicros() {
        long at = head;
        return at < tail ? receivedAtMicros[(int) at & mask] : 0;
    }
}
