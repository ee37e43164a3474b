package io.trunkline.rating.ledger;

import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.BalanceManagement;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an account can talk for: its money and its free minutes, and what of both its calls that are up have begun.
 *
 * @param calls looked at, never changed
 */
record Means(LedgerState state, LiveCalls calls, LedgerTimes times) {

    /** How it stands, apart from those above it. */
    Balance.Status status(Instant now, boolean below) {
        BalanceManagement management = management();
        if (management != BalanceManagement.NONE && isExhausted(now)) {
            return management == BalanceManagement.HARD ? Balance.Status.SUSPENDED : Balance.Status.OVERDRAWN;
        }
        return below ? Balance.Status.LOW : Balance.Status.ACTIVE;
    }

    private boolean isExhausted(Instant now) {
        return (state.available().signum() <= 0 && !hasFreeMinutes(now))
                || calls.isAbove(spendable(now), now.plus(lead()), now);
    }

    /** Whether a call could begin for nothing now, or one that is up still costs nothing. */
    private boolean hasFreeMinutes(Instant now) {
        return state.monthAt(now)
                        .filter(use -> calls.freeMinutesLeft(use.allowance().from(), now) > 0)
                        .isPresent()
                || calls.isAnyWithinFreeMinutes(now.plus(lead()));
    }

    /** What may still be spent. */
    BigDecimal spendable(Instant now) {
        // Who has less than nothing, but free minutes, may talk those.
        return state.available().signum() < 0 && hasFreeMinutes(now) ? BigDecimal.ZERO : state.available();
    }

    /** Whether it could come to the limit from where it stands. */
    boolean mayExhaust() {
        return state.status() != Balance.Status.SUSPENDED
                && state.status() != Balance.Status.OVERDRAWN
                && management() != BalanceManagement.NONE;
    }

    /** How long before the limit it is acted. */
    Duration lead() {
        return management() == BalanceManagement.HARD ? times.lead() : Duration.ZERO;
    }

    /** Whether it is below its threshold. */
    boolean isBelow(Instant now) {
        BigDecimal threshold = state.terms().lowBalanceThreshold();
        return threshold != null && calls.isAbove(state.balance().subtract(threshold), now, now);
    }

    /** When to look again whether it is below its threshold; empty when it is, or never will be. */
    Optional<Instant> lowAt(Instant now) {
        BigDecimal threshold = state.terms().lowBalanceThreshold();
        return !state.below() && threshold != null
                ? calls.lookFor(state.balance().subtract(threshold), now)
                : Optional.empty();
    }

    private BalanceManagement management() {
        return state.terms().balanceManagement();
    }
}
