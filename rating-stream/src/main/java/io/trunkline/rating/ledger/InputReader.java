package io.trunkline.rating.ledger;

import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.rating.state.UnreadableRecordException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Reads one topic's records as inputs of the ledger. What cannot be read is handed on as such, and put away by the ledger
 * of its account: one bad record stops nobody else's money, and is not lost. At what a newer program wrote the stream
 * stops: all that follows would be like it.
 */
final class InputReader extends ContextualProcessor<String, byte[], String, Delivered> {

    private final LedgerInputs inputs;
    private final RatingMetrics metrics;

    InputReader(LedgerInputs inputs, RatingMetrics metrics) {
        this.inputs = inputs;
        this.metrics = metrics;
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return;
        }
        RecordMetadata at = context().recordMetadata().orElseThrow();
        LedgerInput input;
        try {
            input = inputs.read(at.topic(), record.value());
        } catch (UnreadableRecordException e) {
            throw e.at("topic " + at.topic() + ", key " + record.key());
        }
        if (input instanceof LedgerInput.Unreadable(var why)) {
            metrics.badRecord(at.topic(), why);
        }
        context()
                .forward(record.withValue(
                        new Delivered(input, at.topic(), at.partition(), at.offset(), record.value())));
    }
}
