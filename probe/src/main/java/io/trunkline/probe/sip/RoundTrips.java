package io.trunkline.probe.sip;

import io.trunkline.protocol.event.EndpointTest.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was sent and what came back. For one thread. */
final class RoundTrips {

    private static final double NANOS_IN_A_MILLI = 1e6;
    private static final double MICROS = 1_000;

    private final Map<Long, Long> sentAtNanos = new HashMap<>();
    private final List<Long> nanos = new ArrayList<>();
    private int sent;
    private SipClient.Answer last;

    void sent(long sequence, long atNanos) {
        sent++;
        sentAtNanos.put(sequence, atNanos);
    }

    /** Takes a final answer; one that comes again, or that nobody asked for, is passed over. */
    void answered(SipClient.Answer answer) {
        Long asked = sentAtNanos.remove(answer.sequence());
        if (asked != null) {
            nanos.add(answer.nanos() - asked);
            last = answer;
        }
    }

    boolean complete() {
        return sentAtNanos.isEmpty();
    }

    int received() {
        return nanos.size();
    }

    /** The status line of the last answer; empty without one. */
    String lastAnswer() {
        return last == null ? "" : last.line();
    }

    Options options() {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        if (sorted.length == 0) {
            return new Options(sent, 0, null, null, null, null);
        }
        return new Options(
                sent,
                sorted.length,
                millis(sorted[0]),
                median(sorted),
                millis(sorted[sorted.length - 1]),
                last.status());
    }

    private static double median(long[] sorted) {
        int middle = sorted.length / 2;
        return millis(
                sorted.length % 2 == 1
                        ? sorted[middle]
                        : (long) Arrays.stream(sorted, middle - 1, middle + 1)
                                .average()
                                .orElseThrow());
    }

    /** To the microsecond. */
    private static double millis(long nanos) {
        return Math.round(nanos / NANOS_IN_A_MILLI * MICROS) / MICROS;
    }
}
