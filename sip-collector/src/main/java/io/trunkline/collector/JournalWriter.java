package io.trunkline.collector;

import io.trunkline.protocol.hep.HepStatus;
import java.util.concurrent.atomic.LongAdder;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.wire.DocumentContext;

/** Appends to the journal. One a thread; several may append at once, and take turns inside Chronicle for about a microsecond. */
final class JournalWriter {

    private final ExcerptAppender appender;
    private final LongAdder appended;
    private final Doorbell doorbell;

    JournalWriter(ExcerptAppender appender, LongAdder appended, Doorbell doorbell) {
        this.appender = appender;
        this.appended = appended;
        this.doorbell = doorbell;
    }

    /** Appends a packet; see {@link JournalRecord}. When this returns the packet outlives the process, not yet a power failure. */
    void append(
            long receivedAtMicros,
            HepStatus status,
            Transport transport,
            Admission.Admitted agent,
            byte[] source,
            int sourcePort,
            byte[] bytes,
            int offset,
            int length) {
        try (DocumentContext document = appender.writingDocument()) {
            boolean whole = false;
            try {
                JournalRecord.write(
                        document.wire().bytes(),
                        receivedAtMicros,
                        status,
                        transport,
                        agent,
                        source,
                        sourcePort,
                        bytes,
                        offset,
                        length);
                whole = true;
            } finally {
                if (!whole) {
                    document.rollbackOnClose();
                }
            }
        }
        appended.increment();
        doorbell.ring();
    }
}
