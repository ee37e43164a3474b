package io.trunkline.protocol.pcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TcpStreamTest {

    @Test
    void shouldBoundTheMemoryOfTheSmallestSegmentsBehindAHole() {
        var statistics = new CaptureStatistics();
        var stream = new TcpStream(0, new StreamFraming(statistics, (atMicros, bytes) -> {}), statistics);
        int segments = 10_000;
        for (int i = 1; i <= segments; i++) {
            // Every second byte is missing.
            stream.segment(i, 2 * i, new byte[] {'x'});
            assertTrue(stream.heldBytes() <= TcpStream.MOST_WAITING_BYTES + 4_096, "held: " + stream.heldBytes());
        }
        int most = TcpStream.MOST_WAITING_BYTES / (TcpStream.SEGMENT_OVERHEAD + 1);
        assertEquals(segments - most, statistics.skipped(Skipped.LOST_SEGMENTS));
        stream.end();
        assertEquals(0, stream.heldBytes());
    }
}
