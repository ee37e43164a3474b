package io.trunkline.collector;

import io.trunkline.collector.journal.MicroClock;
import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** HEP packets as switches send them, for the tests. */
public final class Packets {

    public static final long CAPTURE_ID = 2001;

    private Packets() {}

    public static long nowMicros() {
        return MicroClock.system().micros();
    }

    public static HepPacket sip(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        return HepPacket.empty()
                .capturedAtMicros(nowMicros())
                .captureId(CAPTURE_ID)
                .source(new byte[] {10, 0, 0, 1}, 5060)
                .target(new byte[] {10, 0, 0, 2}, 5060)
                .payload(payload, 0, payload.length);
    }

    public static byte[] invite(String callId) {
        return HepEncoder.encode(sip(inviteText(callId)));
    }

    /**
     * An INVITE with hundreds of headers, one header of tens of thousands of characters and a body, as the payload of a
     * packet of exactly so many bytes.
     */
    public static HepPacket longInvite(String callId, int packetLength) {
        String headers = IntStream.range(0, 500)
                .mapToObj(i -> "X-Header-" + i + ": value " + i + "\r\n")
                .collect(Collectors.joining());
        String head = inviteText(callId).replace("Content-Length: 0\r\n\r\n", headers)
                + "X-Long: " + "y".repeat(30_000) + "\r\n"
                + "Content-Type: text/plain\r\n";
        int bodyLength = packetLength - HepEncoder.length(sip(head + "Content-Length: 00000\r\n\r\n"));
        return sip(head + "Content-Length: %05d\r\n\r\n".formatted(bodyLength) + "b".repeat(bodyLength));
    }

    public static byte[] inviteWithKey(String callId, String key) {
        return HepEncoder.encodeWithKey(sip(inviteText(callId)), key);
    }

    public static byte[] inviteFrom(long captureId, String callId) {
        return HepEncoder.encode(sip(inviteText(callId)).captureId(captureId));
    }

    public static byte[] inviteCapturedAt(Instant time, String callId) {
        return HepEncoder.encode(
                sip(inviteText(callId)).capturedAtMicros(time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000));
    }

    public static String inviteText(String callId) {
        return String.join(
                "\r\n",
                "INVITE sip:4930123@example.org SIP/2.0",
                "Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK776asdhds",
                "Max-Forwards: 70",
                "To: <sip:4930123@example.org>",
                "From: <sip:alice@example.org>;tag=1928301774",
                "Call-ID: " + callId,
                "CSeq: 1 INVITE",
                "Contact: <sip:alice@10.0.0.1>",
                "Content-Length: 0",
                "",
                "");
    }

    public static String registerText(String callId, String user) {
        return String.join(
                "\r\n",
                "REGISTER sip:example.org SIP/2.0",
                "Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK776asdhds",
                "Max-Forwards: 70",
                "To: <sip:" + user + "@Example.ORG:5060;transport=udp>",
                "From: <sip:" + user + "@example.org>;tag=456248",
                "Call-ID: " + callId,
                "CSeq: 1826 REGISTER",
                "Contact: <sip:" + user + "@10.0.0.1>",
                "Content-Length: 0",
                "",
                "");
    }

    /** HEP version 1 with addresses of version 4: version, length, family, protocol, ports, addresses, payload. */
    public static byte[] versionOne(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        byte[] header = {1, 16, 2, 17, 0x13, (byte) 0xc4, 0x13, (byte) 0xc4, 10, 0, 0, 1, 10, 0, 0, 2};
        byte[] packet = Arrays.copyOf(header, header.length + payload.length);
        System.arraycopy(payload, 0, packet, header.length, payload.length);
        return packet;
    }
}
