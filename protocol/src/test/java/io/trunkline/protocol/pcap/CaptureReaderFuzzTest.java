package io.trunkline.protocol.pcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.trunkline.protocol.hep.HepPacket;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A fuzz target; an ordinary build only goes through the seeds in the resources. {@code bin/fuzz} fuzzes it. */
class CaptureReaderFuzzTest {

    /** What was read: the messages and the counts, or why it was refused. */
    private record Outcome(
            List<Seen> messages, long payloadBytes, long frames, long cutShort, String skipped, String refusal) {}

    /**
     * Any file is read to its end, or refused for what it is; nothing else is thrown. What comes out lay in the file,
     * and does not depend on the pieces in which the file is read.
     */
    @FuzzTest(maxDuration = "10m")
    void anyFile(byte[] file) throws IOException {
        Outcome whole = read(new ByteArrayInputStream(file));
        assertEquals(whole, read(new OneByteAtATime(file)));
        // Payloads of HEP may be compressed; nothing else may come out that did not lie in the file.
        assertTrue(isHep(file) || whole.payloadBytes() <= file.length, "more comes out than lies in the file");
        assertTrue(whole.messages().size() <= file.length, "more messages than bytes");
    }

    private static boolean isHep(byte[] file) {
        return file.length >= Integer.BYTES && HepFrames.begin(Arrays.copyOf(file, Integer.BYTES));
    }

    private static Outcome read(InputStream in) throws IOException {
        var messages = new ArrayList<Seen>();
        long payloadBytes = 0;
        try (var reader = CaptureReader.of(in)) {
            var packet = HepPacket.empty();
            while (reader.next(packet)) {
                Objects.checkFromIndexSize(packet.payloadOffset(), packet.payloadLength(), packet.array().length);
                assertTrue(packet.payloadLength() > 0 && packet.payloadLength() <= HepPacket.MAX_LENGTH);
                payloadBytes += packet.payloadLength();
                messages.add(Seen.of(packet));
            }
            var statistics = reader.statistics();
            assertEquals(messages.size(), statistics.messages());
            assertTrue(statistics.cutShort() <= statistics.frames());
            assertFalse(reader.next(packet), "a reader that has ended goes on");
            return new Outcome(
                    messages,
                    payloadBytes,
                    statistics.frames(),
                    statistics.cutShort(),
                    statistics.skipped().toString(),
                    "");
        } catch (NotACaptureException e) {
            assertFalse(e.getMessage().isEmpty(), "a refusal without a reason");
            return new Outcome(List.of(), 0, 0, 0, "", e.getMessage());
        }
    }

    /** The slowest of all disks. */
    private static final class OneByteAtATime extends ByteArrayInputStream {

        OneByteAtATime(byte[] file) {
            super(file);
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(1, length));
        }

        @Override
        public synchronized int available() {
            return 0;
        }
    }
}
