package io.trunkline.rating;

import io.trunkline.protocol.MessageHeaders;
import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Records of {@code sip.messages} as a collector writes them, for calls and registrations of Alice. */
public final class Packets {

    private static final byte[] ALICE = {(byte) 192, 0, 2, 10};
    private static final byte[] PROXY = {(byte) 198, 51, 100, 1};
    private static final int PORT = 5060;

    private Packets() {}

    /** A packet between Alice and the proxy. */
    public static byte[] hep(String sip, boolean fromAlice, Instant at) {
        byte[] payload = sip.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        HepPacket packet = HepPacket.empty()
                .capturedAtMicros(micros(at))
                .ipProtocol(17)
                .protocolType(HepPacket.PROTOCOL_SIP)
                .source(fromAlice ? ALICE : PROXY, PORT)
                .target(fromAlice ? PROXY : ALICE, PORT)
                .captureId(2001)
                .payload(payload, 0, payload.length);
        return HepEncoder.encode(packet);
    }

    /** The headers of a message with an index. */
    public static Headers headers(long index, Instant receivedAt) {
        var headers = new RecordHeaders();
        new MessageHeaders(
                        "collector-1",
                        index,
                        "edge",
                        micros(receivedAt),
                        MessageHeaders.NOT_CLAMPED,
                        MessageHeaders.MAY_BILL)
                .writeTo(headers);
        return headers;
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    /** The INVITE of a call to a number. */
    public static String invite(String callId, String number) {
        return request("INVITE", 1, callId, number, "");
    }

    /** A BYE of the caller. */
    public static String bye(String callId, String number) {
        return request("BYE", 2, callId, number, ";tag=b-" + callId);
    }

    /** What is said to the caller's BYE. */
    public static String byeAnswer(int status, String callId, String number) {
        return """
                SIP/2.0 %d Status
                Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK%s2
                From: <sip:alice@example.net>;tag=a-%s
                To: <sip:+%s@example.net>;tag=b-%s
                Call-ID: %s
                CSeq: 2 BYE
                Content-Length: 0

                """.formatted(status, callId, callId, number, callId, callId);
    }

    private static String request(String method, int cseq, String callId, String number, String toTag) {
        return """
                %s sip:+%s@example.net SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK%s%d
                Max-Forwards: 70
                From: <sip:alice@example.net>;tag=a-%s
                To: <sip:+%s@example.net>%s
                Call-ID: %s
                CSeq: %d %s
                Content-Length: 0

                """.formatted(method, number, callId, cseq, callId, number, toTag, callId, cseq, method);
    }

    /** A response to the INVITE. */
    public static String response(int status, String callId, String number) {
        return """
                SIP/2.0 %d Status
                Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK%s1
                From: <sip:alice@example.net>;tag=a-%s
                To: <sip:+%s@example.net>;tag=b-%s
                Call-ID: %s
                CSeq: 1 INVITE
                Content-Length: 0

                """.formatted(status, callId, callId, number, callId, callId);
    }

    /** A REGISTER of Alice. */
    public static String register(int cseq, String contact, int expires) {
        return """
                REGISTER sip:example.net SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKr%d
                Max-Forwards: 70
                From: <sip:alice@example.net>;tag=r
                To: <sip:alice@example.net>
                Call-ID: registers
                CSeq: %d REGISTER
                Contact: <%s>;expires=%d
                User-Agent: Test phone
                Content-Length: 0

                """.formatted(cseq, cseq, contact, expires);
    }

    /** What the registrar says to it. */
    public static String registered(int status, String reason, int cseq, String contact, int expires) {
        return """
                SIP/2.0 %d %s
                Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKr%d
                From: <sip:alice@example.net>;tag=r
                To: <sip:alice@example.net>;tag=s
                Call-ID: registers
                CSeq: %d REGISTER
                Contact: <%s>;expires=%d
                Content-Length: 0

                """.formatted(status, reason, cseq, cseq, contact, expires);
    }
}
