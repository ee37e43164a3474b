package io.trunkline.rating.ledger;

import io.trunkline.protocol.event.Allowance;

/**
 * The free minutes of a month, and how many of them the calls that have ended took.
 *
 * @param allowance what was given, as it was said last
 * @param taken minutes, 0 or more
 */
record MonthUse(Allowance allowance, long taken) {

    /** What is left for calls that are up and for those to come. */
    long left() {
        return Math.max(0, allowance.minutes() - taken);
    }

    MonthUse with(Allowance given) {
        return new MonthUse(given, taken);
    }

    MonthUse took(long minutes) {
        return new MonthUse(allowance, taken + minutes);
    }
}
