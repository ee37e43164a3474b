package io.trunkline.rating.referee;

import io.trunkline.protocol.MessageHeaders;
import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A packet as the collector has it. Times are microseconds since {@link #START}.
 *
 * @param sip the message, a character a byte
 * @param source address and port from which it came
 * @param clamped whether the collector did not believe the agent's time, and took its own
 */
record Received(
        String sip,
        String source,
        String target,
        long capturedAtMicros,
        long receivedAtMicros,
        String agent,
        boolean clamped) {

    /** When all flows start. */
    static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private static final Map<String, byte[]> ADDRESSES = new ConcurrentHashMap<>();

    Received at(long received) {
        return new Received(sip, source, target, capturedAtMicros, received, agent, clamped);
    }

    Instant receivedAt() {
        return START.plus(receivedAtMicros, ChronoUnit.MICROS);
    }

    /** The value of its record in {@code sip.messages}. */
    byte[] hep() {
        byte[] payload = sip.getBytes(StandardCharsets.ISO_8859_1);
        return HepEncoder.encode(HepPacket.empty()
                .capturedAtMicros(epochMicros(capturedAtMicros))
                .ipProtocol(HepPacket.UDP)
                .protocolType(HepPacket.PROTOCOL_SIP)
                .source(address(source), port(source))
                .target(address(target), port(target))
                .payload(payload, 0, payload.length));
    }

    /** The headers of its record. */
    MessageHeaders headers(long index) {
        return new MessageHeaders(
                "collector-1",
                index,
                agent,
                epochMicros(receivedAtMicros),
                clamped ? epochMicros(capturedAtMicros) : MessageHeaders.NOT_CLAMPED,
                MessageHeaders.MAY_BILL);
    }

    private static long epochMicros(long micros) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, START) + micros;
    }

    private static int port(String endpoint) {
        return Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
    }

    /** Of an address in digits; nothing is asked of a name server. */
    private static byte[] address(String endpoint) {
        return ADDRESSES.computeIfAbsent(endpoint, text -> {
            try {
                return InetAddress.getByName(text.substring(0, text.lastIndexOf(':')))
                        .getAddress();
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("not an address and port: " + text, e);
            }
        });
    }
}
