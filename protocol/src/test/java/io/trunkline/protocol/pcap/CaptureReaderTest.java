package io.trunkline.protocol.pcap;

import static io.trunkline.protocol.pcap.CaptureFile.ETHERNET;
import static io.trunkline.protocol.pcap.CaptureFile.RAW;
import static io.trunkline.protocol.pcap.Wire.ethernet;
import static io.trunkline.protocol.pcap.Wire.join;
import static io.trunkline.protocol.pcap.Wire.sip;
import static io.trunkline.protocol.pcap.Wire.tcp;
import static io.trunkline.protocol.pcap.Wire.text;
import static io.trunkline.protocol.pcap.Wire.u16;
import static io.trunkline.protocol.pcap.Wire.udp;
import static io.trunkline.protocol.pcap.Wire.v4;
import static io.trunkline.protocol.pcap.Wire.v4Fragment;
import static io.trunkline.protocol.pcap.Wire.v6;
import static io.trunkline.protocol.pcap.Wire.v6Fragment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureReaderTest {

    private static final byte[] MESSAGE = sip("one", "hello");
    private static final byte[] PACKET = v4(17, udp(MESSAGE));

    @Nested
    class Files {

        @Test
        void shouldReadMicrosecondsInBothByteOrders() {
            for (var order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
                var file =
                        CaptureFile.pcap(order, PcapFrames.MAGIC_MICROS, RAW).record(4_000_000_000L, 999_999, PACKET);
                assertEquals(4_000_000_000_999_999L, onlyMessage(file).atMicros());
            }
        }

        @Test
        void shouldReadNanosecondsInBothByteOrders() {
            for (var order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
                var file = CaptureFile.pcap(order, PcapFrames.MAGIC_NANOS, RAW).record(7, 123_456_789, PACKET);
                assertEquals(7_123_456, onlyMessage(file).atMicros());
            }
        }

        @Test
        void shouldReadPcapngWithInterfacesOfDifferentClocksAndLinks() {
            for (var order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
                var nanos = option(order, 9, new byte[] {9});
                var binary = option(order, 9, new byte[] {(byte) 0x8a});
                var file = CaptureFile.pcapng(order)
                        .section()
                        .networkInterface(RAW)
                        .networkInterface(ETHERNET, nanos)
                        .networkInterface(RAW, binary)
                        .enhanced(0, 5_000_001, PACKET)
                        .enhanced(1, 6_000_002_999L, ethernet(0x0800, PACKET))
                        .enhanced(2, 7 * 1024 + 512, PACKET);
                assertEquals(
                        List.of(5_000_001L, 6_000_002L, 7_500_000L),
                        Seen.in(file.bytes()).messages().stream()
                                .map(Seen::atMicros)
                                .toList());
            }
        }

        @Test
        void shouldGiveSimplePacketsTheTimeOfTheOneBefore() {
            var file = CaptureFile.pcapng(ByteOrder.LITTLE_ENDIAN)
                    .section()
                    .networkInterface(RAW)
                    .enhanced(0, 42, PACKET)
                    .simple(PACKET);
            assertEquals(
                    List.of(42L, 42L),
                    Seen.in(file.bytes()).messages().stream()
                            .map(Seen::atMicros)
                            .toList());
        }

        @Test
        void shouldNotGoOnBehindABreakInHepFrames() throws IOException {
            byte[] frame = HepEncoder.encode(HepPacket.empty().payload(sip("a", ""), 0, 10));
            byte[] garbage = {'H', 'E', 'P', '3', 0, 1};
            try (var reader = CaptureReader.of(new ByteArrayInputStream(join(frame, garbage, frame)))) {
                var packet = HepPacket.empty();
                assertTrue(reader.next(packet));
                assertFalse(reader.next(packet));
                assertFalse(reader.next(packet));
                assertEquals(
                        Map.of(Skipped.BROKEN_FILE, 1L), reader.statistics().skipped());
            }
        }

        @Test
        void shouldHoldNoMoreThanItsBoundOfInterfaces() {
            int tooMany = 3;
            var file = CaptureFile.pcapng(ByteOrder.LITTLE_ENDIAN).section();
            for (int i = 0; i < PcapngFrames.MOST_INTERFACES + tooMany; i++) {
                file.networkInterface(CaptureFile.RAW);
            }
            byte[] packet = v4(17, Wire.udp(sip("a", "")));
            file.enhanced(PcapngFrames.MOST_INTERFACES - 1, 0, packet);
            file.enhanced(PcapngFrames.MOST_INTERFACES, 0, packet);
            var seen = Seen.in(file.bytes());
            assertEquals(1, seen.messages().size());
            assertEquals(tooMany + 1, seen.statistics().skipped(Skipped.BROKEN_HEADER));
        }

        @Test
        void shouldForgetTheInterfacesOfAnEarlierSection() {
            var file = CaptureFile.pcapng(ByteOrder.LITTLE_ENDIAN)
                    .section()
                    .networkInterface(RAW)
                    .enhanced(0, 1, PACKET)
                    .section()
                    .enhanced(0, 2, PACKET);
            var seen = Seen.in(file.bytes());
            assertEquals(1, seen.messages().size());
            assertEquals(Map.of(Skipped.BROKEN_HEADER, 1L), seen.statistics().skipped());
        }

        @Test
        void shouldReadHepFramesWithAllThatTheySay() throws Exception {
            var packet = HepPacket.empty();
            packet.capturedAtMicros(1_700_000_000_123_456L)
                    .ipProtocol(17)
                    .protocolType(HepPacket.PROTOCOL_SIP)
                    .source(Wire.CALLER, 5060)
                    .target(Wire.PROXY, 5080)
                    .captureId(2001)
                    .correlationId("leg-7")
                    .payload(MESSAGE, 0, MESSAGE.length);
            byte[] frame = HepEncoder.encode(packet);
            try (var reader = CaptureReader.of(new ByteArrayInputStream(join(frame, frame)))) {
                var read = HepPacket.empty();
                for (int i = 0; i < 2; i++) {
                    assertTrue(reader.next(read));
                    assertEquals(1_700_000_000_123_456L, read.capturedAtMicros());
                    assertEquals(2001, read.captureId());
                    assertEquals("leg-7", read.correlationId());
                    assertEquals(MESSAGE.length, read.payloadLength());
                }
                assertTrue(!reader.next(read));
            }
        }

        @Test
        void shouldSayWhatAFileThatIsNoCaptureBeginsWith() {
            var page = new ByteArrayInputStream("<html>".getBytes(StandardCharsets.US_ASCII));
            var error = assertThrows(NotACaptureException.class, () -> CaptureReader.of(page));
            assertTrue(error.getMessage().contains("3c 68 74 6d"), error.getMessage());
            var nothing = new ByteArrayInputStream(new byte[0]);
            assertEquals(
                    "the file is empty",
                    assertThrows(NotACaptureException.class, () -> CaptureReader.of(nothing))
                            .getMessage());
        }

        @Test
        void shouldGiveWhatStandsBeforeABreakAndCountTheBreak() {
            byte[] whole = CaptureFile.pcap(RAW)
                    .record(1, 0, PACKET)
                    .record(2, 0, PACKET)
                    .bytes();
            var seen = Seen.in(Arrays.copyOf(whole, whole.length - 1));
            assertEquals(1, seen.messages().size());
            assertEquals(Map.of(Skipped.BROKEN_FILE, 1L), seen.statistics().skipped());
        }

        private byte[] option(ByteOrder order, int code, byte[] value) {
            var option =
                    java.nio.ByteBuffer.allocate(4 + (value.length + 3) / 4 * 4).order(order);
            return option.putShort((short) code)
                    .putShort((short) value.length)
                    .put(value)
                    .array();
        }
    }

    @Nested
    class Links {

        @Test
        void shouldStepOverVlanTags() {
            byte[] tagged = ethernet(0x8100, join(u16(5), u16(0x0800), PACKET));
            byte[] twice = ethernet(0x88a8, join(u16(5), u16(0x8100), u16(6), u16(0x86dd), v6(17, udp(MESSAGE))));
            assertEquals(
                    text(MESSAGE),
                    onlyMessage(CaptureFile.pcap(ETHERNET).record(1, 0, tagged)).text());
            assertEquals(
                    "[2001:db8::1]:5060",
                    onlyMessage(CaptureFile.pcap(ETHERNET).record(1, 0, twice)).source());
        }

        @Test
        void shouldReadLinuxCookedFrames() {
            byte[] first = join(new byte[14], u16(0x0800), PACKET);
            byte[] second = join(u16(0x0800), new byte[18], PACKET);
            assertEquals(
                    text(MESSAGE),
                    onlyMessage(CaptureFile.pcap(113).record(1, 0, first)).text());
            assertEquals(
                    text(MESSAGE),
                    onlyMessage(CaptureFile.pcap(276).record(1, 0, second)).text());
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 108})
        void shouldReadLoopbackFramesOfAnySystem(int linkType) {
            for (byte[] family : new byte[][] {{2, 0, 0, 0}, {0, 0, 0, 2}, {30, 0, 0, 0}}) {
                var file = CaptureFile.pcap(linkType).record(1, 0, join(family, PACKET));
                assertEquals(text(MESSAGE), onlyMessage(file).text());
            }
        }

        @Test
        void shouldIgnoreThePaddingOfAShortFrame() {
            var file = CaptureFile.pcap(ETHERNET).record(1, 0, join(ethernet(0x0800, PACKET), new byte[6]));
            assertEquals(text(MESSAGE), onlyMessage(file).text());
        }

        @Test
        void shouldCountWhatItPassesOver() {
            var seen = Seen.in(CaptureFile.pcap(ETHERNET)
                    .record(1, 0, ethernet(0x0806, new byte[28]))
                    .record(1, 0, ethernet(0x0800, v4(1, new byte[16])))
                    .record(1, 0, ethernet(0x0800, v4(132, new byte[32])))
                    .record(1, 0, ethernet(0x0800, v4(4, v4(17, udp(sip("within", ""))))))
                    .record(1, 0, ethernet(0x0800, v4(41, new byte[60])))
                    .record(1, 0, ethernet(0x0800, v4(17, udp(new byte[172]))))
                    .record(1, 0, ethernet(0x0800, v4(17, udp(new byte[] {'\r', '\n', '\r', '\n'}))))
                    .record(1, 0, ethernet(0x0800, new byte[] {0x45, 0}))
                    .record(1, 0, new byte[3])
                    .bytes());
            assertEquals(
                    Map.of(
                            Skipped.NOT_IP, 1L,
                            Skipped.OTHER_TRANSPORT, 1L,
                            Skipped.SCTP, 1L,
                            Skipped.TUNNEL, 2L,
                            Skipped.NOT_SIP, 1L,
                            Skipped.KEEP_ALIVE, 1L,
                            Skipped.BROKEN_HEADER, 2L),
                    seen.statistics().skipped());
            assertEquals(9, seen.statistics().frames());
            assertEquals(
                    Map.of(Skipped.UNKNOWN_LINK, 1L),
                    Seen.in(CaptureFile.pcap(147).record(1, 0, PACKET).bytes())
                            .statistics()
                            .skipped());
        }

        @Test
        void shouldGiveAMessageThatTheCaptureCutAsFarAsItGoes() {
            byte[] kept = Arrays.copyOf(PACKET, PACKET.length - 3);
            var seen = Seen.in(
                    CaptureFile.pcap(RAW).record(1, 0, kept, PACKET.length).bytes());
            assertEquals(
                    text(Arrays.copyOf(MESSAGE, MESSAGE.length - 3)),
                    seen.texts().getFirst());
            assertEquals(1, seen.statistics().cutShort());
        }
    }

    @Nested
    class InFragments {

        private final byte[] message = sip("fragmented", "x".repeat(3000));
        private final byte[] datagram = udp(message);

        @Test
        void shouldJoinFragmentsInAnyOrder() {
            var file = CaptureFile.pcap(RAW)
                    .record(1, 0, fragment(2000, datagram.length))
                    .record(1, 1, fragment(0, 1000))
                    .record(1, 2, fragment(0, 1000))
                    .record(1, 3, fragment(1000, 2000));
            var seen = onlyMessage(file);
            assertEquals(text(message), seen.text());
            assertEquals(1_000_003, seen.atMicros());
        }

        @Test
        void shouldJoinIpv6FragmentsBehindOtherExtensionHeaders() {
            byte[] options = {17, 0, 1, 4, 0, 0, 0, 0};
            byte[] payload = join(options, datagram);
            var file = CaptureFile.pcap(RAW)
                    .record(1, 0, v6Fragment(60, 0, true, Arrays.copyOf(payload, 1600)))
                    .record(1, 0, v6Fragment(60, 1600, false, Arrays.copyOfRange(payload, 1600, payload.length)));
            assertEquals(text(message), onlyMessage(file).text());
        }

        @Test
        void shouldGiveUpADatagramWhoseFragmentsTakeTooLong() {
            var seen = Seen.in(CaptureFile.pcap(RAW)
                    .record(1, 0, fragment(0, 1000))
                    .record(32, 0, fragment(1000, datagram.length))
                    .bytes());
            assertEquals(
                    Map.of(Skipped.INCOMPLETE_FRAGMENTS, 2L), seen.statistics().skipped());
        }

        @Test
        void shouldHoldNoMoreThanItsBoundOfIncompleteDatagrams() {
            var file = CaptureFile.pcap(RAW);
            for (int id = 0; id < Fragments.MOST_DATAGRAMS * 3; id++) {
                file.record(1, 0, v4Fragment(17, id, 0, true, new byte[8]));
            }
            file.record(1, 0, fragment(0, 1000)).record(1, 0, fragment(1000, datagram.length));
            var seen = Seen.in(file.bytes());
            assertEquals(List.of(text(message)), seen.texts());
            assertEquals(Fragments.MOST_DATAGRAMS * 3L, seen.statistics().skipped(Skipped.INCOMPLETE_FRAGMENTS));
        }

        private byte[] fragment(int from, int to) {
            return v4Fragment(17, 4711, from, to < datagram.length, Arrays.copyOfRange(datagram, from, to));
        }
    }

    @Nested
    class InStreams {

        @Test
        void shouldCutSeveralMessagesOutOfOneSegment() {
            var stream =
                    join(sip("a", ""), "\r\n\r\n".getBytes(StandardCharsets.US_ASCII), sip("b", "body"), sip("c", ""));
            var seen = Seen.in(segments(new byte[][] {stream}, new int[] {0}).bytes());
            assertEquals(List.of(text(sip("a", "")), text(sip("b", "body")), text(sip("c", ""))), seen.texts());
            assertEquals(Map.of(), seen.statistics().skipped());
        }

        @Test
        void shouldGoOnAfterAHoleWithTheNextMessage() {
            byte[] one = sip("one", "1");
            byte[] lost = sip("lost", "x".repeat(500));
            byte[] three = sip("three", "3");
            byte[] tail = join(Arrays.copyOfRange(lost, 300, lost.length), new byte[] {'\r', '\n'}, three);
            var seen = Seen.in(segments(
                            new byte[][] {one, Arrays.copyOf(lost, 100), tail},
                            new int[] {0, one.length, one.length + 300})
                    .bytes());
            assertEquals(List.of(text(one), text(three)), seen.texts());
            assertEquals(
                    Map.of(Skipped.LOST_SEGMENTS, 1L, Skipped.INCOMPLETE_MESSAGE, 1L),
                    seen.statistics().skipped());
        }

        @Test
        void shouldNotCountWhatIsSentAgainAfterTheEnd() {
            byte[] message = sip("one", "1");
            var file = CaptureFile.pcap(RAW)
                    .record(1, 0, v4(6, tcp(100, Wire.SYN, new byte[0])))
                    .record(1, 1, v4(6, tcp(101, Wire.ACK, message)))
                    .record(1, 2, v4(6, tcp(101 + message.length, Wire.RST, new byte[0])))
                    .record(1, 3, v4(6, tcp(101, Wire.ACK, message)));
            assertEquals(1, Seen.in(file.bytes()).messages().size());
        }

        @Test
        void shouldStartInTheMiddleOfAConnectionAndPassTheWrapOfItsNumbers() {
            byte[] message = sip("one", "1");
            var file = CaptureFile.pcap(RAW)
                    .record(1, 0, v4(6, tcp(-10, Wire.ACK, Arrays.copyOf(message, 30))))
                    .record(1, 1, v4(6, tcp(20, Wire.ACK, Arrays.copyOfRange(message, 30, message.length))));
            assertEquals(text(message), onlyMessage(file).text());
        }

        @Test
        void shouldPassOverAStreamThatIsNotSip() {
            byte[] page = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc".getBytes(StandardCharsets.US_ASCII);
            var seen = Seen.in(segments(new byte[][] {page}, new int[] {0}).bytes());
            assertEquals(List.of(), seen.texts());
            assertEquals(Map.of(Skipped.NOT_SIP, 1L), seen.statistics().skipped());
        }

        /** It would fit into no HEP packet. What is held of it meanwhile is bounded, and it is counted once. */
        @Test
        void shouldTellAWebSocketFromOtherStreams() {
            var upgrade = "GET /sip HTTP/1.1\r\nUpgrade: websocket\r\nSec-WebSocket-Protocol: sip\r\n\r\n"
                    .getBytes(StandardCharsets.ISO_8859_1);
            var seen = Seen.in(CaptureFile.pcap(RAW)
                    .record(1, 0, v4(6, tcp(100, Wire.SYN, new byte[0])))
                    .record(1, 1, v4(6, tcp(101, Wire.ACK, upgrade)))
                    .bytes());
            assertEquals(Map.of(Skipped.WEB_SOCKET, 1L), seen.statistics().skipped());
        }

        @Test
        void shouldPassOverAMebibyteOfHeadersOrOfBodyAndFindTheNextMessage() {
            String start = "INVITE sip:b@example.net SIP/2.0\r\n";
            int mebibyte = 1 << 20;
            for (String text : List.of(
                    start + "X: " + "h".repeat(mebibyte) + "\r\n\r\n",
                    start + "Content-Length: " + mebibyte + "\r\n\r\n" + "b".repeat(mebibyte - 2) + "\r\n",
                    start + "X: y\r\n".repeat(mebibyte / 6) + "\r\n")) {
                var seen = Seen.in(inSegments(text.getBytes(StandardCharsets.US_ASCII), sip("next", "")));
                assertEquals(List.of(text(sip("next", ""))), seen.texts());
                assertEquals(
                        Map.of(Skipped.MESSAGE_TOO_LONG, 1L), seen.statistics().skipped());
            }
        }

        private static byte[] inSegments(byte[]... messages) {
            byte[] stream = join(messages);
            int segment = 1_460;
            int count = (stream.length + segment - 1) / segment;
            var payloads = new byte[count][];
            var offsets = new int[count];
            for (int i = 0; i < count; i++) {
                offsets[i] = i * segment;
                payloads[i] = Arrays.copyOfRange(stream, offsets[i], Math.min(stream.length, offsets[i] + segment));
            }
            return segments(payloads, offsets).bytes();
        }

        @Test
        void shouldPassOverAMessageThatIsTooLong() {
            byte[] endless = "INVITE sip:b@example.net SIP/2.0\r\nContent-Length: 999999999\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);
            var seen = Seen.in(segments(new byte[][] {join(endless, sip("next", ""))}, new int[] {0})
                    .bytes());
            assertEquals(List.of(text(sip("next", ""))), seen.texts());
            assertEquals(1, seen.statistics().skipped(Skipped.MESSAGE_TOO_LONG));
        }
    }

    static CaptureFile segments(byte[][] payloads, int[] offsets) {
        int first = 0x7fff_fff0;
        var file = CaptureFile.pcap(RAW).record(1, 0, v4(6, tcp(first - 1, Wire.SYN, new byte[0])));
        for (int i = 0; i < payloads.length; i++) {
            file.record(1, i + 1, v4(6, tcp(first + offsets[i], Wire.ACK, payloads[i])));
        }
        return file;
    }

    private static Seen onlyMessage(CaptureFile file) {
        var seen = Seen.in(file.bytes());
        assertEquals(
                1, seen.messages().size(), () -> "skipped " + seen.statistics().skipped());
        return new ArrayList<>(seen.messages()).getFirst();
    }
}
