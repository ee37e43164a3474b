package io.trunkline.storage.message;

import io.trunkline.protocol.MessageHeaders;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.protocol.sip.SipField;
import io.trunkline.protocol.sip.SipFlag;
import io.trunkline.protocol.sip.SipMessage;
import io.trunkline.protocol.sip.SipScanner;
import io.trunkline.storage.connection.Columns;
import io.trunkline.storage.connection.RowBuffer;
import io.trunkline.storage.sink.PacketRecord;
import io.trunkline.storage.sink.SinkTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** {@code messages}: what {@link Topic#SIP_MESSAGES} carries, with what the scanner finds in each message. */
public final class MessageTable implements SinkTable {

    private static final String TRUNCATED = "truncated";
    private static final String CLOCK_CORRECTED = "clock-corrected";
    private static final String NOT_SIP = "not-sip";

    /** Bytes. A start line may be as long as a packet; for people its beginning does. */
    private static final int LONGEST_SUMMARY = 200;

    private static final List<String> COLUMNS = List.of(
            "call_id",
            "captured_at",
            "received_at",
            "claimed_at",
            "collector",
            "journal_index",
            "agent",
            "source",
            "target",
            "transport",
            "method",
            "status",
            "cseq",
            "from_user",
            "to_user",
            "request_uri",
            "request_user",
            "user_agent",
            "correlation_id",
            "summary",
            "flags",
            "raw");

    private final PacketRecord incoming = new PacketRecord();
    private final HepPacket packet = incoming.packet();
    private final SipScanner scanner = new SipScanner();
    private final SipMessage message = new SipMessage();
    private final byte[] summary = new byte[LONGEST_SUMMARY + 1];

    @Override
    public Topic topic() {
        return Topic.SIP_MESSAGES;
    }

    @Override
    public String name() {
        return "messages";
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public Optional<String> append(ConsumerRecord<byte[], byte[]> record, RowBuffer rows) {
        Optional<String> unreadable = incoming.read(record);
        if (unreadable.isEmpty()) {
            append(incoming.headers(), rows);
        }
        return unreadable;
    }

    private void append(MessageHeaders headers, RowBuffer rows) {
        boolean sip =
                packet.isSip() && scanner.scan(packet.array(), packet.payloadOffset(), packet.payloadLength(), message);
        if (sip && message.has(SipField.CALL_ID) && !message.isPlain(SipField.CALL_ID)) {
            rows.text(message.callId());
        } else {
            field(sip, SipField.CALL_ID, rows);
        }
        rows.int64(packet.capturedAtMicros()).int64(headers.receivedAtMicros());
        rows.nullableMicros(headers.claimedAtMicros(), MessageHeaders.NOT_CLAMPED);
        rows.text(headers.collector())
                .int64(headers.index())
                .text(headers.agent())
                .text(packet.source())
                .text(packet.target())
                .text(packet.transport());
        field(sip, message.isRequest() ? SipField.METHOD : SipField.CSEQ_METHOD, rows);
        rows.uint16(sip ? message.status() : 0).int64(sip ? message.cseq() : -1);
        field(sip, SipField.FROM_USER, rows);
        field(sip, SipField.TO_USER, rows);
        field(sip, SipField.REQUEST_URI, rows);
        field(sip, SipField.REQUEST_URI_USER, rows);
        field(sip, sip && message.has(SipField.USER_AGENT) ? SipField.USER_AGENT : SipField.SERVER, rows);
        rows.text(packet.correlationId())
                .bytes(summary, 0, sip ? summarise() : 0)
                .texts(flags(headers, sip))
                .bytes(packet.array(), packet.payloadOffset(), packet.payloadLength())
                .endRow();
    }

    private void field(boolean sip, SipField field, RowBuffer rows) {
        if (sip && message.has(field)) {
            rows.bytes(packet.array(), message.start(field), message.length(field));
        } else {
            rows.text("");
        }
    }

    /** Puts method and Request-URI, or status and phrase, into the summary; gives its length. */
    private int summarise() {
        int length;
        if (message.isRequest()) {
            length = copy(SipField.METHOD, 0);
        } else {
            length = digits(message.status());
        }
        summary[length++] = ' ';
        length = copy(message.isRequest() ? SipField.REQUEST_URI : SipField.REASON_PHRASE, length);
        while (length > 0 && (summary[length - 1] & 0xff) <= ' ') {
            length--;
        }
        return length;
    }

    /** Copies what there is room for, but no half of a character (UTF-8), and leaves room for a blank behind it. */
    private int copy(SipField field, int from) {
        if (!message.has(field)) {
            return from;
        }
        int room = Math.max(0, LONGEST_SUMMARY - from);
        int length = message.length(field);
        int start = message.start(field);
        if (length > room) {
            length = room;
            while (length > 0 && (packet.array()[start + length] & 0xc0) == 0x80) {
                length--;
            }
        }
        System.arraycopy(packet.array(), start, summary, from, length);
        return from + length;
    }

    /** Puts a status, which has one to three digits, at the beginning of the summary. */
    private int digits(int status) {
        int length = 0;
        for (int unit = status > 99 ? 100 : status > 9 ? 10 : 1; unit > 0; unit /= 10) {
            summary[length++] = (byte) ('0' + status / unit % 10);
        }
        return length;
    }

    private List<String> flags(MessageHeaders headers, boolean sip) {
        boolean truncated = (headers.flags() & MessageHeaders.TRUNCATED) != 0;
        boolean corrected = headers.claimedAtMicros() != MessageHeaders.NOT_CLAMPED;
        if (sip && !truncated && !corrected && message.flags().isEmpty()) {
            return List.of();
        }
        var flags = new ArrayList<String>();
        if (truncated) {
            flags.add(TRUNCATED);
        }
        if (corrected) {
            flags.add(CLOCK_CORRECTED);
        }
        if (sip) {
            for (SipFlag flag : message.flags()) {
                flags.add(flag.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            }
        } else {
            flags.add(NOT_SIP);
        }
        return flags;
    }

    /** A row of the query {@code trace-of-call}, as yet of the source leg. */
    public static TraceMessage read(ResultSet row) throws SQLException {
        String flags = row.getString("flag_names");
        return new TraceMessage(
                row.getString("call_id"),
                Columns.time(row, "captured_at_micros"),
                Leg.SOURCE,
                row.getString("source"),
                row.getString("target"),
                row.getString("transport"),
                row.getString("agent"),
                row.getString("summary"),
                row.getString("method"),
                row.getInt("status"),
                row.getLong("cseq"),
                row.getString("from_user"),
                row.getBytes("raw"),
                flags.isEmpty() ? List.of() : List.of(flags.split(",")),
                Columns.time(row, "received_at_micros"),
                Columns.time(row, "claimed_at_micros"),
                row.getString("collector"),
                row.getLong("journal_index"));
    }
}
