package io.trunkline.protocol.hep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HepEncoderTest {

    private static final byte[] V4 = {(byte) 192, 0, 2, 1};
    private static final byte[] V6 = HexFormat.of().parseHex("20010db8000000000000000000000001");

    private final HepDecoder decoder = new HepDecoder();

    @Test
    void shouldWriteTheChunksInTheirOrder() {
        HepPacket packet = HepPacket.empty()
                .source(V4, 5060)
                .target(V4, 5061)
                .capturedAtMicros(1_000_002)
                .captureId(3)
                .correlationId("c")
                .payload(HepBytes.ascii("BYE"), 0, 3);

        String expected = "48455033" + "007b"
                + "00000001000702" + "00000002000711"
                + "00000003000ac0000201" + "00000004000ac0000201"
                + "00000007000813c4" + "00000008000813c5"
                + "00000009000a00000001" + "0000000a000a00000002"
                + "0000000b000701" + "0000000c000a00000003"
                + "00000011000763" + "0000000f0009425945";
        byte[] bytes = HepEncoder.encode(packet);
        assertEquals(
                expected.replaceFirst("007b", "%04x".formatted(bytes.length)),
                HexFormat.of().formatHex(bytes));
    }

    @Test
    void shouldWriteTheKeyOnlyWhenItIsTold() {
        byte[] payload = HepBytes.ascii("BYE");
        HepPacket packet = HepPacket.empty().payload(payload, 0, payload.length);
        HepPacket read = HepPacket.empty();

        byte[] withKey = HepEncoder.encodeWithKey(packet, "secret");
        assertEquals(HepStatus.COMPLETE, decoder.decode(withKey, 0, withKey.length, read));
        assertEquals("secret", read.key());

        byte[] normalised = HepEncoder.encode(read);
        assertEquals(HepStatus.COMPLETE, decoder.decode(normalised, 0, normalised.length, read));
        assertNull(read.key());
    }

    @Test
    void shouldCarryTheGenericChunksThatNothingHereReads() {
        byte[] mos = {1, 0x5e};
        byte[] frame = new HepBytes()
                .chunk(0x0020, mos)
                .chunk(0x0002, 0x0020, 8, (byte) 9, (byte) 9)
                .chunk(Hep3.KEY, HepBytes.ascii("secret"))
                .chunk(Hep3.NODE_NAME, HepBytes.ascii("node1"))
                .chunk(Hep3.KEEP_ALIVE_SECONDS, (byte) 0, (byte) 30)
                .payload("BYE")
                .chunk(0x7fff)
                .frame();

        byte[] written = rewritten(frame);
        byte[] carried = new HepBytes()
                .chunk(0x0020, mos)
                .chunk(Hep3.NODE_NAME, HepBytes.ascii("node1"))
                .chunk(0x7fff)
                .payload("BYE")
                .frame();
        byte[] chunks = Arrays.copyOfRange(carried, Hep3.FRAME_HEADER, carried.length);
        assertArrayEquals(chunks, Arrays.copyOfRange(written, written.length - chunks.length, written.length));
        assertEquals(-1, new String(written, StandardCharsets.ISO_8859_1).indexOf("secret"));
        assertEquals(rewritten(new HepBytes().payload("BYE").frame()).length + 8 + 11 + 6, written.length);
    }

    @Test
    void shouldLeaveOutAndCountTheChunksBeyondTheBounds() {
        var many = new HepBytes();
        for (int i = 0; i < CarriedChunks.MOST + 2; i++) {
            many.chunk(0x0100 + i, (byte) i);
        }
        HepPacket read = HepPacket.empty();
        byte[] frame = many.payload("BYE").frame();
        assertEquals(HepStatus.COMPLETE, decoder.decode(frame, 0, frame.length, read));
        assertEquals(2, read.chunksLeftOut());

        frame = new HepBytes()
                .chunk(0x0025, new byte[CarriedChunks.MOST_BYTES])
                .chunk(0x0026, new byte[CarriedChunks.MOST_BYTES - 2 * Hep3.CHUNK_HEADER - 1])
                .chunk(0x0027, (byte) 1)
                .chunk(0x0028)
                .payload("BYE")
                .frame();
        assertEquals(HepStatus.COMPLETE, decoder.decode(frame, 0, frame.length, read));
        assertEquals(2, read.chunksLeftOut());
        assertEquals(CarriedChunks.MOST_BYTES, read.carried().length());
    }

    @Test
    void shouldRatherLeaveOutCarriedChunksThanThePacket() {
        byte[] frame = new HepBytes()
                .chunk(0x0025, new byte[1000])
                .chunk(Hep3.COMPRESSED_PAYLOAD, HepBytes.gzip(new byte[65_000]))
                .frame();
        HepPacket read = HepPacket.empty();
        assertEquals(HepStatus.COMPLETE, decoder.decode(frame, 0, frame.length, read));
        assertEquals(1, read.chunksLeftOut());
        assertEquals(65_000, read.payloadLength());
        assertEquals(HepEncoder.length(read), HepEncoder.encode(read).length);
    }

    private byte[] rewritten(byte[] frame) {
        HepPacket read = HepPacket.empty();
        assertEquals(HepStatus.COMPLETE, decoder.decode(frame, 0, frame.length, read));
        return HepEncoder.encode(read);
    }

    @Test
    void shouldWriteAPacketOfBothFamiliesAsVersion6() {
        byte[] bytes =
                HepEncoder.encode(HepPacket.empty().source(V4, 1).target(V6, 2).payload(HepBytes.ascii("x"), 0, 1));
        HepPacket read = HepPacket.empty();
        assertEquals(HepStatus.COMPLETE, decoder.decode(bytes, 0, bytes.length, read));
        assertEquals("[::ffff:192.0.2.1]:1", read.source());
        assertEquals("[2001:db8::1]:2", read.target());
    }

    @Test
    void shouldWriteIntoAnArrayAndLeaveWhatStandsAroundIt() {
        byte[] payload = HepBytes.ascii("xxBYExx");
        HepPacket packet = HepPacket.empty().payload(payload, 2, 3);
        int length = HepEncoder.length(packet);
        byte[] target = new byte[length + 10];
        Arrays.fill(target, (byte) 0x55);
        assertEquals(length, HepEncoder.encode(packet, target, 4));
        assertEquals(0x55, target[3]);
        assertEquals(0x55, target[4 + length]);
        assertArrayEquals(HepEncoder.encode(packet), Arrays.copyOfRange(target, 4, 4 + length));
    }

    @Test
    void shouldRefuseATargetWithoutRoom() {
        HepPacket packet = HepPacket.empty().payload(HepBytes.ascii("BYE"), 0, 3);
        byte[] small = new byte[HepEncoder.length(packet) - 1];
        assertThrows(IndexOutOfBoundsException.class, () -> HepEncoder.encode(packet, small, 0));
    }

    @Test
    void shouldRefuseAPacketLongerThanItsFormatAllows() {
        HepPacket packet = HepPacket.empty().payload(new byte[65_535], 0, 65_535);
        assertThrows(IllegalArgumentException.class, () -> HepEncoder.encode(packet));
    }

    @Test
    void shouldRefuseAnAddressOfAnotherLength() {
        HepPacket packet = HepPacket.empty();
        assertThrows(IllegalArgumentException.class, () -> packet.source(new byte[5], 1));
    }
}
