package io.trunkline.protocol.hep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HepDecoderTest {

    private final HepDecoder decoder = new HepDecoder();
    private final HepPacket packet = HepPacket.empty();

    @Test
    void shouldReadEveryChunkThatThePipelineNeeds() {
        byte[] frame = new HepBytes()
                .chunk(Hep3.IP_FAMILY, (byte) Hep3.AF_INET)
                .chunk(Hep3.IP_PROTOCOL, (byte) 6)
                .chunk(Hep3.IPV4_SOURCE, (byte) 192, (byte) 0, (byte) 2, (byte) 1)
                .chunk(Hep3.IPV4_TARGET, (byte) 198, (byte) 51, (byte) 100, (byte) 255)
                .chunk(Hep3.SOURCE_PORT, (byte) 0x13, (byte) 0xc4)
                .chunk(Hep3.TARGET_PORT, (byte) 0xff, (byte) 0xff)
                .chunk(Hep3.SECONDS, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff)
                .chunk(Hep3.MICROSECONDS, (byte) 0, (byte) 0x0f, (byte) 0x42, (byte) 0x3f)
                .chunk(Hep3.PROTOCOL_TYPE, (byte) 0xff)
                .chunk(Hep3.CAPTURE_ID, (byte) 0xff, (byte) 0, (byte) 0, (byte) 1)
                .chunk(Hep3.KEEP_ALIVE_SECONDS, (byte) 0, (byte) 30)
                .chunk(Hep3.KEY, HepBytes.ascii("secret"))
                .chunk(Hep3.CORRELATION_ID, HepBytes.ascii("call-1"))
                .chunk(Hep3.VLAN, (byte) 0x0f, (byte) 0xff)
                .payload("INVITE")
                .frame();

        assertEquals(HepStatus.COMPLETE, decode(frame));
        assertEquals(3, packet.version());
        assertEquals("tcp", packet.transport());
        assertEquals("192.0.2.1:5060", packet.source());
        assertEquals("198.51.100.255:65535", packet.target());
        assertEquals(4_294_967_295_999_999L, packet.capturedAtMicros());
        assertEquals(255, packet.protocolType());
        assertEquals(0xff00_0001L, packet.captureId());
        assertEquals("secret", packet.key());
        assertEquals("call-1", packet.correlationId());
        assertEquals(4095, packet.vlan());
        assertEquals("INVITE", payload());
    }

    @Test
    void shouldReadChunksInAnyOrderAndTakeTheLastOfTwo() {
        byte[] frame = new HepBytes()
                .payload("BYE")
                .chunk(Hep3.MICROSECONDS, (byte) 0, (byte) 0, (byte) 0, (byte) 9)
                .chunk(Hep3.SECONDS, (byte) 0, (byte) 0, (byte) 0, (byte) 1)
                .chunk(Hep3.SECONDS, (byte) 0, (byte) 0, (byte) 0, (byte) 2)
                .frame();

        assertEquals(HepStatus.COMPLETE, decode(frame));
        assertEquals(2_000_009, packet.capturedAtMicros());
        assertEquals("BYE", payload());
    }

    @Test
    void shouldSkipChunksOfOtherVendorsAndOfUnknownTypes() {
        byte[] frame = new HepBytes()
                .chunk(0x0003, Hep3.PAYLOAD, 8, (byte) 'x', (byte) 'x')
                .chunk(0x0003, Hep3.SECONDS, 7, (byte) 1)
                .chunk(0x7fff, (byte) 1, (byte) 2, (byte) 3)
                .payload("ACK")
                .frame();

        assertEquals(HepStatus.COMPLETE, decode(frame));
        assertEquals("ACK", payload());
        assertEquals(0, packet.capturedAtMicros());
    }

    @Test
    void shouldReadTheNameOfTheNode() {
        assertEquals(
                HepStatus.COMPLETE,
                decode(new HepBytes()
                        .chunk(Hep3.NODE_NAME, HepBytes.ascii("node-a"))
                        .payload("ACK")
                        .chunk(Hep3.NODE_NAME, HepBytes.ascii("node-b"))
                        .frame()));
        assertEquals("node-b", packet.nodeName());
        decode(new HepBytes().payload("ACK").frame());
        assertNull(packet.nodeName());
    }

    @Test
    void shouldReadTheFormatUnderItsOtherName() {
        byte[] frame = new HepBytes().payload("ACK").frame();
        frame[0] = 'E';
        assertEquals(HepStatus.COMPLETE, decode(frame));
        assertEquals("ACK", payload());
        assertEquals(frame.length, HepFramer.frameLength(frame, 0, frame.length));
    }

    @Test
    void shouldNotReadATimeThatCouldNotBeWritten() {
        byte[] all = {-1, -1, -1, -1};
        decode(new HepBytes()
                .chunk(Hep3.SECONDS, all)
                .chunk(Hep3.MICROSECONDS, all)
                .payload("ACK")
                .frame());
        assertEquals(4_294_967_295_999_999L, packet.capturedAtMicros());
    }

    @Test
    void shouldWriteAddressesOfVersion6AsRfc5952Does() {
        assertEquals("[2001:db8::1]:5060", sourceOf("20010db8000000000000000000000001"));
        assertEquals("[2001:db8::1:0:0:1]:5060", sourceOf("20010db8000000000001000000000001"));
        assertEquals("[::]:5060", sourceOf("00000000000000000000000000000000"));
        assertEquals("[::1]:5060", sourceOf("00000000000000000000000000000001"));
        assertEquals("[2001:db8:0:1:1:1:1:1]:5060", sourceOf("20010db8000000010001000100010001"));
        assertEquals("[fe80::]:5060", sourceOf("fe800000000000000000000000000000"));
        assertEquals("[::ffff:192.0.2.1]:5060", sourceOf("00000000000000000000ffffc0000201"));
    }

    private String sourceOf(String hex) {
        byte[] frame = new HepBytes()
                .chunk(Hep3.IPV6_SOURCE, HexFormat.of().parseHex(hex))
                .chunk(Hep3.SOURCE_PORT, (byte) 0x13, (byte) 0xc4)
                .payload("x")
                .frame();
        assertEquals(HepStatus.COMPLETE, decode(frame));
        return packet.source();
    }

    @ParameterizedTest
    @CsvSource({"6,tcp", "17,udp", "22,tls", "132,sctp", "255,255"})
    void shouldNameTheTransport(int protocol, String name) {
        decode(new HepBytes()
                .chunk(Hep3.IP_PROTOCOL, (byte) protocol)
                .payload("x")
                .frame());
        assertEquals(name, packet.transport());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void shouldCallAChunkShorterThanItsHeaderBroken(int claimedLength) {
        byte[] frame = new HepBytes()
                .payload("INVITE")
                .chunk(0, Hep3.CAPTURE_ID, claimedLength, (byte) 0, (byte) 0, (byte) 0, (byte) 1)
                .frame();
        assertEquals(HepStatus.BAD_CHUNK, decode(frame));
    }

    @Test
    void shouldCallAChunkOfTheWrongSizeBroken() {
        assertEquals(
                HepStatus.BAD_CHUNK,
                decode(new HepBytes()
                        .chunk(Hep3.IPV4_SOURCE, new byte[5])
                        .payload("x")
                        .frame()));
    }

    @Test
    void shouldKeepTheWholeChunksOfAPacketThatWasCut() {
        byte[] whole = new HepBytes()
                .chunk(Hep3.CAPTURE_ID, (byte) 0, (byte) 0, (byte) 0, (byte) 7)
                .payload("INVITE")
                .chunk(Hep3.CORRELATION_ID, HepBytes.ascii("call-1"))
                .frame();

        assertEquals(HepStatus.TRUNCATED, decode(Arrays.copyOf(whole, whole.length - 1)));
        assertEquals(7, packet.captureId());
        assertEquals("INVITE", payload());
        assertNull(packet.correlationId());
    }

    @Test
    void shouldMarkAPacketThatSaysThatItIsLongerThanItIs() {
        byte[] frame = new HepBytes().payload("INVITE").frame(1000);
        assertEquals(HepStatus.TRUNCATED, decode(frame));
        assertEquals("INVITE", payload());
    }

    @Test
    void shouldNotReadPastTheLengthThatAPacketSays() {
        byte[] inner = new HepBytes().payload("INVITE").frame();
        byte[] twice = Arrays.copyOf(inner, 2 * inner.length);
        System.arraycopy(new HepBytes().payload("CANCEL").frame(), 0, twice, inner.length, inner.length);
        assertEquals(HepStatus.COMPLETE, decode(twice));
        assertEquals("INVITE", payload());
    }

    @Test
    void shouldSayThatAPacketWithoutPayloadHasNone() {
        assertEquals(HepStatus.NO_PAYLOAD, decode(new HepBytes().frame()));
        byte[] cutInPayload =
                new HepBytes().payload("INVITE sip:bob@example.com").frame();
        assertEquals(HepStatus.NO_PAYLOAD, decode(Arrays.copyOf(cutInPayload, cutInPayload.length - 5)));
    }

    @Test
    void shouldKnowKeepAlives() {
        assertEquals(HepStatus.KEEP_ALIVE, decode(HepBytes.ascii("\r\n\r\n")));
        assertEquals(HepStatus.KEEP_ALIVE, decode(new byte[] {0, 0, 0, 0}));
        assertEquals(HepStatus.KEEP_ALIVE, decode(new byte[0]));
        assertEquals(
                HepStatus.KEEP_ALIVE,
                decode(new HepBytes()
                        .chunk(Hep3.KEEP_ALIVE_SECONDS, (byte) 0, (byte) 30)
                        .frame()));
    }

    @Test
    void shouldRefuseWhatIsNotHep() {
        assertEquals(HepStatus.NOT_HEP, decode(HepBytes.ascii("INVITE sip:bob@example.com SIP/2.0\r\n")));
        assertEquals(HepStatus.NOT_HEP, decode(HepBytes.ascii("HEP2 and something behind it")));
        assertEquals(HepStatus.NOT_HEP, decode(new byte[] {3, 16, 2, 17, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
        assertEquals(HepStatus.NOT_HEP, decode(new byte[] {2, 16, 99, 17, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
    }

    @Test
    void shouldRefuseALengthThatCannotBe() {
        assertEquals(HepStatus.BAD_LENGTH, decode(new HepBytes().payload("x").frame(5)));
        assertEquals(HepStatus.BAD_LENGTH, decode(HepBytes.ascii("HEP3")));
        assertEquals(HepStatus.BAD_LENGTH, decode(new byte[] {1, 16, 2}));
        assertEquals(HepStatus.BAD_LENGTH, decode(new byte[] {2, 16, 2, 17, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
    }

    @Test
    void shouldUnpackAFrameThatWasGzippedWhole() {
        byte[] frame = new HepBytes()
                .chunk(Hep3.CORRELATION_ID, HepBytes.ascii("call-1"))
                .payload("INVITE")
                .frame();
        assertEquals(HepStatus.COMPLETE, decode(HepBytes.gzip(frame)));
        assertEquals("INVITE", payload());
        assertEquals("call-1", packet.correlationId());
    }

    @Test
    void shouldUnpackAPayloadInGzipOrZlibEvenInsideAGzippedFrame() {
        byte[] text = HepBytes.ascii("OPTIONS sip:a SIP/2.0");
        byte[] gzip = new HepBytes()
                .chunk(Hep3.COMPRESSED_PAYLOAD, HepBytes.gzip(text))
                .frame();
        byte[] zlib = new HepBytes()
                .chunk(Hep3.COMPRESSED_PAYLOAD, HepBytes.zlib(text))
                .frame();
        for (byte[] frame : new byte[][] {gzip, zlib, HepBytes.gzip(gzip), HepBytes.gzip(zlib)}) {
            assertEquals(HepStatus.COMPLETE, decode(frame));
            assertEquals("OPTIONS sip:a SIP/2.0", payload());
        }
    }

    @Test
    void shouldRefuseWhatDoesNotUnpack() {
        byte[] text = HepBytes.ascii("OPTIONS sip:a SIP/2.0");
        byte[] cut = Arrays.copyOf(HepBytes.gzip(text), 25);
        byte[] wrongSum = HepBytes.gzip(text);
        wrongSum[wrongSum.length - 5] ^= 1;
        byte[] bomb = HepBytes.gzip(new byte[HepDecoder.UNPACK_LIMIT + 1]);
        for (byte[] bad : new byte[][] {cut, wrongSum, bomb, HepBytes.ascii("plain text")}) {
            byte[] frame = new HepBytes().chunk(Hep3.COMPRESSED_PAYLOAD, bad).frame();
            assertEquals(HepStatus.BAD_GZIP, decode(frame));
        }
        assertEquals(HepStatus.BAD_GZIP, decode(cut));
        assertEquals(HepStatus.BAD_GZIP, decode(bomb));
    }

    @Test
    void shouldUnpackAGzipHeaderWithAllItsOptionalFields() {
        byte[] frame = new HepBytes().payload("INVITE").frame();
        byte[] packed = HepBytes.gzip(frame);
        byte[] optional = {3, 0, 'e', 'x', 't', 'n', 'a', 'm', 'e', 0, 'n', 'o', 't', 'e', 0, 1, 2};
        byte[] full = new byte[packed.length + optional.length];
        System.arraycopy(packed, 0, full, 0, 10);
        full[3] = 0b1_1110;
        System.arraycopy(optional, 0, full, 10, optional.length);
        System.arraycopy(packed, 10, full, 10 + optional.length, packed.length - 10);
        assertEquals(HepStatus.COMPLETE, decode(full));
        assertEquals("INVITE", payload());
    }

    @Test
    void shouldRefuseWhatNoVersion3PacketCouldCarryOn() {
        byte[] incompressibleOnce = HepBytes.gzip(new byte[HepPacket.MAX_LENGTH - 20]);
        byte[] frame = new HepBytes()
                .chunk(Hep3.COMPRESSED_PAYLOAD, incompressibleOnce)
                .frame();
        assertEquals(HepStatus.TOO_LONG, decode(frame));
    }

    @Test
    void shouldForgetTheFormerPacket() {
        decode(new HepBytes()
                .chunk(Hep3.KEY, HepBytes.ascii("secret"))
                .chunk(Hep3.CORRELATION_ID, HepBytes.ascii("call-1"))
                .chunk(Hep3.IPV6_SOURCE, new byte[16])
                .chunk(Hep3.VLAN, (byte) 0, (byte) 1)
                .payload("INVITE")
                .frame());
        decode(new HepBytes().payload("BYE").frame());
        assertNull(packet.key());
        assertNull(packet.correlationId());
        assertEquals("0.0.0.0:0", packet.source());
        assertEquals(0, packet.vlan());
        assertEquals("BYE", payload());
    }

    @Test
    void shouldReadARangeAndNothingAroundIt() {
        byte[] frame = new HepBytes().payload("INVITE").frame();
        byte[] around = new byte[frame.length + 20];
        Arrays.fill(around, (byte) 0xff);
        System.arraycopy(frame, 0, around, 7, frame.length);
        assertEquals(HepStatus.COMPLETE, decoder.decode(around, 7, frame.length, packet));
        assertEquals("INVITE", payload());
        assertThrows(IndexOutOfBoundsException.class, () -> decoder.decode(around, 20, around.length - 19, packet));
    }

    private HepStatus decode(byte[] bytes) {
        return decoder.decode(bytes, 0, bytes.length, packet);
    }

    private String payload() {
        return new String(packet.array(), packet.payloadOffset(), packet.payloadLength(), StandardCharsets.US_ASCII);
    }
}
