package io.trunkline.app.e2e;

import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A leg of a call as an agent captures it, each message with the time that it had: one that has been talked for minutes takes
 * none of them.
 *
 * @param user who calls
 * @param number who is called
 * @param source where its INVITE comes from
 * @param target where that goes
 * @param headers more of them, in its requests and responses alike
 */
record PlayedLeg(
        String callId, String user, String number, InetAddress source, InetAddress target, List<String> headers) {

    static final InetAddress PHONE = InetAddress.ofLiteral("192.0.2.7");
    static final InetAddress PLATFORM = InetAddress.ofLiteral("192.0.2.1");

    private static final int PORT = 5060;
    private static final int CAPTURE_ID = 77;

    /** Of a call from a telephone to the platform. */
    static PlayedLeg ofPhone(String callId, String user, String number) {
        return new PlayedLeg(callId, user, number, PHONE, PLATFORM, List.of());
    }

    /** A call that ended just now. */
    List<byte[]> talked(Duration length) {
        Instant ended = Instant.now();
        Instant answered = ended.minus(length);
        var packets = new ArrayList<>(begins(answered));
        packets.addAll(ends(ended));
        return packets;
    }

    /** It is called a second before it is answered. */
    List<byte[]> begins(Instant answered) {
        return List.of(
                packet("INVITE sip:" + number + "@example.org SIP/2.0", "1 INVITE", false, answered.minusSeconds(1)),
                packet("SIP/2.0 200 OK", "1 INVITE", true, answered));
    }

    /** The caller hangs up. */
    List<byte[]> ends(Instant ended) {
        return List.of(
                packet("BYE sip:" + number + "@example.org SIP/2.0", "2 BYE", true, ended),
                packet("SIP/2.0 200 OK", "2 BYE", true, ended.plusMillis(1)));
    }

    private byte[] packet(String startLine, String cseq, boolean withToTag, Instant at) {
        var lines = new ArrayList<>(List.of(
                startLine,
                "Via: SIP/2.0/UDP " + source.getHostAddress() + ":5060;branch=z9hG4bK-" + callId + cseq.charAt(0),
                "From: <sip:" + user + "@example.org>;tag=caller-" + callId,
                "To: <sip:" + number + "@example.org>" + (withToTag ? ";tag=called-" + callId : ""),
                "Call-ID: " + callId,
                "CSeq: " + cseq,
                "Contact: <sip:" + user + "@" + source.getHostAddress() + ">"));
        lines.addAll(headers);
        lines.addAll(List.of("Content-Length: 0", "", ""));
        byte[] payload = String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8);
        boolean outwards = !startLine.startsWith("SIP/2.0");
        return HepEncoder.encode(HepPacket.empty()
                .capturedAtMicros(at.toEpochMilli() * 1_000)
                .captureId(CAPTURE_ID)
                .source((outwards ? source : target).getAddress(), PORT)
                .target((outwards ? target : source).getAddress(), PORT)
                .payload(payload, 0, payload.length));
    }
}
