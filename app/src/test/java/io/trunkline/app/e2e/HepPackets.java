package io.trunkline.app.e2e;

import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** HEP as an agent sends it, where it only matters who sends. */
final class HepPackets {

    private HepPackets() {}

    /** An OPTIONS that an agent captured just now. */
    static byte[] options(long captureId, String callId) {
        byte[] payload = String.join(
                        "\r\n",
                        "OPTIONS sip:example.org SIP/2.0",
                        "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK" + callId.hashCode(),
                        "From: <sip:probe@example.org>;tag=1",
                        "To: <sip:example.org>",
                        "Call-ID: " + callId,
                        "CSeq: 1 OPTIONS",
                        "Content-Length: 0",
                        "",
                        "")
                .getBytes(StandardCharsets.UTF_8);
        return HepEncoder.encode(HepPacket.empty()
                .capturedAtMicros(Instant.now().toEpochMilli() * 1_000)
                .captureId(captureId)
                .source(new byte[] {(byte) 192, 0, 2, 1}, 5060)
                .target(new byte[] {(byte) 192, 0, 2, 2}, 5060)
                .payload(payload, 0, payload.length));
    }
}
