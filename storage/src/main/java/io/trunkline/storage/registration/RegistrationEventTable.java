package io.trunkline.storage.registration;

import static io.trunkline.storage.sink.JsonRecord.required;

import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.RegistrationEvent;
import io.trunkline.storage.connection.Columns;
import io.trunkline.storage.connection.RowBuffer;
import io.trunkline.storage.sink.JsonRecord;
import io.trunkline.storage.sink.SinkTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** {@code registration_events}: what {@link Topic#REGISTRATION_EVENTS} carries. */
public final class RegistrationEventTable implements SinkTable {

    private static final List<String> COLUMNS = List.of(
            "registration_id",
            "at",
            "event",
            "cause",
            "aor",
            "account_id",
            "contact",
            "received_from",
            "transport",
            "user_agent",
            "registered_at",
            "expires_at",
            "state",
            "state_cause",
            "agent",
            "may_bill",
            "recorded_at");

    @Override
    public Topic topic() {
        return Topic.REGISTRATION_EVENTS;
    }

    @Override
    public String name() {
        return "registration_events";
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public Optional<String> append(ConsumerRecord<byte[], byte[]> record, RowBuffer rows) {
        return JsonRecord.append(record, RegistrationEvent.class, rows, event -> {
            Registration registration = required("registration", event.registration());
            rows.text(required("registration.id", registration.id()))
                    .time(required("at", event.at()))
                    .text(Columns.name(required("event", event.event())))
                    .text(event.cause())
                    .text(required("registration.aor", registration.aor()))
                    .text(registration.accountId())
                    .text(registration.contact())
                    .text(registration.receivedFrom())
                    .text(registration.transport())
                    .text(registration.userAgent())
                    .time(required("registration.registeredAt", registration.registeredAt()))
                    .nullableTime(registration.expiresAt())
                    .text(Columns.name(required("registration.state", registration.state())))
                    .text(registration.cause())
                    .text(registration.agent())
                    .flag(registration.mayBill())
                    .int64(record.timestamp());
        });
    }

    /** A row of the query {@code history-newest-first}. */
    static RegistrationEvent read(ResultSet row) throws SQLException {
        var registration = new Registration(
                row.getString("registration_id"),
                row.getString("aor"),
                Columns.textOrNull(row, "account_id"),
                row.getString("contact"),
                Columns.textOrNull(row, "received_from"),
                row.getString("transport"),
                Columns.textOrNull(row, "user_agent"),
                Columns.time(row, "registered_at_micros"),
                Columns.time(row, "expires_at_micros"),
                Columns.constant(row, "state", Registration.State.class),
                Columns.textOrNull(row, "state_cause"),
                row.getString("agent"),
                row.getBoolean("may_bill"));
        return new RegistrationEvent(
                registration,
                Columns.time(row, "at_micros"),
                Columns.constant(row, "event", RegistrationEvent.Event.class),
                Columns.textOrNull(row, "cause"));
    }
}
