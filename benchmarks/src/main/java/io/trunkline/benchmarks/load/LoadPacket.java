package io.trunkline.benchmarks.load;

import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** An INVITE in HEP version 3 of 738 bytes, a usual size, whose Call-ID changes from packet to packet. */
final class LoadPacket {

    /** Length of every packet, in bytes. */
    static final int LENGTH = 738;

    private static final int DIGITS = 12;
    private static final String MARK = "0".repeat(DIGITS);

    private final byte[] bytes;
    private final int digitsAt;

    LoadPacket() {
        int room = LENGTH - encode(text("")).length;
        bytes = encode(text("x".repeat(room)));
        digitsAt = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(MARK);
    }

    private static byte[] encode(String text) {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        Instant now = Instant.now();
        return HepEncoder.encode(HepPacket.empty()
                .capturedAtMicros(now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000)
                .captureId(2001)
                .source(new byte[] {10, 0, 0, 1}, 5060)
                .target(new byte[] {10, 0, 0, 2}, 5060)
                .payload(payload, 0, payload.length));
    }

    private static String text(String padding) {
        return String.join(
                "\r\n",
                "INVITE sip:493012345678@proxy.example.org;user=phone SIP/2.0",
                "Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK74bf9;rport",
                "Max-Forwards: 70",
                "From: \"Alice\" <sip:4915112345678@proxy.example.org>;tag=9fxced76sl",
                "To: <sip:493012345678@proxy.example.org>",
                "Call-ID: " + MARK + "@10.0.0.1",
                "CSeq: 1 INVITE",
                "Contact: <sip:4915112345678@10.0.0.1:5060;transport=udp>",
                "User-Agent: Load" + padding,
                "Content-Length: 0",
                "",
                "");
    }

    /** The bytes of packet number {@code n}, valid until the next call. */
    byte[] number(long n) {
        long rest = n;
        for (int i = digitsAt + DIGITS - 1; i >= digitsAt; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return bytes;
    }
}
