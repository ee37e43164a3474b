package io.trunkline.collector.journal;

import net.openhft.chronicle.bytes.Bytes;

/** Records of a journal without the journal, for the tests of what reads them. */
public final class JournalRecords {

    private JournalRecords() {}

    /** What a reader gives of a packet that was appended at an index. */
    public static JournalRecord of(long index, ReceivedPacket packet) {
        Bytes<?> bytes = Bytes.allocateElasticOnHeap();
        JournalRecord.write(bytes, packet);
        var record = new JournalRecord();
        record.read(index, bytes);
        return record;
    }
}
