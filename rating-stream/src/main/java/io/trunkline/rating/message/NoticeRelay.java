package io.trunkline.rating.message;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Hands notices of several topics on to the one on which they come together, unread, with the name of the topic. */
final class NoticeRelay extends ContextualProcessor<String, byte[], String, NoticeTopology.Relayed> {

    @Override
    public void process(Record<String, byte[]> record) {
        if (record.value() == null) {
            return;
        }
        RecordMetadata at = context().recordMetadata().orElseThrow();
        record.headers()
                .remove(NoticeTopology.TOLD_ON)
                .add(NoticeTopology.TOLD_ON, at.topic().getBytes(StandardCharsets.UTF_8));
        context().forward(record.withValue(new NoticeTopology.Relayed(record.value(), at.partition())));
    }
}
