package io.trunkline.protocol.pcap;

import java.util.Arrays;
import java.util.TreeMap;

/**
 * One direction of a connection: puts segments into order, drops what was sent again, and hands the bytes on.
 * Positions are counted in 64 bits from the first byte seen, so that the wrap of the sequence number is met
 * in one place.
 */
final class TcpStream {

    /** How much waits behind a hole, and how long by the capture's clock, until the hole is given up. */
    static final int MOST_WAITING_BYTES = 256 * 1024;

    static final long LONGEST_WAIT_MICROS = 10_000_000;

    /** What a waiting segment takes beside its bytes: without it, segments of one byte would take a hundred times the limit. */
    static final int SEGMENT_OVERHEAD = 128;

    /** A segment farther away than any window belongs to another connection between the same ports. */
    private static final int FARTHEST = 1 << 24;

    private static final class Waiting {
        final long atMicros;
        final byte[] bytes;

        Waiting(long atMicros, byte[] bytes) {
            this.atMicros = atMicros;
            this.bytes = bytes;
        }
    }

    private final CaptureStatistics statistics;
    private final StreamFraming framing;
    private final TreeMap<Long, Waiting> waiting = new TreeMap<>();
    private int waitingBytes;
    private int nextSequence;
    private long nextPosition;

    TcpStream(int firstSequence, StreamFraming framing, CaptureStatistics statistics) {
        this.nextSequence = firstSequence;
        this.framing = framing;
        this.statistics = statistics;
    }

    /** Bytes of memory in use. */
    long heldBytes() {
        return waitingBytes + (long) framing.heldBytes();
    }

    /** A connection begins: its first byte will have this sequence number. Sent again, it changes nothing. */
    void begin(int firstSequence) {
        int distance = firstSequence - nextSequence;
        if (distance > FARTHEST || distance < -FARTHEST) {
            end();
            nextSequence = firstSequence;
        }
    }

    /** Takes a segment's bytes. */
    void segment(long atMicros, int sequence, byte[] bytes) {
        int distance = sequence - nextSequence;
        if (distance > FARTHEST || distance < -FARTHEST) {
            end();
            framing.hole();
            nextSequence = sequence;
            distance = 0;
        }
        if (distance <= 0) {
            deliver(atMicros, bytes, -distance);
            deliverWaiting();
        } else {
            await(atMicros, nextPosition + distance, bytes);
        }
    }

    /** Nothing more comes, or not of this connection: gives what waits and forgets the rest. The place in the stream stays. */
    void end() {
        while (!waiting.isEmpty()) {
            skipHole();
        }
        framing.close();
    }

    private void await(long atMicros, long position, byte[] bytes) {
        var there = waiting.get(position);
        if (there == null || there.bytes.length < bytes.length) {
            waiting.put(position, new Waiting(atMicros, bytes));
            waitingBytes += there == null ? bytes.length + SEGMENT_OVERHEAD : bytes.length - there.bytes.length;
        }
        while (!waiting.isEmpty()
                && (waitingBytes > MOST_WAITING_BYTES
                        || atMicros - waiting.firstEntry().getValue().atMicros > LONGEST_WAIT_MICROS)) {
            skipHole();
        }
    }

    private void skipHole() {
        statistics.skip(Skipped.LOST_SEGMENTS);
        framing.hole();
        long position = waiting.firstKey();
        nextSequence += (int) (position - nextPosition);
        nextPosition = position;
        deliverWaiting();
    }

    private void deliverWaiting() {
        while (!waiting.isEmpty() && waiting.firstKey() <= nextPosition) {
            var first = waiting.pollFirstEntry();
            waitingBytes -= first.getValue().bytes.length + SEGMENT_OVERHEAD;
            deliver(first.getValue().atMicros, first.getValue().bytes, (int)
                    Math.min(Integer.MAX_VALUE, nextPosition - first.getKey()));
        }
    }

    private void deliver(long atMicros, byte[] bytes, int alreadySeen) {
        if (alreadySeen >= bytes.length) {
            return;
        }
        byte[] fresh = alreadySeen == 0 ? bytes : Arrays.copyOfRange(bytes, alreadySeen, bytes.length);
        nextSequence += fresh.length;
        nextPosition += fresh.length;
        framing.append(atMicros, fresh, 0, fresh.length);
    }
}
