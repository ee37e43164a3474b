package io.trunkline.storage.media;

import io.trunkline.protocol.MessageHeaders;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.protocol.media.MediaReport;
import io.trunkline.protocol.media.MediaReport.Reading;
import io.trunkline.storage.connection.Columns;
import io.trunkline.storage.connection.RowBuffer;
import io.trunkline.storage.connection.StoreException;
import io.trunkline.storage.sink.PacketRecord;
import io.trunkline.storage.sink.SinkTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** {@code media_reports}: what {@link Topic#RTCP_REPORTS} carries. */
public final class MediaTable implements SinkTable {

    private static final List<String> COLUMNS = List.of(
            "call_id",
            "captured_at",
            "received_at",
            "collector",
            "journal_index",
            "agent",
            "source",
            "target",
            "report");

    private final PacketRecord incoming = new PacketRecord();
    private final HepPacket packet = incoming.packet();

    @Override
    public Topic topic() {
        return Topic.RTCP_REPORTS;
    }

    @Override
    public String name() {
        return "media_reports";
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public Optional<String> append(ConsumerRecord<byte[], byte[]> record, RowBuffer rows) {
        Optional<String> unreadable = incoming.read(record);
        if (unreadable.isPresent()) {
            return unreadable;
        }
        String callId = packet.correlationId();
        if (callId == null || callId.isBlank()) {
            return Optional.of("an RTCP report without a correlation id: nobody knows its call");
        }
        return switch (MediaReport.read(packet.array(), packet.payloadOffset(), packet.payloadLength())) {
            case Reading.Unreadable(String reason) -> Optional.of(reason);
            case Reading.Report _ -> {
                append(callId, incoming.headers(), rows);
                yield Optional.empty();
            }
        };
    }

    private void append(String callId, MessageHeaders headers, RowBuffer rows) {
        rows.text(callId)
                .int64(packet.capturedAtMicros())
                .int64(headers.receivedAtMicros())
                .text(headers.collector())
                .int64(headers.index())
                .text(headers.agent())
                .text(packet.source())
                .text(packet.target())
                .bytes(packet.array(), packet.payloadOffset(), packet.payloadLength())
                .endRow();
    }

    /** A row of the query {@code media-of-call}. */
    static CapturedReport read(ResultSet row) throws SQLException {
        byte[] json = row.getBytes("report");
        return switch (MediaReport.read(json, 0, json.length)) {
            case Reading.Report(MediaReport report) ->
                new CapturedReport(
                        row.getString("call_id"),
                        Columns.time(row, "captured_at_micros"),
                        row.getString("agent"),
                        row.getString("source"),
                        row.getString("target"),
                        report);
            case Reading.Unreadable(String reason) ->
                throw new StoreException(
                        StoreException.Category.REFUSED, "the table media_reports holds " + reason, null);
        };
    }
}
