package io.trunkline.storage.sink;

import io.trunkline.protocol.Json;
import io.trunkline.storage.connection.RowBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** What the tables of JSON topics have in common: a value that cannot be read, or does not fit, is no row. */
public final class JsonRecord {

    private JsonRecord() {}

    /**
     * Reads the record's value and has it written as one row.
     *
     * @param writer writes all columns; what it throws of {@link IllegalArgumentException} is the reason given
     * @return nothing, or why there is no row
     */
    public static <T> Optional<String> append(
            ConsumerRecord<byte[], byte[]> record, Class<T> type, RowBuffer rows, Consumer<T> writer) {
        if (record.value() == null) {
            return Optional.of("a record without a value");
        }
        try {
            writer.accept(required("value", Json.read(record.value(), type)));
            rows.endRow();
            return Optional.empty();
        } catch (SerializationException | IllegalArgumentException e) {
            rows.dropRow();
            return Optional.of(e.getMessage());
        }
    }

    /** The value of a field that must be there. */
    public static <T> T required(String field, T value) {
        if (value == null) {
            throw new IllegalArgumentException("field " + field + " is missing");
        }
        return value;
    }
}
