package io.trunkline.collector.journal;

import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * Appends to the journal; any thread may. The event loops take turns at one appender: with two of them that was as
 * fast as an appender for each, and none of them spins in the lock that Chronicle keeps between processes.
 */
public final class JournalWriter {

    private final Lock turn = new ReentrantLock();
    private final ExcerptAppender appender;
    private final LongAdder appended;
    private final Doorbell doorbell;

    JournalWriter(ExcerptAppender appender, LongAdder appended, Doorbell doorbell) {
        this.appender = appender;
        this.appended = appended;
        this.doorbell = doorbell;
        appender.singleThreadedCheckDisabled(true);
    }

    /** Appends a packet; see {@link JournalRecord}. When this returns the packet outlives the process, not yet a power failure. */
    public void append(ReceivedPacket packet) {
        turn.lock();
        try (DocumentContext document = appender.writingDocument()) {
            boolean whole = false;
            try {
                JournalRecord.write(document.wire().bytes(), packet);
                whole = true;
            } finally {
                if (!whole) {
                    document.rollbackOnClose();
                }
            }
        } finally {
            turn.unlock();
        }
        appended.increment();
        doorbell.ring();
    }
}
