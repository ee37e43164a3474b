package io.trunkline.app.e2e;

import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A call as an agent has captured it, with the times that it had: one that has been talked for minutes takes none of them. */
final class PlayedCall {

    private static final byte[] PHONE = {(byte) 192, 0, 2, 7};
    private static final byte[] PROXY = {(byte) 192, 0, 2, 1};
    private static final int PORT = 5060;
    private static final int CAPTURE_ID = 77;

    private PlayedCall() {}

    /** A call that ended just now. */
    static List<byte[]> packets(String callId, String user, String number, Duration talked) {
        Instant ended = Instant.now();
        Instant answered = ended.minus(talked);
        String invite = "INVITE sip:" + number + "@example.org SIP/2.0";
        String bye = "BYE sip:" + number + "@example.org SIP/2.0";
        var packets = new ArrayList<byte[]>();
        packets.add(message(callId, user, number, invite, "1 INVITE", false, true, answered.minusSeconds(1)));
        packets.add(message(callId, user, number, "SIP/2.0 200 OK", "1 INVITE", true, false, answered));
        packets.add(message(callId, user, number, bye, "2 BYE", true, true, ended));
        packets.add(message(callId, user, number, "SIP/2.0 200 OK", "2 BYE", true, false, ended.plusMillis(1)));
        return packets;
    }

    private static byte[] message(
            String callId,
            String user,
            String number,
            String startLine,
            String cseq,
            boolean withToTag,
            boolean fromPhone,
            Instant at) {
        byte[] payload = String.join(
                        "\r\n",
                        startLine,
                        "Via: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bK-" + callId + cseq.charAt(0),
                        "From: <sip:" + user + "@example.org>;tag=caller",
                        "To: <sip:" + number + "@example.org>" + (withToTag ? ";tag=called" : ""),
                        "Call-ID: " + callId,
                        "CSeq: " + cseq,
                        "Contact: <sip:" + user + "@192.0.2.7>",
                        "Content-Length: 0",
                        "",
                        "")
                .getBytes(StandardCharsets.UTF_8);
        return HepEncoder.encode(HepPacket.empty()
                .capturedAtMicros(at.toEpochMilli() * 1_000)
                .captureId(CAPTURE_ID)
                .source(fromPhone ? PHONE : PROXY, PORT)
                .target(fromPhone ? PROXY : PHONE, PORT)
                .payload(payload, 0, payload.length));
    }
}
