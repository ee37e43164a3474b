package io.trunkline.protocol.hep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Fuzz targets; an ordinary build only goes through the seeds in the resources. {@code JAZZER_FUZZ=1} fuzzes one. */
class HepFuzzTest {

    private final HepDecoder decoder = new HepDecoder();

    @FuzzTest(maxDuration = "2m")
    void decodes(byte[] bytes) {
        HepPacket packet = HepPacket.empty();
        HepStatus status = decoder.decode(bytes, 0, bytes.length, packet);
        assertTrue(packet.source().length() >= "[::]:0".length());
        assertTrue(packet.target().length() >= "[::]:0".length());
        if (status.usable()) {
            byte[] normal = HepEncoder.encode(packet);
            assertEquals(HepStatus.COMPLETE, decoder.decode(normal, 0, normal.length, HepPacket.empty()));
        }
    }

    @FuzzTest(maxDuration = "2m")
    void frames(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            int length = HepFramer.frameLength(bytes, at, bytes.length - at);
            assertTrue(length >= HepFramer.BAD && length <= HepPacket.MAX_LENGTH);
            if (length <= 0) {
                return;
            }
            at += length;
        }
    }
}
