package io.trunkline.protocol.pcap;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Datagrams that are still missing fragments. Bounded: at most {@link #MOST_DATAGRAMS} at once, each for at
 * most {@link #TIMEOUT_MICROS} of the capture's time; the oldest goes first. Where fragments overlap, what
 * came first stays.
 */
final class Fragments {

    /** Fragments begin at multiples of this many bytes, and all but the last are as long as such a multiple. */
    static final int UNIT = 8;

    static final int MOST_DATAGRAMS = 256;
    static final long TIMEOUT_MICROS = 30_000_000;
    private static final int LONGEST_DATAGRAM = 65_535;

    /** What the fragments of one datagram have in common (RFC 791, 2.3; RFC 8200, 4.5). */
    record Key(InetAddress source, InetAddress target, int protocol, int identification) {}

    private static final class Partial {
        final long startedMicros;
        final BitSet units = new BitSet();
        byte[] bytes = new byte[4096];
        /** -1 until the last fragment is there. */
        int length = -1;

        Partial(long startedMicros) {
            this.startedMicros = startedMicros;
        }

        /** False when the fragment contradicts those before it. */
        boolean add(byte[] from, int offset, int fragmentLength, int at, boolean more) {
            int end = at + fragmentLength;
            if (end > LONGEST_DATAGRAM || (length >= 0 && end > length) || (!more && length >= 0 && end != length)) {
                return false;
            }
            if (!more && units.length() * UNIT > (end + UNIT - 1) / UNIT * UNIT) {
                return false;
            }
            if (bytes.length < end) {
                bytes = Arrays.copyOf(bytes, Math.min(LONGEST_DATAGRAM + 1, Math.max(end, bytes.length * 2)));
            }
            int last = (end + UNIT - 1) / UNIT;
            for (int unit = at / UNIT; unit < last; unit++) {
                if (!units.get(unit)) {
                    int start = unit * UNIT;
                    System.arraycopy(from, offset + start - at, bytes, start, Math.min(UNIT, end - start));
                }
            }
            units.set(at / UNIT, last);
            if (!more) {
                length = end;
            }
            return true;
        }

        boolean complete() {
            return length >= 0 && units.nextClearBit(0) * UNIT >= length;
        }
    }

    private final CaptureStatistics statistics;
    private final SequencedMap<Key, Partial> partials = new LinkedHashMap<>();

    Fragments(CaptureStatistics statistics) {
        this.statistics = statistics;
    }

    /**
     * Takes a fragment that lies in the array from {@code offset} to {@code end}.
     *
     * @param at where it belongs in the datagram, a multiple of {@link #UNIT}
     * @param more whether others come after it
     * @return the datagram's payload when this completes it, else null
     */
    byte[] add(long atMicros, Key key, byte[] bytes, int offset, int end, int at, boolean more) {
        expire(atMicros);
        int length = end - offset;
        if (length <= 0 || (more && length % UNIT != 0)) {
            statistics.skip(Skipped.BROKEN_HEADER);
            return null;
        }
        var partial = partials.computeIfAbsent(key, absent -> new Partial(atMicros));
        if (!partial.add(bytes, offset, length, at, more)) {
            partials.remove(key);
            statistics.skip(Skipped.INCOMPLETE_FRAGMENTS);
            return null;
        }
        if (partial.complete()) {
            partials.remove(key);
            return Arrays.copyOf(partial.bytes, partial.length);
        }
        if (partials.size() > MOST_DATAGRAMS) {
            dropOldest();
        }
        return null;
    }

    /** Gives up what is still incomplete. */
    void end() {
        while (!partials.isEmpty()) {
            dropOldest();
        }
    }

    private void expire(long nowMicros) {
        while (!partials.isEmpty() && nowMicros - partials.firstEntry().getValue().startedMicros > TIMEOUT_MICROS) {
            dropOldest();
        }
    }

    private void dropOldest() {
        partials.pollFirstEntry();
        statistics.skip(Skipped.INCOMPLETE_FRAGMENTS);
    }
}
