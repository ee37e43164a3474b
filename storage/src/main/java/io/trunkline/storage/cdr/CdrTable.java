package io.trunkline.storage.cdr;

import static io.trunkline.storage.sink.JsonRecord.required;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.EndedBy;
import io.trunkline.protocol.event.Outcome;
import io.trunkline.protocol.event.Payer;
import io.trunkline.protocol.event.PayerReason;
import io.trunkline.protocol.event.PriceStep;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.storage.connection.Columns;
import io.trunkline.storage.connection.RowBuffer;
import io.trunkline.storage.connection.StoreConnection;
import io.trunkline.storage.sink.JsonRecord;
import io.trunkline.storage.sink.SinkTable;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** {@code cdrs}: the records that {@link Topic#CDRS} carries. */
public final class CdrTable implements SinkTable {

    private static final List<String> COLUMNS = List.of(
            "call_id",
            "id",
            "account_id",
            "called_account_id",
            "from_number",
            "to_number",
            "started_at",
            "ringing_at",
            "answered_at",
            "ended_at",
            "duration_millis",
            "billed_seconds",
            "free_seconds",
            "outcome",
            "ended_by",
            "cause",
            "cause_text",
            "cause_by",
            "cause_at",
            "flags",
            "status",
            "rating",
            "price",
            "currency",
            "card_id",
            "prefix",
            "destination",
            "rate_per_minute",
            "tariff",
            "steps",
            "source",
            "target",
            "trunk",
            "agent",
            "user_agent",
            "level",
            "role",
            "parent_id",
            "caller_account_id",
            "revision",
            "payer_rule",
            "payer_reason",
            "recorded_at");

    /** On which the calls began that were appended, and those before them that did not get into the table. */
    private final Set<LocalDate> days = new HashSet<>();

    @Override
    public Topic topic() {
        return Topic.CDRS;
    }

    @Override
    public String name() {
        return "cdrs";
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public Optional<String> append(ConsumerRecord<byte[], byte[]> record, RowBuffer rows) {
        return JsonRecord.append(record, Cdr.class, rows, cdr -> {
            append(cdr, rows);
            rows.int64(record.timestamp());
            days.add(LocalDate.ofInstant(cdr.startedAt(), ZoneOffset.UTC));
        });
    }

    @Override
    public void inserted(StoreConnection store) {
        new QualityDays(store).written(days);
        days.clear();
    }

    private static void append(Cdr cdr, RowBuffer rows) {
        rows.text(required("callId", cdr.callId()))
                .text(cdr.id() == null ? cdr.callId() : cdr.id())
                .text(cdr.accountId())
                .text(cdr.calledAccountId())
                .text(cdr.from())
                .text(cdr.to())
                .time(required("startedAt", cdr.startedAt()))
                .nullableTime(cdr.ringingAt())
                .nullableTime(cdr.answeredAt())
                .time(required("endedAt", cdr.endedAt()))
                .int64(cdr.durationMillis())
                .int64(cdr.billedSeconds())
                .int64(cdr.freeSeconds())
                .text(Columns.name(required("outcome", cdr.outcome())))
                .text(Columns.name(required("endedBy", cdr.endedBy())));
        append(cdr.cause(), rows);
        rows.texts(cdr.flags())
                .uint16(cdr.status())
                .text(Columns.name(required("rating", cdr.rating())))
                .nullableDecimal(cdr.price())
                .text(cdr.currency());
        append(cdr.tariff(), rows);
        appendJson(cdr.steps().isEmpty() ? null : cdr.steps(), rows);
        rows.text(cdr.source())
                .text(cdr.target())
                .text(cdr.trunk())
                .text(cdr.agent())
                .text(cdr.userAgent());
        rows.uint16(cdr.level())
                .text(Columns.name(cdr.role()))
                .text(cdr.parentId())
                .text(cdr.callerAccountId())
                .int64(cdr.revision());
        append(cdr.payerReason(), rows);
    }

    private static void append(PayerReason reason, RowBuffer rows) {
        if (reason == null) {
            rows.text("").text("");
            return;
        }
        rows.text(Columns.name(required("payerReason.code", reason.code()))).text(reason.text());
    }

    private static void append(Cause cause, RowBuffer rows) {
        if (cause == null) {
            rows.text("").text("").text("").nullableTime(null);
            return;
        }
        rows.text(Columns.name(required("cause.code", cause.code())))
                .text(cause.text())
                .text(Columns.name(required("cause.by", cause.by())))
                .nullableTime(cause.at());
    }

    private static void append(Tariff tariff, RowBuffer rows) {
        if (tariff == null) {
            rows.text("").text("").text("").nullableDecimal(null).text("");
            return;
        }
        rows.text(tariff.cardId())
                .text(required("tariff.rate", tariff.rate()).prefix())
                .text(tariff.rate().destination())
                .nullableDecimal(tariff.rate().ratePerMinute());
        appendJson(tariff, rows);
    }

    /** Null is the empty text. */
    private static void appendJson(Object value, RowBuffer rows) {
        byte[] json = value == null ? new byte[0] : Json.write(value);
        rows.bytes(json, 0, json.length);
    }

    private static <T> Optional<T> readJson(ResultSet row, String column, Class<T> type) throws SQLException {
        String json = row.getString(column);
        return json.isEmpty() ? Optional.empty() : Optional.of(Json.read(json.getBytes(StandardCharsets.UTF_8), type));
    }

    /** A row of the queries {@code cdrs-newest-first} and {@code tiers-of-call}. */
    public static Cdr read(ResultSet row) throws SQLException {
        return new Cdr(
                row.getString("id"),
                row.getString("call_id"),
                Columns.textOrNull(row, "account_id"),
                Columns.textOrNull(row, "called_account_id"),
                row.getString("from_number"),
                row.getString("to_number"),
                Columns.time(row, "started_at_micros"),
                Columns.time(row, "ringing_at_micros"),
                Columns.time(row, "answered_at_micros"),
                Columns.time(row, "ended_at_micros"),
                row.getLong("duration_millis"),
                row.getLong("billed_seconds"),
                row.getLong("free_seconds"),
                Columns.constant(row, "outcome", Outcome.class),
                Columns.constant(row, "ended_by", EndedBy.class),
                cause(row),
                Columns.names(row, "flag_names"),
                row.getInt("status"),
                Columns.constant(row, "rating", Cdr.Rating.class),
                Columns.amount(row, "price"),
                Columns.textOrNull(row, "currency"),
                readJson(row, "tariff", Tariff.class).orElse(null),
                readJson(row, "steps", PriceStep[].class).map(List::of).orElse(List.of()),
                row.getString("source"),
                row.getString("target"),
                Columns.textOrNull(row, "trunk"),
                row.getString("agent"),
                Columns.textOrNull(row, "user_agent"),
                row.getInt("level"),
                Columns.constant(row, "role", Payer.Role.class),
                Columns.textOrNull(row, "parent_id"),
                Columns.textOrNull(row, "caller_account_id"),
                row.getInt("revision"),
                payerReason(row));
    }

    private static PayerReason payerReason(ResultSet row) throws SQLException {
        return row.getString("payer_rule").isEmpty()
                ? null
                : new PayerReason(
                        Columns.constant(row, "payer_rule", PayerReason.Code.class), row.getString("payer_reason"));
    }

    private static Cause cause(ResultSet row) throws SQLException {
        return row.getString("cause").isEmpty()
                ? null
                : new Cause(
                        Columns.constant(row, "cause", Cause.Code.class),
                        row.getString("cause_text"),
                        Columns.constant(row, "cause_by", Cause.By.class),
                        Columns.time(row, "cause_at_micros"));
    }
}
