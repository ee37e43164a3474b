package io.trunkline.protocol.pcap;

import static io.trunkline.protocol.pcap.Wire.join;
import static io.trunkline.protocol.pcap.Wire.sip;
import static io.trunkline.protocol.pcap.Wire.tcp;
import static io.trunkline.protocol.pcap.Wire.v4;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class CapturePropertiesTest {

    private static final List<String> PIECES = List.of(
            "INVITE sip:b@example.net SIP/2.0\r\n",
            "SIP/2.0 200 OK\r\n",
            "Content-Length: 12\r\n",
            "l:99999999999999999999\n",
            "\r\n",
            "\n\n",
            "v=0\r\na=x",
            "\0\u0080 garbage");

    @Property(tries = 300)
    void anyCutAnyOrderAndAnyRepetitionOfSegmentsGiveTheSameMessages(
            @ForAll @Size(min = 1, max = 8) List<@StringLength(max = 400) String> bodies,
            @ForAll @IntRange(min = 1, max = 700) int longestSegment,
            @ForAll long seed) {
        var expected = new ArrayList<String>();
        byte[] stream = {};
        for (int i = 0; i < bodies.size(); i++) {
            byte[] message = sip("call-" + i, bodies.get(i).replaceAll("[^ -~]", "?"));
            expected.add(Wire.text(message));
            stream = join(stream, message);
        }
        var random = new Random(seed);
        int first = random.nextInt();
        var packets = new ArrayList<byte[]>();
        for (int at = 0; at < stream.length; ) {
            int end = Math.min(stream.length, at + 1 + random.nextInt(longestSegment));
            // Some segments begin before the end of the last one.
            int from = Math.max(0, at - random.nextInt(3));
            byte[] packet = v4(6, tcp(first + from, Wire.ACK, Arrays.copyOfRange(stream, from, end)));
            packets.add(packet);
            if (random.nextInt(10) == 0) {
                packets.add(packet);
            }
            at = end;
        }
        Collections.shuffle(packets, random);
        var file = CaptureFile.pcap(CaptureFile.RAW).record(1, 0, v4(6, tcp(first - 1, Wire.SYN, new byte[0])));
        packets.forEach(packet -> file.record(1, 0, packet));

        var seen = Seen.in(file.bytes());
        assertEquals(expected, seen.texts());
        assertEquals(Map.of(), seen.statistics().skipped());
    }

    @Property(tries = 500)
    void anyFramesAreReadOrCounted(
            @ForAll @Size(max = 20) List<@Size(max = 120) byte[]> frames,
            @ForAll @IntRange(min = 0, max = 4) int link) {
        int linkType = new int[] {0, 1, 101, 113, 276}[link];
        var file = CaptureFile.pcap(linkType);
        frames.forEach(frame -> file.record(1, 0, frame));
        var seen = Seen.in(file.bytes());
        assertEquals(frames.size(), seen.statistics().frames());
    }

    @Property(tries = 500)
    void anyHeadersBehindAnIpHeaderAreReadOrCounted(
            @ForAll @Size(max = 80) byte[] bytes, @ForAll @IntRange(min = 0, max = 255) int protocol) {
        var seen = Seen.in(CaptureFile.pcap(CaptureFile.RAW)
                .record(1, 0, v4(protocol, bytes))
                .record(1, 0, Wire.v6(protocol, bytes))
                .record(1, 0, Wire.v4Fragment(protocol, 1, 8, true, bytes))
                .bytes());
        assertEquals(3, seen.statistics().frames());
    }

    @Property(tries = 500)
    void anyBytesBehindAPcapngHeaderAreReadOrCounted(@ForAll @Size(max = 200) byte[] bytes, @ForAll boolean big) {
        byte[] head = CaptureFile.pcapng(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                .section()
                .networkInterface(CaptureFile.RAW)
                .bytes();
        assertTrue(Seen.in(join(head, bytes)).messages().size() <= bytes.length);
    }

    @Property(tries = 500)
    void anyStreamMadeOfPiecesOfSipIsReadToItsEnd(
            @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 7) Integer> pieces, @ForAll long seed) {
        var random = new Random(seed);
        var file = CaptureFile.pcap(CaptureFile.RAW);
        int sequence = random.nextInt();
        for (int piece : pieces) {
            byte[] bytes = PIECES.get(piece).getBytes(StandardCharsets.ISO_8859_1);
            // Now and then bytes are missing, or are there twice.
            sequence += random.nextInt(4) == 0 ? random.nextInt(-20, 20) : 0;
            file.record(1, 0, v4(6, tcp(sequence, Wire.ACK, bytes)));
            sequence += bytes.length;
        }
        var seen = Seen.in(file.bytes());
        assertEquals(pieces.size(), seen.statistics().frames());
        assertEquals(seen.messages().size(), seen.statistics().messages());
        seen.texts().forEach(text -> assertTrue(text.contains("SIP/2.0"), text));
    }

    @Property(tries = 300)
    void aCaptureCutAnywhereGivesTheMessagesBeforeTheCut(@ForAll @IntRange(min = 24, max = 2000) int cut) {
        var file = CaptureFile.pcap(CaptureFile.RAW);
        for (int i = 0; i < 10; i++) {
            file.record(i, 0, v4(17, Wire.udp(sip("call-" + i, ""))));
        }
        byte[] whole = file.bytes();
        byte[] kept = Arrays.copyOf(whole, Math.min(cut, whole.length));
        int record = (whole.length - 24) / 10;
        assertEquals((kept.length - 24) / record, Seen.in(kept).messages().size());
    }
}
