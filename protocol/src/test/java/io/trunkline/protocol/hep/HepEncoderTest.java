package io.trunkline.protocol.hep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
