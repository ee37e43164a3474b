package io.trunkline.storage;

import io.trunkline.protocol.MessageHeaders;
import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.storage.connection.Columns;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * A message as the collector would hand it on.
 *
 * @param index index in the journal of the collector
 * @param at time of capture
 * @param claimed the time that was corrected; null when it was not
 * @param receivedAt time of receipt; a millisecond after the capture unless it is set
 * @param collector name of the collector
 */
@SuppressWarnings("ArrayRecordComponent") // Test data that nobody compares.
record Captured(
        long index,
        Instant at,
        Instant claimed,
        Instant receivedAt,
        String collector,
        String source,
        String target,
        int flags,
        byte[] raw) {

    static final String TOPIC = "trunkline.sip.messages";
    static final String ALICE = "192.0.2.10:5060";
    static final String PROXY = "198.51.100.1:5060";
    static final String PROXY_HOST = "198.51.100.1";
    static final String BOB = "203.0.113.20:5060";

    /** A message of text, from Alice to the proxy, captured now. */
    static Captured message(long index, String text) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return new Captured(
                index, now, null, now.plusMillis(1), "c1", ALICE, PROXY, 0, text.getBytes(StandardCharsets.UTF_8));
    }

    static Captured invite(long index, String callId) {
        return message(index, """
                INVITE sip:4930123@example.net SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK1
                From: "Alice" <sip:alice@example.net>;tag=a1
                To: <sip:4930123@example.net>
                Call-ID: %s
                CSeq: 7 INVITE
                User-Agent: Desk phone 3
                Content-Length: 0

                """.replace("\n", "\r\n").formatted(callId));
    }

    static Captured response(long index, String callId, int status, String reason) {
        return message(index, """
                SIP/2.0 %d %s
                Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK1
                From: "Alice" <sip:alice@example.net>;tag=a1
                To: <sip:4930123@example.net>;tag=b1
                Call-ID: %s
                CSeq: 7 INVITE
                Server: Registrar 9
                Content-Length: 0

                """.replace("\n", "\r\n").formatted(status, reason, callId));
    }

    Captured at(Instant time) {
        return new Captured(index, time, claimed, time.plusMillis(1), collector, source, target, flags, raw);
    }

    Captured claiming(Instant time) {
        return new Captured(index, at, time, receivedAt, collector, source, target, flags, raw);
    }

    Captured receivedAt(Instant time) {
        return new Captured(index, at, claimed, time, collector, source, target, flags, raw);
    }

    Captured by(String otherCollector) {
        return new Captured(index, at, claimed, receivedAt, otherCollector, source, target, flags, raw);
    }

    Captured between(String from, String to) {
        return new Captured(index, at, claimed, receivedAt, collector, from, to, flags, raw);
    }

    Captured flagged(int bits) {
        return new Captured(index, at, claimed, receivedAt, collector, source, target, bits, raw);
    }

    Captured raw(byte[] bytes) {
        return new Captured(index, at, claimed, receivedAt, collector, source, target, flags, bytes);
    }

    /** As it lies in the topic. */
    ConsumerRecord<byte[], byte[]> at(int partition, long offset) {
        return new ConsumerRecord<>(
                TOPIC,
                partition,
                offset,
                receivedAt().toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                packet(),
                headers(),
                Optional.empty());
    }

    /** As the collector sends it. */
    ProducerRecord<byte[], byte[]> sent() {
        return new ProducerRecord<>(
                TOPIC, null, receivedAt().toEpochMilli(), "key".getBytes(StandardCharsets.UTF_8), packet(), headers());
    }

    private byte[] packet() {
        HepPacket packet = HepPacket.empty()
                .capturedAtMicros(Columns.micros(at))
                .source(address(source), port(source))
                .target(address(target), port(target))
                .correlationId("correlated")
                .payload(raw, 0, raw.length);
        return HepEncoder.encode(packet);
    }

    private RecordHeaders headers() {
        var headers = new RecordHeaders();
        new MessageHeaders(
                        collector,
                        index,
                        "proxy-1",
                        Columns.micros(receivedAt()),
                        claimed == null ? MessageHeaders.NOT_CLAMPED : Columns.micros(claimed),
                        flags)
                .writeTo(headers);
        return headers;
    }

    private static byte[] address(String hostAndPort) {
        return InetAddress.ofLiteral(hostAndPort.substring(0, hostAndPort.lastIndexOf(':')))
                .getAddress();
    }

    private static int port(String hostAndPort) {
        return Integer.parseInt(hostAndPort.substring(hostAndPort.lastIndexOf(':') + 1));
    }
}
