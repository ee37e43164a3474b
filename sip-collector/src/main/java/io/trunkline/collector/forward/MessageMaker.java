package io.trunkline.collector.forward;

import io.trunkline.collector.agent.AgentCounters;
import io.trunkline.collector.agent.AgentMetrics;
import io.trunkline.collector.agent.NotSip;
import io.trunkline.collector.journal.JournalRecord;
import io.trunkline.protocol.MessageHeaders;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.hep.HepDecoder;
import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.protocol.hep.HepStatus;
import io.trunkline.protocol.sip.Aor;
import io.trunkline.protocol.sip.SipField;
import io.trunkline.protocol.sip.SipMessage;
import io.trunkline.protocol.sip.SipMethod;
import io.trunkline.protocol.sip.SipScanner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes records of {@code sip.messages}, and of {@code rtcp-reports}, from those of the journal: the packet as HEP version 3 without its key,
 * its clock corrected, and the key by which the messages of one call meet in one partition. What it counts it counts
 * once, however often a record is made because Kafka failed. For one thread.
 */
public final class MessageMaker {

    private static final long MICROS_IN_A_MILLI = 1_000;
    private static final long MAX_BEHIND_MICROS = Duration.ofDays(7).toNanos() / 1_000;
    private static final long MAX_AHEAD_MICROS = Duration.ofMinutes(5).toNanos() / 1_000;
    private static final byte[] NO_KEY = {};

    private final HepDecoder decoder = new HepDecoder();
    private final HepPacket packet = HepPacket.empty();
    private final SipScanner scanner = new SipScanner();
    private final SipMessage sip = new SipMessage();
    private final RecentMessages recent = new RecentMessages();
    private final String sipTopic;
    private final String rtcpTopic;
    private final String collector;
    private final AgentMetrics metrics;
    private final RegisteredCallers registered;
    private long countedIndex = Long.MIN_VALUE;

    /**
     * @param names the full name of a topic
     * @param collector this collector's name, part of every message's identity
     * @param registered who is registered where INVITEs come from
     */
    public MessageMaker(
            Function<Topic, String> names, String collector, AgentMetrics metrics, RegisteredCallers registered) {
        sipTopic = names.apply(Topic.SIP_MESSAGES);
        rtcpTopic = names.apply(Topic.RTCP_REPORTS);
        this.collector = collector;
        this.metrics = metrics;
        this.registered = registered;
    }

    /**
     * The record to send, or null for what is not forwarded: broken packets, which were counted, and other payloads than
     * SIP and RTCP.
     */
    ProducerRecord<byte[], byte[]> make(JournalRecord record) {
        if (!record.status().usable()
                || !decoder.decode(record.bytes(), 0, record.length(), packet).usable()) {
            return null;
        }
        boolean first = record.index() > countedIndex;
        countedIndex = Math.max(countedIndex, record.index());
        AgentCounters counters = metrics.of(record.agent());
        if (packet.isSip()) {
            byte[] key = key();
            long bears = packet.capturedAtMicros();
            long claimed = correctClock(record);
            if (first) {
                count(record, counters, key.length > 0, bears, claimed);
            }
            String aor = key.length > 0 && startsCall() ? registeredAor() : null;
            return message(sipTopic, key, record, claimed, aor);
        }
        if (first) {
            counters.notSip(NotSip.of(packet.protocolType()));
        }
        return packet.protocolType() == HepPacket.PROTOCOL_RTCP
                ? message(rtcpTopic, keyOfReport(), record, correctClock(record), null)
                : null;
    }

    private ProducerRecord<byte[], byte[]> message(
            String topic, byte[] key, JournalRecord record, long claimed, String registeredAor) {
        int flags = record.mayBill() ? MessageHeaders.MAY_BILL : 0;
        if (record.status() == HepStatus.TRUNCATED) {
            flags |= MessageHeaders.TRUNCATED;
        }
        var message = new ProducerRecord<>(
                topic, null, record.receivedAtMicros() / MICROS_IN_A_MILLI, key, HepEncoder.encode(packet));
        new MessageHeaders(
                        collector,
                        record.index(),
                        record.agent(),
                        record.receivedAtMicros(),
                        claimed,
                        flags,
                        registeredAor)
                .writeTo(message.headers());
        return message;
    }

    private void count(JournalRecord record, AgentCounters counters, boolean readable, long bears, long claimed) {
        if (!readable) {
            counters.unreadableSip();
        }
        if (claimed != MessageHeaders.NOT_CLAMPED) {
            counters.clamped();
        }
        // The times of an agent that may bear any are those of captures, not of its clock; version 1 has none.
        if (!record.anyTime() && bears > 0) {
            counters.clockSkew().add(bears, record.receivedAtMicros());
        }
        if (recent.seen(packet, record.agent(), record.receivedAtMicros())) {
            counters.duplicate();
        }
        if (packet.chunksLeftOut() > 0) {
            counters.chunksLeftOut(packet.chunksLeftOut());
        }
    }

    /** Call-ID; of REGISTER and its responses the address of record (RFC 3261 section 10.3), so that a user's bindings stay in order. */
    private byte[] key() {
        if (!scanner.scan(packet.array(), packet.payloadOffset(), packet.payloadLength(), sip)) {
            return NO_KEY;
        }
        boolean ofRegistration = sip.method() == SipMethod.REGISTER;
        if (!ofRegistration && sip.isPlain(SipField.CALL_ID)) {
            int from = sip.start(SipField.CALL_ID);
            return Arrays.copyOfRange(sip.bytes(), from, from + sip.length(SipField.CALL_ID));
        }
        String key = ofRegistration ? addressOfRecord() : sip.text(SipField.CALL_ID);
        return key == null ? NO_KEY : key.getBytes(StandardCharsets.UTF_8);
    }

    private boolean startsCall() {
        return sip.isRequest() && sip.method() == SipMethod.INVITE && !sip.has(SipField.TO_TAG);
    }

    /**
     * Written down with the message, for who reads it later, or again, cannot know who was registered then: registrations are
     * of other partitions.
     */
    private String registeredAor() {
        SipField named = sip.has(SipField.ASSERTED_URI) ? SipField.ASSERTED_USER : SipField.FROM_USER;
        Instant at = Instant.EPOCH.plus(packet.capturedAtMicros(), ChronoUnit.MICROS);
        return registered.aor(packet.source(), sip.unescaped(named), at);
    }

    /** Who correlates a report says its Call-ID; nobody else knows it. */
    private byte[] keyOfReport() {
        String callId = packet.correlationId();
        return callId == null ? new byte[0] : callId.getBytes(StandardCharsets.UTF_8);
    }

    private String addressOfRecord() {
        String to = sip.text(SipField.TO_URI);
        String aor = to == null ? null : Aor.of(to);
        return aor == null ? sip.text(SipField.CALL_ID) : aor;
    }

    /** Replaces a capture time that cannot be; gives the claimed one, or {@link MessageHeaders#NOT_CLAMPED}. */
    private long correctClock(JournalRecord record) {
        long claimed = packet.capturedAtMicros();
        long received = record.receivedAtMicros();
        if (claimed <= 0) {
            packet.capturedAtMicros(received);
            return MessageHeaders.NOT_CLAMPED;
        }
        if (record.anyTime() || (claimed >= received - MAX_BEHIND_MICROS && claimed <= received + MAX_AHEAD_MICROS)) {
            return MessageHeaders.NOT_CLAMPED;
        }
        packet.capturedAtMicros(received);
        return claimed;
    }
}
