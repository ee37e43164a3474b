package io.trunkline.rating.ledger;

import io.trunkline.protocol.Json;
import io.trunkline.rating.metrics.RatingMetrics;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Reads one topic's records as inputs of the ledger. What cannot be read, or is not what its key says, is
 * counted and passed over: one bad record stops nobody else's money.
 *
 * @param <T> what the topic holds
 */
final class InputReader<T> extends ContextualProcessor<String, byte[], String, LedgerInput> {

    private final Class<T> type;
    private final Function<T, LedgerInput> input;
    private final Function<T, Optional<String>> fault;
    private final RatingMetrics metrics;

    /** @param fault what is wrong with a record that could be read; empty when it is good */
    InputReader(
            Class<T> type, Function<T, LedgerInput> input, Function<T, Optional<String>> fault, RatingMetrics metrics) {
        this.type = type;
        this.input = input;
        this.fault = fault;
        this.metrics = metrics;
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return;
        }
        T value;
        try {
            value = Json.read(record.value(), type);
        } catch (SerializationException e) {
            bad(e.getMessage());
            return;
        }
        Optional<String> wrong = fault.apply(value);
        if (wrong.isPresent()) {
            bad(wrong.get());
            return;
        }
        context().forward(record.withValue(input.apply(value)));
    }

    private void bad(String why) {
        String topic =
                context().recordMetadata().map(metadata -> metadata.topic()).orElse("?");
        metrics.badRecord(topic, why);
    }
}
