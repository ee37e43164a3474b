package io.trunkline.rating.message;

import io.trunkline.protocol.Json;
import io.trunkline.rating.metrics.RatingMetrics;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Reads what others than capture agents tell, in JSON: gaps, verdicts, orders, removals. What cannot be read is counted and
 * passed over: it leaves things as they are.
 *
 * @param <T> what the topic holds
 */
public final class NoticeReader<T> extends ContextualProcessor<String, byte[], String, Object> {

    private final Class<T> type;
    private final RatingMetrics metrics;

    /** A processor for one partition. */
    public NoticeReader(Class<T> type, RatingMetrics metrics) {
        this.type = type;
        this.metrics = metrics;
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (record.value() == null) {
            return;
        }
        T value;
        try {
            value = Json.read(record.value(), type);
        } catch (SerializationException e) {
            metrics.badRecord(context().recordMetadata().map(at -> at.topic()).orElse("?"), e.getMessage());
            return;
        }
        context().forward(record.withValue(value));
    }
}
