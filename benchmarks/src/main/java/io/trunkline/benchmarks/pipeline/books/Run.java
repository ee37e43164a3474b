package io.trunkline.benchmarks.pipeline.books;

import io.trunkline.benchmarks.pipeline.product.Card;
import io.trunkline.benchmarks.pipeline.traffic.CallKey;
import io.trunkline.benchmarks.pipeline.traffic.Traffic;
import io.trunkline.exchange.CallTemplate;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** A run's calls as they must stand in the books, and which of them were found there. For one thread. */
final class Run {

    private static final long MILLIS_OF_A_MINUTE = 60_000;

    private final Traffic traffic;
    private final Map<CallTemplate, BigDecimal> prices = new HashMap<>();

    /** By level. */
    private final Map<Integer, BitSet> recorded = new HashMap<>();

    private final Map<Integer, BitSet> due = new HashMap<>();
    private final Map<Integer, BitSet> booked = new HashMap<>();

    Run(Traffic traffic) {
        this.traffic = traffic;
        for (CallTemplate call : traffic.mix().calls()) {
            prices.put(
                    call,
                    call.answered()
                            ? Card.price(call.number(), call.talkMillis()).orElse(BigDecimal.ZERO)
                            : BigDecimal.ZERO);
        }
    }

    /** The number of a call of this run; {@link CallKey#NONE} when the Call-ID is none of its. */
    long number(String callId) {
        int host = callId.indexOf('@');
        int runAt = CallKey.of(0).length + 1;
        if (host < runAt
                || !callId.substring(runAt, host).equals(traffic.settings().runId())) {
            return CallKey.NONE;
        }
        long number = CallKey.number(callId.getBytes(StandardCharsets.US_ASCII), 0);
        return number < traffic.calls() ? number : CallKey.NONE;
    }

    Traffic traffic() {
        return traffic;
    }

    long calls() {
        return traffic.calls();
    }

    CallTemplate template(long call) {
        return traffic.template(call);
    }

    /** What a call costs; 0 when it is not answered, or no line of the card fits. */
    BigDecimal price(long call) {
        return prices.get(traffic.template(call));
    }

    /** What all of them cost whoever calls. */
    BigDecimal prices() {
        return LongStream.range(0, calls()).mapToObj(this::price).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** How many free minutes a call wants: those that it begins, if it costs anything. */
    long minutes(long call) {
        return price(call).signum() == 0 ? 0 : Math.ceilDiv(template(call).talkMillis(), MILLIS_OF_A_MINUTE);
    }

    /** Notes the CDR of a tier; false when it is the call's second. */
    boolean record(long call, int level) {
        return isFirst(recorded, call, level);
    }

    /** Notes that a tier has to be charged for a call. */
    void due(long call, int level) {
        isFirst(due, call, level);
    }

    /** Notes an entry of a tier's ledger; false when it is the call's second. */
    boolean book(long call, int level) {
        return isFirst(booked, call, level);
    }

    private static boolean isFirst(Map<Integer, BitSet> levels, long call, int level) {
        BitSet calls = levels.computeIfAbsent(level, _ -> new BitSet());
        boolean first = !calls.get((int) call);
        calls.set((int) call);
        return first;
    }

    /** Calls of a tier that has an entry and no price, or a price and no entry. */
    long otherwiseBooked() {
        var levels = new TreeSet<Integer>(due.keySet());
        levels.addAll(booked.keySet());
        return levels.stream()
                .mapToLong(level -> {
                    var differ = new BitSet();
                    differ.or(due.getOrDefault(level, new BitSet()));
                    differ.xor(booked.getOrDefault(level, new BitSet()));
                    return differ.cardinality();
                })
                .sum();
    }

    /** Calls without a CDR of who calls. */
    long unrecorded() {
        return calls() - recorded.getOrDefault(0, new BitSet()).cardinality();
    }
}
