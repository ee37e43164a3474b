package io.trunkline.exchange;

import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message as a HEP3 packet that is written once and sent many times: each time with another time of capture, and
 * with another key of {@value #KEY_LENGTH} characters wherever the message names what is only its own. Any thread.
 */
public final class PacketTemplate {

    /** Length of every key, in bytes. */
    public static final int KEY_LENGTH = 6;

    private static final int FRAME_HEADER = 6;
    private static final int CHUNK_HEADER = 6;
    private static final int SECONDS = 9;
    private static final int MICROS_IN_A_SECOND = 1_000_000;

    /** Headers and attributes that tell people nothing here and would make each message longer than those of a trunk. */
    private static final List<String> LEFT_OUT = List.of(
            "Allow: ",
            "Supported: ",
            "X-RTP-Stat: ",
            "a=rtpmap:9 ",
            "a=rtpmap:8 ",
            "a=rtpmap:0 ",
            "a=fmtp:",
            "a=ptime:");

    private final long atMillis;
    private final byte[] bytes;

    /** Where the seconds of its time stand; the chunk of the microseconds follows. */
    private final int secondsAt;

    private final int[] keysAt;

    private PacketTemplate(long atMillis, byte[] bytes, int secondsAt, int[] keysAt) {
        this.atMillis = atMillis;
        this.bytes = bytes;
        this.secondsAt = secondsAt;
        this.keysAt = keysAt;
    }

    /**
     * A template of a message.
     *
     * @param keyedBy what stands before each place of the key
     */
    static PacketTemplate of(CallScript.Message message, long captureId, List<String> keyedBy) {
        String lean = lean(message.text());
        var packet = HepPacket.empty();
        HepSender.write(
                new CallScript.Message(0, message.source(), message.target(), message.transport(), lean),
                captureId,
                packet);
        byte[] bytes = HepEncoder.encode(packet);
        int payloadAt = bytes.length - lean.getBytes(StandardCharsets.UTF_8).length;
        var keysAt = new ArrayList<Integer>();
        for (String before : keyedBy) {
            for (int at = lean.indexOf(before); at >= 0; at = lean.indexOf(before, at + 1)) {
                keysAt.add(payloadAt + at + before.length());
            }
        }
        return new PacketTemplate(
                message.atMicros() / 1_000,
                bytes,
                secondsAt(bytes),
                keysAt.stream().mapToInt(Integer::intValue).toArray());
    }

    /** When it is due, from the beginning of its call or registration. */
    public long atMillis() {
        return atMillis;
    }

    /** Its length in bytes, the same under every key. */
    public int length() {
        return bytes.length;
    }

    /**
     * Puts the packet into a buffer.
     *
     * @param capturedAtMicros its time of capture, microseconds since the epoch
     * @param key {@value #KEY_LENGTH} bytes of ASCII
     */
    public void write(ByteBuffer target, long capturedAtMicros, byte[] key) {
        int start = target.position();
        target.put(bytes);
        target.putInt(start + secondsAt, (int) (capturedAtMicros / MICROS_IN_A_SECOND));
        target.putInt(start + secondsAt + Integer.BYTES + CHUNK_HEADER, (int) (capturedAtMicros % MICROS_IN_A_SECOND));
        for (int at : keysAt) {
            target.put(start + at, key);
        }
    }

    private static int secondsAt(byte[] bytes) {
        var packet = ByteBuffer.wrap(bytes);
        for (int at = FRAME_HEADER; at < bytes.length; at += packet.getShort(at + 4)) {
            if (packet.getInt(at) == SECONDS) {
                return at + CHUNK_HEADER;
            }
        }
        throw new AssertionError("a packet without a time");
    }

    private static String lean(String text) {
        int bodyAt = text.indexOf("\r\n\r\n") + 4;
        String body = kept(text.substring(bodyAt));
        String headers = kept(text.substring(0, bodyAt));
        return headers.replaceFirst("Content-Length: \\d+", "Content-Length: " + body.length()) + body;
    }

    private static String kept(String lines) {
        var kept = new StringBuilder(lines.length());
        for (String line : lines.split("(?<=\r\n)")) {
            if (LEFT_OUT.stream().noneMatch(line::startsWith)) {
                kept.append(line);
            }
        }
        return kept.toString();
    }
}
