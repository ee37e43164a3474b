package io.trunkline.protocol.hep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.protocol.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HepLegacyTest {

    private static final String V4_ADDRESSES = "c0000201" + "c6336407";
    private static final String V6_ADDRESSES = "20010db8000000000000000000000001" + "20010db8000000000000000000000002";

    /** Seconds 1,491,399,567 and microseconds 130,983, capture id 513: as Kamailio writes them, lowest byte first. */
    private static final String TIME = "8ff3e458" + "a7ff0100" + "0102" + "0000";

    private final HepDecoder decoder = new HepDecoder();
    private final HepPacket packet = HepPacket.empty();

    @ParameterizedTest
    @ValueSource(strings = {"00", "10", "14", "ff"})
    void shouldReadVersion2WhateverItsHeaderLengthSays(String headerLength) {
        assertEquals(
                HepStatus.COMPLETE,
                decode("02" + headerLength + "0216" + "13c4" + "13c5" + V4_ADDRESSES + TIME + "53"));
        assertEquals(2, packet.version());
        assertEquals("tls", packet.transport());
        assertEquals("192.0.2.1:5060", packet.source());
        assertEquals("198.51.100.7:5061", packet.target());
        assertEquals(1_491_399_567_130_983L, packet.capturedAtMicros());
        assertEquals(513, packet.captureId());
        assertEquals("S", payload());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0a", "18", "1c", "1e"})
    void shouldReadVersion6AddressesByTheNumberOfEachSystem(String family) {
        assertEquals(HepStatus.COMPLETE, decode("0228" + family + "11" + "13c4" + "13c5" + V6_ADDRESSES + TIME + "53"));
        assertEquals("[2001:db8::1]:5060", packet.source());
        assertEquals("[2001:db8::2]:5061", packet.target());
        assertEquals(1_491_399_567_130_983L, packet.capturedAtMicros());
        assertEquals("S", payload());
    }

    @Test
    void shouldReadVersion1WhichHasNoTime() {
        assertEquals(HepStatus.COMPLETE, decode("0110" + "0211" + "13c4" + "13c5" + V4_ADDRESSES + "5349"));
        assertEquals(1, packet.version());
        assertEquals(0, packet.capturedAtMicros());
        assertEquals("SI", payload());
        assertEquals(HepStatus.COMPLETE, decode("0128" + "0a11" + "13c4" + "13c5" + V6_ADDRESSES + "5349"));
        assertEquals("[2001:db8::1]:5060", packet.source());
        assertEquals("SI", payload());
    }

    @Test
    void shouldSayThatThereIsNoPayload() {
        assertEquals(HepStatus.NO_PAYLOAD, decode("0110" + "0211" + "13c4" + "13c5" + V4_ADDRESSES));
    }

    @Test
    void shouldReadWhatKamailioSent() throws IOException {
        byte[] header = SharedData.bytes("hep/kamailio-v2-header.bin");
        byte[] withPayload = Arrays.copyOf(header, header.length + 3);
        withPayload[header.length] = 'B';
        assertEquals(HepStatus.COMPLETE, decoder.decode(withPayload, 0, withPayload.length, packet));
        assertEquals("tls", packet.transport());
        assertEquals(1_491_399_567_130_983L, packet.capturedAtMicros());
        assertEquals(1, packet.captureId());
        assertEquals(3, packet.payloadLength());
    }

    @Test
    void shouldReadWhatOthersPublish() throws IOException {
        byte[] version1 = SharedData.bytes("hep/heplify-server-v1.bin");
        assertEquals(HepStatus.COMPLETE, decoder.decode(version1, 0, version1.length, packet));
        assertEquals("10.0.1.100:5060", packet.source());
        assertEquals("SIP/2.0 200 OK", payload().substring(0, 14));

        byte[] specification = SharedData.bytes("hep/hep3_spec_rev37_example.bin");
        assertEquals(HepStatus.COMPLETE, decoder.decode(specification, 0, specification.length, packet));
        assertEquals("212.202.0.1:12010", packet.source());
        assertEquals("82.116.0.211:5060", packet.target());
        assertEquals(1_313_440_459_120_000L, packet.capturedAtMicros());
        assertEquals(228, packet.captureId());
        assertEquals("INVITE sip:bob", payload());

        byte[] emptyKey = SharedData.bytes("hep/heplify-server-v3.bin");
        assertEquals(HepStatus.COMPLETE, decoder.decode(emptyKey, 0, emptyKey.length, packet));
        assertEquals("", packet.key());
        assertEquals(673, packet.payloadLength());
    }

    private HepStatus decode(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return decoder.decode(bytes, 0, bytes.length, packet);
    }

    private String payload() {
        return new String(packet.array(), packet.payloadOffset(), packet.payloadLength(), StandardCharsets.US_ASCII);
    }
}
