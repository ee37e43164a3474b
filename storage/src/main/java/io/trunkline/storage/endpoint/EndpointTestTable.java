package io.trunkline.storage.endpoint;

import static io.trunkline.storage.sink.JsonRecord.required;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.EndpointTest;
import io.trunkline.storage.connection.Columns;
import io.trunkline.storage.connection.RowBuffer;
import io.trunkline.storage.sink.JsonRecord;
import io.trunkline.storage.sink.SinkTable;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** {@code endpoint_tests}: what {@link Topic#ENDPOINT_TESTS} carries of tests that have ended. */
public final class EndpointTestTable implements SinkTable {

    private static final List<String> COLUMNS =
            List.of("registration_id", "started_at", "id", "kind", "status", "account_id", "test", "recorded_at");

    @Override
    public Topic topic() {
        return Topic.ENDPOINT_TESTS;
    }

    @Override
    public String name() {
        return "endpoint_tests";
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    /** Writes nothing for one that still runs: it is told again when it is over. */
    @Override
    public Optional<String> append(ConsumerRecord<byte[], byte[]> record, RowBuffer rows) {
        if (record.value() == null) {
            return Optional.of("a record without a value");
        }
        try {
            if (required("status", Json.read(record.value(), EndpointTest.class).status())
                    == EndpointTest.Status.RUNNING) {
                return Optional.empty();
            }
        } catch (SerializationException | IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
        return JsonRecord.append(
                record, EndpointTest.class, rows, test -> rows.text(required("registrationId", test.registrationId()))
                        .time(required("startedAt", test.startedAt()))
                        .text(required("id", test.id()))
                        .text(Columns.name(required("kind", test.kind())))
                        .text(Columns.name(test.status()))
                        .text(test.accountId())
                        .text(new String(record.value(), StandardCharsets.UTF_8))
                        .int64(record.timestamp()));
    }

    /** A row of the queries of this room. */
    static EndpointTest read(ResultSet row) throws SQLException {
        return Json.read(row.getString("test").getBytes(StandardCharsets.UTF_8), EndpointTest.class);
    }
}
