package io.trunkline.storage.alarm;

import static io.trunkline.storage.sink.JsonRecord.required;

import com.fasterxml.jackson.core.type.TypeReference;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Alarm;
import io.trunkline.storage.connection.Columns;
import io.trunkline.storage.connection.RowBuffer;
import io.trunkline.storage.connection.StoreException;
import io.trunkline.storage.sink.JsonRecord;
import io.trunkline.storage.sink.SinkTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** {@code alarms}: what {@link Topic#ALARMS} carries. */
public final class AlarmTable implements SinkTable {

    private static final List<String> COLUMNS = List.of(
            "raised_at",
            "id",
            "rule_id",
            "kind",
            "key",
            "account_id",
            "cleared_at",
            "acknowledged_at",
            "alarm",
            "recorded_at");

    @Override
    public Topic topic() {
        return Topic.ALARMS;
    }

    @Override
    public String name() {
        return "alarms";
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public Optional<String> append(ConsumerRecord<byte[], byte[]> record, RowBuffer rows) {
        return JsonRecord.append(record, Alarm.class, rows, alarm -> rows.time(required("raisedAt", alarm.raisedAt()))
                .text(required("id", alarm.id()))
                .text(required("ruleId", alarm.ruleId()))
                .text(Columns.name(required("kind", alarm.kind())))
                .text(required("key", alarm.key()))
                .text(alarm.accountId())
                .nullableTime(alarm.clearedAt())
                .nullableTime(alarm.acknowledgedAt())
                .text(new String(record.value(), StandardCharsets.UTF_8))
                .int64(record.timestamp()));
    }

    /** A row of the query {@code alarms-newest-first}: all that was told of one alarm, in its order. */
    static Alarm read(ResultSet row) throws SQLException {
        try {
            List<Alarm> told = Json.mapper().readValue(row.getString("told"), new TypeReference<>() {});
            return told.stream().reduce(Alarm::with).orElseThrow();
        } catch (IOException e) {
            throw new StoreException(StoreException.Category.REFUSED, "the table alarms holds what is no alarm", e);
        }
    }
}
