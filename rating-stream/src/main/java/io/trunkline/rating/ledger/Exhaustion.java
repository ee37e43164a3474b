package io.trunkline.rating.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** Finds when calls that are up together will owe more than an amount. */
final class Exhaustion {

    /** A sum that lasts for ten years lasts for ever. */
    private static final long FOR_EVER_MILLIS = 10L * 365 * 24 * 3_600 * 1_000;

    private static final long FIRST_STEP_MILLIS = 1_000;

    private Exhaustion() {}

    /** What the calls owe together at a moment. */
    static BigDecimal due(Collection<LiveCall> calls, Instant at) {
        BigDecimal sum = BigDecimal.ZERO;
        for (LiveCall call : calls) {
            sum = sum.add(call.due(at));
        }
        return sum;
    }

    /**
     * The first moment, exact to a millisecond, at which the calls together owe more than the amount.
     *
     * <p>What a call owes is a staircase that never falls, and so is the sum of several: the moment is found
     * by doubling a step until it is passed, and then by halving, whatever the increments are and however
     * many calls there are. No call needs a tick of its own. It costs some thirty sums over all calls.
     *
     * @param from not before this
     * @return empty when they never will
     */
    static Optional<Instant> momentAbove(Collection<LiveCall> calls, BigDecimal amount, Instant from) {
        if (isAbove(calls, amount, from)) {
            return Optional.of(from);
        }
        long below = 0;
        long above = FIRST_STEP_MILLIS;
        while (!isAbove(calls, amount, from.plusMillis(above))) {
            if (above >= FOR_EVER_MILLIS) {
                return Optional.empty();
            }
            below = above;
            above *= 2;
        }
        while (above - below > 1) {
            long middle = (below + above) >>> 1;
            if (isAbove(calls, amount, from.plusMillis(middle))) {
                above = middle;
            } else {
                below = middle;
            }
        }
        return Optional.of(from.plusMillis(above));
    }

    private static boolean isAbove(Collection<LiveCall> calls, BigDecimal amount, Instant at) {
        BigDecimal sum = BigDecimal.ZERO;
        for (LiveCall call : calls) {
            sum = sum.add(call.due(at));
            if (sum.compareTo(amount) > 0) {
                return true;
            }
        }
        return sum.compareTo(amount) > 0;
    }
}
