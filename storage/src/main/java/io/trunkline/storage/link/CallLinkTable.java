package io.trunkline.storage.link;

import static io.trunkline.storage.sink.JsonRecord.required;

import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.CallLink;
import io.trunkline.storage.connection.Columns;
import io.trunkline.storage.connection.RowBuffer;
import io.trunkline.storage.sink.JsonRecord;
import io.trunkline.storage.sink.SinkTable;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** {@code call_links}: the links that {@link Topic#CALL_LINKS} carries. */
public final class CallLinkTable implements SinkTable {

    private static final List<String> COLUMNS =
            List.of("value", "since", "may_be_call_id", "call_ids", "borne_in", "recorded_at");

    @Override
    public Topic topic() {
        return Topic.CALL_LINKS;
    }

    @Override
    public String name() {
        return "call_links";
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    /** Writes nothing for a link that is deleted in its topic: its legs are over, and stay those of one call. */
    @Override
    public Optional<String> append(ConsumerRecord<byte[], byte[]> record, RowBuffer rows) {
        return record.value() == null
                ? Optional.empty()
                : JsonRecord.append(record, CallLink.class, rows, link -> rows.text(required("value", link.value()))
                        .time(required("since", link.since()))
                        .flag(link.mayBeCallId())
                        .texts(link.legs().stream().map(CallLink.Leg::callId).toList())
                        .texts(link.legs().stream().map(CallLink.Leg::by).toList())
                        .int64(record.timestamp()));
    }

    /** A row of the query {@code links-of-calls}. */
    static CallLink read(ResultSet row) throws SQLException {
        Instant since = Columns.time(row, "since_micros");
        List<String> callIds = texts(row.getArray("legs"));
        List<String> borneIn = texts(row.getArray("legs_borne_in"));
        return new CallLink(
                row.getString("value"),
                since,
                row.getBoolean("names_call_id"),
                IntStream.range(0, callIds.size())
                        .mapToObj(i -> new CallLink.Leg(callIds.get(i), since, borneIn.get(i)))
                        .toList());
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(Object::toString).toList();
    }
}
