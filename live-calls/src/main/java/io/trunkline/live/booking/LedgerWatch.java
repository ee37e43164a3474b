package io.trunkline.live.booking;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.LedgerEntry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Waits for the ledger to book a payment or a charge. It sees what is booked after the start of the process and
 * keeps the last {@link #KEPT} of those; older entries are in the store. The lock makes looking and waiting one
 * step.
 */
public final class LedgerWatch {

    /** Entries that are kept for who asks late. */
    static final int KEPT = 10_000;

    private record Key(String accountId, String reference) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition booked = lock.newCondition();
    private final Map<Key, LedgerEntry> entries = new LinkedHashMap<>();

    /** Nothing was booked yet. */
    public LedgerWatch() {}

    /** Takes a record of the topic {@code ledger}. */
    public void accept(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return;
        }
        LedgerEntry entry = Json.read(record.value(), LedgerEntry.class);
        if (entry.type() == LedgerEntry.Type.CALL || !Bookings.isId(entry.reference())) {
            // A call's, perhaps one that was rated again: nobody waits for it.
            return;
        }
        lock.lock();
        try {
            entries.putIfAbsent(new Key(entry.accountId(), entry.reference()), entry);
            if (entries.size() > KEPT) {
                entries.remove(entries.keySet().iterator().next());
            }
            booked.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The entry that books a command; empty when it was not seen within the time. */
    public Optional<LedgerEntry> await(String accountId, String reference, Duration timeout)
            throws InterruptedException {
        var key = new Key(accountId, reference);
        long left = timeout.toNanos();
        lock.lock();
        try {
            while (!entries.containsKey(key) && left > 0) {
                left = booked.awaitNanos(left);
            }
            return Optional.ofNullable(entries.get(key));
        } finally {
            lock.unlock();
        }
    }
}
