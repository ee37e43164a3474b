package io.trunkline.protocol.pcap;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.trunkline.protocol.hep.HepPacket;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Any file is read to its end, or refused for what it is; nothing else is thrown. */
class CaptureReaderFuzzTest {

    @FuzzTest(maxDuration = "2m")
    void anyFile(byte[] file) throws IOException {
        try (var reader = CaptureReader.of(new ByteArrayInputStream(file))) {
            var packet = HepPacket.empty();
            while (reader.next(packet)) {
                if (packet.payloadLength() > packet.array().length) {
                    throw new AssertionError("payload beyond its array");
                }
            }
        } catch (NotACaptureException e) {
            if (e.getMessage().isEmpty()) {
                throw new AssertionError("a refusal without a reason", e);
            }
        }
    }
}
