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

/** A run's calls as they must stand in the books, and which of them were found there. For one thread. */
final class Run {

    private final Traffic traffic;
    private final Map<CallTemplate, BigDecimal> prices = new HashMap<>();
    private final BitSet recorded = new BitSet();
    private final BitSet booked = new BitSet();

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

    /** Notes a CDR; false when it is the call's second. */
    boolean record(long call) {
        boolean first = !recorded.get((int) call);
        recorded.set((int) call);
        return first;
    }

    /** Notes an entry of the ledger; false when it is the call's second. */
    boolean book(long call) {
        boolean first = !booked.get((int) call);
        booked.set((int) call);
        return first;
    }

    boolean isBooked(long call) {
        return booked.get((int) call);
    }

    /** Calls without a CDR. */
    long unrecorded() {
        return calls() - recorded.cardinality();
    }
}
