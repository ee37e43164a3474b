package io.trunkline.protocol.hep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class HepPropertiesTest {

    private final HepDecoder decoder = new HepDecoder();
    private final HepPacket read = HepPacket.empty();

    @Property
    void shouldReadWhatItWrote(@ForAll("packets") HepPacket written) {
        byte[] bytes = HepEncoder.encode(written);
        assertEquals(HepEncoder.length(written), bytes.length);
        assertEquals(HepStatus.COMPLETE, decoder.decode(bytes, 0, bytes.length, read));
        assertEquals(written.capturedAtMicros(), read.capturedAtMicros());
        assertEquals(written.ipProtocol(), read.ipProtocol());
        assertEquals(written.protocolType(), read.protocolType());
        assertEquals(written.source(), read.source());
        assertEquals(written.target(), read.target());
        assertEquals(written.captureId(), read.captureId());
        assertEquals(written.vlan(), read.vlan());
        assertEquals(written.correlationId(), read.correlationId());
        assertArrayEquals(payload(written), payload(read));
        assertArrayEquals(bytes, HepEncoder.encode(read));
    }

    @Property(tries = 50)
    void shouldTellEachOfManyAddressesThatComeInTurn(@ForAll("packets") HepPacket packet, @ForAll short seed) {
        byte[] address = packet.sourceAddress();
        for (int i = 0; i < 4_000; i++) {
            int port = (i * 7 + seed) & 0xFFFF;
            address[address.length - 1 - i % 3] += (byte) i;
            read.source(address, port).target(address, 0xFFFF & port + 1);
            assertEquals(AddressText.withPort(address, address.length, port), read.source());
            assertEquals(AddressText.withPort(address, address.length, 0xFFFF & port + 1), read.target());
        }
    }

    @Property
    void shouldNeverThrowAndAlwaysBeAbleToWriteWhatItCanUse(@ForAll("almostPackets") byte[] bytes) {
        HepStatus status = decoder.decode(bytes, 0, bytes.length, read);
        if (status.usable()) {
            byte[] normal = HepEncoder.encode(read);
            HepPacket again = HepPacket.empty();
            assertEquals(HepStatus.COMPLETE, new HepDecoder().decode(normal, 0, normal.length, again));
            assertArrayEquals(payload(read), payload(again));
        }
    }

    @Property
    void shouldKeepWholeChunksOfAnyTruncation(@ForAll("packets") HepPacket written, @ForAll("permille") int cut) {
        byte[] payload = payload(written);
        byte[] bytes = new HepBytes()
                .chunk(Hep3.CAPTURE_ID, (byte) 0, (byte) 0, (byte) 0, (byte) 7)
                .chunk(Hep3.PAYLOAD, payload)
                .chunk(Hep3.VLAN, (byte) 0, (byte) 9)
                .frame();
        int captureIdEnd = Hep3.FRAME_HEADER + Hep3.CHUNK_HEADER + Integer.BYTES;
        int payloadEnd = captureIdEnd + Hep3.CHUNK_HEADER + payload.length;
        int length = Hep3.FRAME_HEADER + cut * (bytes.length - Hep3.FRAME_HEADER) / 1000;

        HepStatus status = decoder.decode(Arrays.copyOf(bytes, length), 0, length, read);

        assertEquals(length < payloadEnd ? HepStatus.NO_PAYLOAD : HepStatus.TRUNCATED, status);
        assertEquals(length < captureIdEnd ? 0 : 7, read.captureId());
        assertEquals(0, read.vlan());
    }

    @Property
    void shouldFrameWhateverComes(@ForAll("almostPackets") byte[] bytes) {
        int length = HepFramer.frameLength(bytes, 0, bytes.length);
        assertTrue(length >= HepFramer.BAD && length <= HepPacket.MAX_LENGTH);
        if (bytes.length >= HepFramer.HEADER_LENGTH) {
            assertTrue(length != HepFramer.INCOMPLETE);
        }
    }

    @Provide
    Arbitrary<Integer> permille() {
        return Arbitraries.integers().between(0, 999);
    }

    @Provide
    Arbitrary<HepPacket> packets() {
        Arbitrary<byte[]> addresses = Arbitraries.of(4, 16)
                .flatMap(n -> Arbitraries.bytes().array(byte[].class).ofSize(n));
        Arbitrary<Integer> ports = Arbitraries.integers().between(0, 65_535);
        Arbitrary<byte[]> payloads =
                Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(2000);
        Arbitrary<HepPacket> ends = Combinators.combine(addresses, addresses, ports, ports)
                .as((source, target, sourcePort, targetPort) ->
                        // Both of one family: the other way round is written as version 6 and tested by itself.
                        HepPacket.empty()
                                .source(source, sourcePort)
                                .target(Arrays.copyOf(target, source.length), targetPort));
        return Combinators.combine(
                        ends,
                        Arbitraries.longs().between(0, 4_294_967_295_999_999L),
                        Arbitraries.integers().between(0, 255),
                        Arbitraries.integers().between(0, 255),
                        Arbitraries.longs().between(0, 0xFFFF_FFFFL),
                        ports,
                        Arbitraries.strings().ofMaxLength(100).injectNull(0.3),
                        payloads)
                .as((packet, time, protocol, type, id, vlan, correlation, payload) -> packet.capturedAtMicros(time)
                        .ipProtocol(protocol)
                        .protocolType(type)
                        .captureId(id)
                        .vlan(vlan)
                        .correlationId(correlation)
                        .payload(payload, 0, payload.length));
    }

    /** Packets with a few bytes changed, of any version, cut anywhere, and plain noise. */
    @Provide
    Arbitrary<byte[]> almostPackets() {
        Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
        Arbitrary<byte[]> version3 = packets().map(HepEncoder::encode);
        Arbitrary<byte[]> zipped = version3.map(HepBytes::gzip);
        Arbitrary<byte[]> legacy = noise.filter(bytes -> bytes.length > 4).map(bytes -> {
            byte[] packet = bytes.clone();
            packet[0] = (byte) (1 + (packet[0] & 1));
            packet[2] = (packet[2] & 1) == 0 ? (byte) Hep3.AF_INET : Hep3.AF_INET6;
            return packet;
        });
        Arbitrary<byte[]> any = Arbitraries.oneOf(noise, version3, zipped, legacy);
        return Combinators.combine(any, noise, permille(), permille()).as((bytes, changes, where, cut) -> {
            byte[] changed = bytes.clone();
            if (changed.length > 0 && changes.length > 0) {
                changed[where * changed.length / 1000] = changes[0];
            }
            return cut < 500 ? changed : Arrays.copyOf(changed, cut * changed.length / 1000);
        });
    }

    private static byte[] payload(HepPacket packet) {
        return Arrays.copyOfRange(
                packet.array(), packet.payloadOffset(), packet.payloadOffset() + packet.payloadLength());
    }
}
