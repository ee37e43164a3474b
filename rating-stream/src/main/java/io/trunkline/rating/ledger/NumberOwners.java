package io.trunkline.rating.ledger;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.PhoneNumber;
import io.trunkline.rating.metrics.RatingMetrics;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Hands each number on to the ledger of the account that has it. What cannot be read is counted and passed over. */
final class NumberOwners extends ContextualProcessor<String, byte[], String, byte[]> {

    private final RatingMetrics metrics;

    NumberOwners(RatingMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            PhoneNumber number = Json.read(record.value(), PhoneNumber.class);
            if (number.accountId() != null) {
                context().forward(record.withKey(number.accountId()));
            }
        } catch (SerializationException e) {
            String topic =
                    context().recordMetadata().map(metadata -> metadata.topic()).orElse("?");
            metrics.badRecord(topic, e.getMessage());
        }
    }
}
