package io.trunkline.storage.ledger;

import static io.trunkline.storage.sink.JsonRecord.required;

import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.storage.connection.Columns;
import io.trunkline.storage.connection.RowBuffer;
import io.trunkline.storage.sink.JsonRecord;
import io.trunkline.storage.sink.SinkTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** {@code ledger}: the entries that {@link Topic#LEDGER} carries. */
public final class LedgerTable implements SinkTable {

    private static final List<String> COLUMNS = List.of(
            "id",
            "account_id",
            "sequence",
            "at",
            "type",
            "amount",
            "balance_after",
            "currency",
            "reference",
            "description",
            "recorded_at");

    @Override
    public Topic topic() {
        return Topic.LEDGER;
    }

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public Optional<String> append(ConsumerRecord<byte[], byte[]> record, RowBuffer rows) {
        return JsonRecord.append(record, LedgerEntry.class, rows, entry -> rows.text(required("id", entry.id()))
                .text(required("accountId", entry.accountId()))
                .int64(entry.sequence())
                .time(required("at", entry.at()))
                .text(Columns.name(required("type", entry.type())))
                .decimal(required("amount", entry.amount()))
                .decimal(required("balanceAfter", entry.balanceAfter()))
                .text(entry.currency())
                .text(entry.reference())
                .text(entry.description())
                .int64(record.timestamp()));
    }

    /** A row of the query {@code statement-newest-first}. */
    public static LedgerEntry read(ResultSet row) throws SQLException {
        return new LedgerEntry(
                row.getString("id"),
                row.getString("account_id"),
                row.getLong("sequence"),
                Columns.time(row, "at_micros"),
                Columns.constant(row, "type", LedgerEntry.Type.class),
                Columns.amount(row, "amount"),
                Columns.amount(row, "balance_after"),
                row.getString("currency"),
                row.getString("reference"),
                row.getString("description"));
    }
}
