package io.trunkline.collector.journal;

import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.wire.DocumentContext;

/** Reads the journal in order. For one thread, which must be the one that made it. */
public final class JournalReader implements AutoCloseable {

    private final ExcerptTailer tailer;
    private final long after;

    /** @param after what has this index or a lower one is passed over */
    JournalReader(ExcerptTailer tailer, long after) {
        this.tailer = tailer;
        this.after = after;
    }

    /** Fills in the next record; false when there is none yet. */
    public boolean next(JournalRecord record) {
        while (true) {
            try (DocumentContext document = tailer.readingDocument()) {
                if (!document.isPresent()) {
                    return false;
                }
                if (document.index() > after) {
                    record.read(document.index(), document.wire().bytes());
                    return true;
                }
            }
        }
    }

    @Override
    public void close() {
        tailer.close();
    }
}
