package io.trunkline.protocol.pcap;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Queue;
import java.util.SequencedMap;

/**
 * The TCP streams of a capture, each direction by itself. A capture may begin in the middle of a stream and
 * may miss segments. Bounded in number and memory: the stream that was silent longest goes first.
 */
final class TcpStreams {

    static final int MOST_STREAMS = 16_384;
    static final long MOST_BYTES = 64 << 20;

    private static final int SYN = 0x02;
    private static final int RST = 0x04;

    private record Direction(Endpoint source, Endpoint target) {}

    private final CaptureStatistics statistics;
    private final Queue<CapturedMessage> found;
    private final SequencedMap<Direction, TcpStream> streams = new LinkedHashMap<>(16, 0.75f, true);
    private long heldBytes;

    TcpStreams(CaptureStatistics statistics, Queue<CapturedMessage> found) {
        this.statistics = statistics;
        this.found = found;
    }

    /** Takes a segment with its flags (RFC 9293, 3.1). */
    void segment(long atMicros, Endpoint source, Endpoint target, int sequence, int flags, byte[] payload) {
        boolean begins = (flags & SYN) != 0;
        boolean ends = (flags & RST) != 0;
        if (payload.length == 0 && !begins && !ends) {
            return;
        }
        // A SYN takes a sequence number of its own.
        int firstByte = begins ? sequence + 1 : sequence;
        var stream = streams.computeIfAbsent(
                new Direction(source, target), absent -> new TcpStream(firstByte, framing(absent), statistics));
        long before = stream.heldBytes();
        if (begins) {
            stream.begin(firstByte);
        }
        if (payload.length > 0) {
            stream.segment(atMicros, firstByte, payload);
        }
        if (ends) {
            // The stream stays, empty: what is sent again after its end must not count as a new one.
            stream.end();
        }
        heldBytes += stream.heldBytes() - before;
        while (streams.size() > MOST_STREAMS || heldBytes > MOST_BYTES) {
            forget(streams.pollFirstEntry().getValue());
        }
    }

    /** No more segments come. */
    void end() {
        while (!streams.isEmpty()) {
            forget(streams.pollFirstEntry().getValue());
        }
    }

    private void forget(TcpStream stream) {
        heldBytes -= stream.heldBytes();
        stream.end();
    }

    private StreamFraming framing(Direction direction) {
        return new StreamFraming(
                statistics,
                (atMicros, bytes) -> found.add(new CapturedMessage(
                        atMicros, TransportLayer.TCP, direction.source(), direction.target(), ByteBuffer.wrap(bytes))));
    }
}
