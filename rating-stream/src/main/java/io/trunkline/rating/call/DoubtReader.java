package io.trunkline.rating.call;

import io.trunkline.protocol.Json;
import io.trunkline.rating.metrics.RatingMetrics;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Reads what makes calls uncertain, or certain again, or is to end them. What cannot be read is counted and passed over: it leaves calls as
 * they are.
 *
 * @param <T> what the topic holds
 */
final class DoubtReader<T> extends ContextualProcessor<String, byte[], String, Object> {

    private final Class<T> type;
    private final RatingMetrics metrics;

    DoubtReader(Class<T> type, RatingMetrics metrics) {
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
