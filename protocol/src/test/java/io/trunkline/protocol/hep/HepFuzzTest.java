package io.trunkline.protocol.hep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Fuzz targets; an ordinary build only goes through the seeds in the resources. {@code bin/fuzz} fuzzes one. */
class HepFuzzTest {

    /** Where the decoder may not look: before and after the packet. */
    private static final int AROUND = 9;

    private final HepDecoder decoder = new HepDecoder();
    private final HepDecoder other = new HepDecoder();
    private final HepPacket packet = HepPacket.empty();
    private final HepPacket again = HepPacket.empty();

    /** Any bytes are read within their range, to the same result wherever they lie, and written to a packet that says the same. */
    @FuzzTest(maxDuration = "10m")
    void decodes(byte[] bytes) {
        HepStatus status = decoder.decode(bytes, 0, bytes.length, packet);
        checkRanges(bytes.length);
        checkPlaceDoesNotMatter(bytes, status);
        if (status.usable()) {
            checkWriting();
        }
    }

    private void checkRanges(int length) {
        Objects.checkFromIndexSize(packet.payloadOffset(), packet.payloadLength(), packet.array().length);
        assertTrue(packet.source().length() >= "[::]:0".length());
        assertTrue(packet.target().length() >= "[::]:0".length());
        assertTrue(packet.capturedAtMicros() >= 0 && packet.capturedAtMicros() <= Hep3.LATEST_MICROS);
        assertTrue(packet.carried().length() <= CarriedChunks.MOST_BYTES);
        // Reading them as text goes through their ranges.
        assertTrue(packet.key() == null || !packet.keyMatches(new byte[length + 1]));
        assertEquals(packet.correlationLength() < 0, packet.correlationId() == null);
        assertTrue(packet.nodeName() == null || packet.carried().length() >= Hep3.CHUNK_HEADER);
    }

    private void checkPlaceDoesNotMatter(byte[] bytes, HepStatus status) {
        for (byte filler : new byte[] {0, (byte) 0xff}) {
            byte[] around = new byte[bytes.length + 2 * AROUND];
            Arrays.fill(around, filler);
            System.arraycopy(bytes, 0, around, AROUND, bytes.length);
            assertEquals(status, other.decode(around, AROUND, bytes.length, again));
            if (status.usable()) {
                assertArrayEquals(HepEncoder.encode(packet), HepEncoder.encode(again));
                assertEquals(packet.key(), again.key());
            }
        }
    }

    private void checkWriting() {
        byte[] normal = HepEncoder.encode(packet);
        assertEquals(HepEncoder.length(packet), normal.length);
        assertTrue(normal.length <= HepPacket.MAX_LENGTH);
        assertEquals(normal.length, HepFramer.frameLength(normal, 0, normal.length));
        assertEquals(HepStatus.COMPLETE, other.decode(normal, 0, normal.length, again));
        assertNull(again.key());
        assertEquals(0, again.chunksLeftOut());
        assertEquals(packet.capturedAtMicros(), again.capturedAtMicros());
        assertEquals(packet.ipProtocol(), again.ipProtocol());
        assertEquals(packet.protocolType(), again.protocolType());
        assertEquals(packet.captureId(), again.captureId());
        assertEquals(packet.vlan(), again.vlan());
        assertEquals(packet.sourcePort(), again.sourcePort());
        assertEquals(packet.targetPort(), again.targetPort());
        assertEquals(packet.correlationId(), again.correlationId());
        assertEquals(packet.nodeName(), again.nodeName());
        if (packet.sourceAddress().length == packet.targetAddress().length) {
            assertEquals(packet.source(), again.source());
            assertEquals(packet.target(), again.target());
        }
        assertArrayEquals(payload(packet), payload(again));
        assertArrayEquals(normal, HepEncoder.encode(again));
    }

    private static byte[] payload(HepPacket of) {
        return Arrays.copyOfRange(of.array(), of.payloadOffset(), of.payloadOffset() + of.payloadLength());
    }

    /** A stream is cut in the same places however it arrives, and what is cut out is never longer than a packet. */
    @FuzzTest(maxDuration = "10m")
    void frames(byte[] bytes) {
        Cut whole = cut(bytes, Integer.MAX_VALUE);
        assertEquals(whole, cut(bytes, 1));
        assertEquals(whole, cut(bytes, 7));
        assertEquals(whole, cut(bytes, 1_460));
        int at = 0;
        for (Frame frame : whole.frames()) {
            assertTrue(frame.offset() >= at && frame.length() >= Hep3.FRAME_HEADER);
            assertTrue(frame.length() <= HepPacket.MAX_LENGTH);
            at = frame.offset() + frame.length();
            HepStatus status = decoder.decode(bytes, frame.offset(), frame.length(), packet);
            // The whole frame is there, so that only chunks that contradict its length make it short.
            assertTrue(status != HepStatus.NOT_HEP && status != HepStatus.BAD_LENGTH, status::toString);
        }
        assertTrue(at <= bytes.length);
    }

    private record Frame(int offset, int length) {}

    /** Frames without line ends, which may be cut anywhere, and whether the stream went bad after them. */
    private record Cut(List<Frame> frames, boolean bad) {}

    /** Cuts as a receiver does that gets so many bytes at a time. */
    private static Cut cut(byte[] bytes, int atATime) {
        var frames = new ArrayList<Frame>();
        int at = 0;
        int arrived = 0;
        while (arrived < bytes.length) {
            arrived = (int) Math.min(bytes.length, (long) arrived + atATime);
            while (at < arrived) {
                int length = HepFramer.frameLength(bytes, at, arrived - at);
                if (length == HepFramer.BAD) {
                    return new Cut(frames, true);
                }
                if (length == HepFramer.INCOMPLETE || length > arrived - at) {
                    break;
                }
                if (bytes[at] != '\r' && bytes[at] != '\n') {
                    frames.add(new Frame(at, length));
                }
                at += length;
            }
        }
        return new Cut(frames, false);
    }
}
