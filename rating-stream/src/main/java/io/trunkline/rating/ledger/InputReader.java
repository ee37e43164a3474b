package io.trunkline.rating.ledger;

import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.rating.state.UnreadableRecordException;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Reads one topic's records as inputs of the ledger. What others wrote and cannot be read, or is not what its key
 * says, is counted and passed over: one bad record stops nobody else's money. What we wrote ourselves and cannot be
 * read is a call that would go uncharged: there the stream stops, and nothing is lost.
 *
 * @param <T> what the topic holds
 */
final class InputReader<T> extends ContextualProcessor<String, byte[], String, LedgerInput> {

    private final Function<byte[], T> read;
    private final Function<T, LedgerInput> input;
    private final Function<T, Optional<String>> fault;
    private final RatingMetrics metrics;

    /**
     * A reader of a topic.
     *
     * @param read throws a {@link SerializationException} when it cannot
     * @param fault what is wrong with a record that could be read; empty when it is good
     */
    InputReader(
            Function<byte[], T> read,
            Function<T, LedgerInput> input,
            Function<T, Optional<String>> fault,
            RatingMetrics metrics) {
        this.read = read;
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
            value = read.apply(record.value());
        } catch (UnreadableRecordException e) {
            throw e.at("topic " + topic() + ", key " + record.key());
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
        metrics.badRecord(topic(), why);
    }

    private String topic() {
        return context().recordMetadata().map(metadata -> metadata.topic()).orElse("?");
    }
}
