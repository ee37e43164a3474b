package io.trunkline.rating.ledger;

import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.rating.run.Runs;
import io.trunkline.rating.state.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Reads one topic's records as inputs of the ledger. What cannot be read is handed on as such, and put away by the ledger
 * of its account: one bad record stops nobody else's money, and is not lost. At what a newer program wrote the stream
 * stops: all that follows would be like it.
 */
final class InputReader extends ContextualProcessor<byte[], byte[], String, Delivered> {

    private final LedgerInputs inputs;
    private final Runs runs;
    private final RatingMetrics metrics;

    InputReader(LedgerInputs inputs, Runs runs, RatingMetrics metrics) {
        this.inputs = inputs;
        this.runs = runs;
        this.metrics = metrics;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        runs.forEach(record, context().recordMetadata().orElseThrow(), this::handOn);
    }

    private void handOn(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return;
        }
        var account = new String(record.key(), StandardCharsets.UTF_8);
        LedgerInput input;
        try {
            input = inputs.read(record.topic(), record.value());
        } catch (UnreadableRecordException e) {
            throw e.at("topic " + record.topic() + ", key " + account);
        }
        if (input instanceof LedgerInput.Unreadable(var why)) {
            metrics.badRecord(record.topic(), why);
        }
        var delivered = new Delivered(input, record.topic(), record.partition(), record.offset(), record.value());
        context().forward(new Record<>(account, delivered, record.timestamp()));
    }
}
