package io.trunkline.collector.forward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.collector.Packets;
import io.trunkline.collector.agent.Admission;
import io.trunkline.collector.agent.AgentMetrics;
import io.trunkline.collector.agent.HepTransport;
import io.trunkline.collector.journal.JournalRecord;
import io.trunkline.collector.journal.JournalRecords;
import io.trunkline.collector.journal.ReceivedPacket;
import io.trunkline.protocol.MessageHeaders;
import io.trunkline.protocol.event.AgentActivity;
import io.trunkline.protocol.hep.HepDecoder;
import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.protocol.hep.HepStatus;
import io.trunkline.telemetry.Telemetry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class MessageMakerTest {

    private static final Instant RECEIVED = Instant.parse("2026-03-01T10:30:00.123456Z");
    private static final long RECEIVED_MICROS = RECEIVED.getEpochSecond() * 1_000_000 + 123_456;
    private static final long INDEX = 81_234_567_890L;

    private long index = INDEX;

    private final Telemetry telemetry = new Telemetry();
    private final AgentMetrics metrics = new AgentMetrics(telemetry);
    private final List<String> asked = new ArrayList<>();
    private final MessageMaker maker =
            new MessageMaker(each -> each.name("trunkline."), "site-1", metrics, (endpoint, named, at) -> {
                asked.add(endpoint + ' ' + named + ' ' + at);
                return "pbx".equals(named) ? "pbx@example.org" : null;
            });

    private ProducerRecord<byte[], byte[]> make(byte[] packet, HepStatus status, boolean anyTime) {
        return maker.make(record(index++, packet, status, anyTime));
    }

    private JournalRecord record(long at, byte[] packet, HepStatus status, boolean anyTime) {
        var agent = new Admission.Admitted("2001", true, anyTime, metrics);
        return JournalRecords.of(
                at,
                new ReceivedPacket()
                        .at(RECEIVED_MICROS, HepTransport.UDP)
                        .holding(packet, 0, packet.length)
                        .read(status)
                        .of(agent));
    }

    private AgentActivity counted() {
        return metrics.of("2001").activity(null, false, 0);
    }

    private static HepPacket decoded(ProducerRecord<byte[], byte[]> message) {
        HepPacket packet = HepPacket.empty();
        assertEquals(HepStatus.COMPLETE, new HepDecoder().decode(message.value(), 0, message.value().length, packet));
        return packet;
    }

    private static String payload(HepPacket packet) {
        return new String(packet.array(), packet.payloadOffset(), packet.payloadLength(), StandardCharsets.UTF_8);
    }

    private static String key(ProducerRecord<byte[], byte[]> message) {
        return new String(message.key(), StandardCharsets.UTF_8);
    }

    private static MessageHeaders headers(ProducerRecord<byte[], byte[]> message) {
        return MessageHeaders.readFrom(message.headers());
    }

    @Test
    void shouldCarryThePacketWithItsIdentityAndWithoutItsKey() {
        HepPacket packet = Packets.sip(Packets.inviteText("abc@example.org"))
                .capturedAtMicros(RECEIVED_MICROS - 5)
                .correlationId("corr");
        ProducerRecord<byte[], byte[]> message =
                make(HepEncoder.encodeWithKey(packet, "secret"), HepStatus.COMPLETE, false);
        assertEquals("trunkline.sip.messages", message.topic());
        assertEquals("abc@example.org", key(message));
        assertEquals(RECEIVED.toEpochMilli(), message.timestamp());
        assertEquals(
                new MessageHeaders(
                        "site-1", INDEX, "2001", RECEIVED_MICROS, MessageHeaders.NOT_CLAMPED, MessageHeaders.MAY_BILL),
                headers(message));
        HepPacket sent = decoded(message);
        assertEquals(Packets.inviteText("abc@example.org"), payload(sent));
        assertEquals(RECEIVED_MICROS - 5, sent.capturedAtMicros());
        assertEquals("corr", sent.correlationId());
        assertEquals("10.0.0.1:5060", sent.source());
        assertNull(sent.key());
        assertFalse(new String(message.value(), StandardCharsets.ISO_8859_1).contains("secret"));
    }

    @Test
    void shouldKeyACallByItsCallIdBeyondAsciiAndWithoutFoldsToo() {
        for (String callId : List.of("ä@example.org", "abc\r\n @example.org")) {
            byte[] packet = HepEncoder.encode(Packets.sip(Packets.inviteText(callId)));
            assertEquals(callId.replace("\r\n ", " "), key(make(packet, HepStatus.COMPLETE, false)));
        }
    }

    private String registeredAor(String sip) {
        HepPacket packet = Packets.sip(sip).capturedAtMicros(RECEIVED_MICROS);
        return headers(make(HepEncoder.encode(packet), HepStatus.COMPLETE, false))
                .registeredAor();
    }

    @Test
    void shouldWriteDownWhoIsRegisteredWhereACallComesFrom() {
        String invite = Packets.inviteText("c").replaceFirst("From: [^\r]*", "From: <sip:pbx@example.org>;tag=a");
        assertEquals("pbx@example.org", registeredAor(invite));
        assertNull(registeredAor(
                invite.replace("Call-ID", "P-Asserted-Identity: <sip:+31201000@example.org>\r\nCall-ID")));
        assertEquals(List.of("10.0.0.1:5060 pbx " + RECEIVED, "10.0.0.1:5060 +31201000 " + RECEIVED), asked);
    }

    @Test
    void shouldAskForNobodysRegistrationWhereNoCallBegins() {
        String invite = Packets.inviteText("c").replaceFirst("From: [^\r]*", "From: <sip:pbx@example.org>;tag=a");
        assertNull(registeredAor(invite.replaceFirst("To: [^\r]*", "To: <sip:b@example.org>;tag=b")));
        assertNull(registeredAor(invite.replace("INVITE", "OPTIONS")));
        assertNull(registeredAor(invite.replaceFirst("INVITE [^\r]*", "SIP/2.0 180 Ringing")));
        assertEquals(List.of(), asked);
    }

    @Test
    void shouldKeyRegistrationsAndTheirResponsesByAddressOfRecord() {
        String register = Packets.registerText("r1", "alice");
        String response = register.replaceFirst("REGISTER [^\r]*", "SIP/2.0 200 OK");
        assertEquals(
                "alice@example.org", key(make(HepEncoder.encode(Packets.sip(register)), HepStatus.COMPLETE, true)));
        assertEquals(
                "alice@example.org", key(make(HepEncoder.encode(Packets.sip(response)), HepStatus.COMPLETE, true)));
    }

    @Test
    void shouldForwardSipWithoutReadableKeyUnderTheEmptyKey() {
        byte[] noCallId = HepEncoder.encode(Packets.sip(Packets.inviteText("x").replaceFirst("Call-ID[^\r]*\r\n", "")));
        byte[] noSip = HepEncoder.encode(Packets.sip("this is no SIP"));
        assertEquals("", key(make(noCallId, HepStatus.COMPLETE, true)));
        assertEquals("", key(make(noSip, HepStatus.COMPLETE, true)));
    }

    @Test
    void shouldBelieveAClockWithinSevenDaysBehindAndFiveMinutesAhead() {
        for (Duration off : new Duration[] {Duration.ofDays(-7), Duration.ZERO, Duration.ofMinutes(5)}) {
            Instant claimed = RECEIVED.plus(off);
            ProducerRecord<byte[], byte[]> message =
                    make(Packets.inviteCapturedAt(claimed, "c"), HepStatus.COMPLETE, false);
            assertEquals(MessageHeaders.NOT_CLAMPED, headers(message).claimedAtMicros());
            assertEquals(
                    RECEIVED_MICROS + off.toNanos() / 1_000, decoded(message).capturedAtMicros());
        }
    }

    @Test
    void shouldReplaceAnImpossibleClockAndKeepWhatItClaimed() {
        for (Duration off : new Duration[] {
            Duration.ofDays(-7).minusMillis(1), Duration.ofMinutes(5).plusMillis(1)
        }) {
            Instant claimed = RECEIVED.plus(off);
            ProducerRecord<byte[], byte[]> message =
                    make(Packets.inviteCapturedAt(claimed, "c"), HepStatus.COMPLETE, false);
            assertEquals(
                    RECEIVED_MICROS + off.toNanos() / 1_000, headers(message).claimedAtMicros());
            assertEquals(RECEIVED_MICROS, decoded(message).capturedAtMicros());
        }
        assertEquals(2, counted().clamped());
    }

    @Test
    void shouldBelieveAnyClockOfAnAgentWithAnyTime() {
        Instant claimed = Instant.parse("2017-04-05T00:00:00Z");
        ProducerRecord<byte[], byte[]> message = make(Packets.inviteCapturedAt(claimed, "c"), HepStatus.COMPLETE, true);
        assertEquals(claimed.getEpochSecond() * 1_000_000, decoded(message).capturedAtMicros());
    }

    @Test
    void shouldGiveVersionOneTheTimeOfReceipt() {
        ProducerRecord<byte[], byte[]> message =
                make(Packets.versionOne(Packets.inviteText("v1")), HepStatus.COMPLETE, false);
        assertEquals("v1", key(message));
        assertEquals(RECEIVED_MICROS, decoded(message).capturedAtMicros());
        assertEquals(MessageHeaders.NOT_CLAMPED, headers(message).claimedAtMicros());
    }

    @Test
    void shouldFlagWhatWasCut() {
        byte[] packet = Packets.invite("cut");
        // A chunk of another vendor behind the payload, of which the end is missing.
        byte[] cut = Arrays.copyOf(packet, packet.length + 7);
        cut[packet.length + 1] = 9;
        cut[packet.length + 5] = 60;
        cut[4] = (byte) ((packet.length + 60) >> 8);
        cut[5] = (byte) (packet.length + 60);
        ProducerRecord<byte[], byte[]> message = make(cut, HepStatus.TRUNCATED, true);
        assertEquals("cut", key(message));
        assertEquals(
                MessageHeaders.MAY_BILL | MessageHeaders.TRUNCATED,
                headers(message).flags());
    }

    @Test
    void shouldCountAMessageThatComesTwiceAndForwardBoth() {
        byte[] packet = Packets.inviteCapturedAt(RECEIVED, "twice");
        ProducerRecord<byte[], byte[]> one = make(packet, HepStatus.COMPLETE, false);
        ProducerRecord<byte[], byte[]> other = make(packet, HepStatus.COMPLETE, false);
        assertArrayEquals(one.value(), other.value());
        assertEquals(1, counted().duplicates());
    }

    @Test
    void shouldCountNothingAgainThatIsMadeAgainAfterAFailureOfKafka() {
        byte[] unreadable = HepEncoder.encode(Packets.sip("this is no SIP").capturedAtMicros(1));
        byte[] rtcp = HepEncoder.encode(Packets.sip("{}").protocolType(5));
        for (int attempt = 0; attempt < 2; attempt++) {
            maker.make(record(INDEX, unreadable, HepStatus.COMPLETE, false));
            maker.make(record(INDEX + 1, unreadable, HepStatus.COMPLETE, false));
            maker.make(record(INDEX + 2, rtcp, HepStatus.COMPLETE, false));
        }
        assertEquals(2, counted().unreadableSip());
        assertEquals(2, counted().clamped());
        assertEquals(1, counted().duplicates());
        assertEquals(
                List.of(new AgentActivity.Reason("rtcp", 1, null)), counted().notSip());
    }

    @Test
    void shouldTellTheSkewOfAnAgentsClockButNotOfOneThatMayBearAnyTime() {
        make(Packets.inviteCapturedAt(RECEIVED.minusMillis(80), "a"), HepStatus.COMPLETE, false);
        make(Packets.inviteCapturedAt(RECEIVED.minusMillis(20), "b"), HepStatus.COMPLETE, false);
        make(Packets.inviteCapturedAt(RECEIVED.minusSeconds(900), "c"), HepStatus.COMPLETE, true);
        metrics.of("2001").journalled(HepTransport.UDP, 1, RECEIVED_MICROS);
        String text = telemetry.text();
        assertTrue(text.contains("trunkline_collector_clock_skew_seconds{agent=\"2001\"} -0.02\n"), text);
        assertTrue(text.contains("trunkline_collector_late_seconds{agent=\"2001\"} 0.06\n"), text);
        assertTrue(text.contains("trunkline_collector_last_seen_timestamp_seconds{agent=\"2001\"} 1.772361"), text);
    }

    @Test
    void shouldCarryTheNameOfTheNodeAndCountTheChunksThatItCannotCarry() {
        byte[] invite = Packets.invite("chunks");
        int chunks = 30;
        byte[] packet = Arrays.copyOf(invite, invite.length + chunks * 7);
        for (int i = 0; i < chunks; i++) {
            int at = invite.length + i * 7;
            packet[at + 3] = i == 0 ? 0x13 : (byte) (0x40 + i);
            packet[at + 5] = 7;
            packet[at + 6] = 'n';
        }
        packet[4] = (byte) (packet.length >> 8);
        packet[5] = (byte) packet.length;
        assertEquals("n", decoded(make(packet, HepStatus.COMPLETE, true)).nodeName());
        assertEquals(6, counted().chunksLeftOut());
    }

    @Test
    void shouldNotForwardWhatIsBrokenOrNotSip() {
        byte[] dns = HepEncoder.encode(Packets.sip("{}").protocolType(0x35));
        assertNull(make(dns, HepStatus.COMPLETE, true));
        assertNull(make("hello".getBytes(StandardCharsets.UTF_8), HepStatus.NOT_HEP, true));
        assertEquals(
                List.of(new AgentActivity.Reason("dns", 1, null)), counted().notSip());
    }

    @Test
    void shouldForwardRtcpToATopicOfItsOwnByTheCallIdOfItsCorrelation() {
        HepPacket report = Packets.sip("{\"type\":200}").protocolType(HepPacket.PROTOCOL_RTCP);
        byte[] correlated = HepEncoder.encode(report.correlationId("call-1"));
        ProducerRecord<byte[], byte[]> made = make(correlated, HepStatus.COMPLETE, true);
        assertEquals("trunkline.rtcp-reports", made.topic());
        assertEquals("call-1", new String(made.key(), StandardCharsets.UTF_8));
        assertEquals("call-1", decoded(made).correlationId());

        byte[] alone = HepEncoder.encode(report.correlationId(null));
        assertEquals(0, make(alone, HepStatus.COMPLETE, true).key().length);
        assertEquals(
                List.of(new AgentActivity.Reason("rtcp", 2, null)), counted().notSip());
        assertEquals(0, counted().unreadableSip());
    }
}
