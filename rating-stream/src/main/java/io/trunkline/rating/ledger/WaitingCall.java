package io.trunkline.rating.ledger;

import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.protocol.event.Allowance;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.Payer;
import io.trunkline.rating.call.RatedCall;
import io.trunkline.tariff.Charge;
import io.trunkline.tariff.Meter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;

/**
 * A call that has ended and was charged, because the free minutes that it wanted were those of calls that are up. If one of
 * these turns out to have ended before it began them, the call gets them after all, by a {@link #correction}.
 *
 * @param id by which it is known among those of the account: {@link Payer#callKey}
 * @param call as its record has it
 * @param level on which the account pays for it
 * @param since when it was answered, by the collector's clock
 * @param freeMinutes how many it took so far
 * @param revision of its last record
 */
record WaitingCall(String id, Call.Ended call, int level, Instant since, long freeMinutes, int revision)
        implements Claimant {

    /** In the order in which minutes are given. */
    static final Comparator<WaitingCall> IN_ORDER =
            Comparator.comparingLong(WaitingCall::firstMicros).thenComparing(WaitingCall::id);

    private static final long MICROS_IN_A_MINUTE = 60_000_000;

    /**
     * The call with what it is given.
     *
     * @param minutes one or more
     */
    record Given(WaitingCall call, long minutes) {}

    /**
     * A call that has just been charged, if it would cost less with more free minutes than it had.
     *
     * @param live as it was while it was up
     * @param ended as its record has it
     * @param rated by a tariff with an allowance
     */
    static Optional<WaitingCall> of(LiveCall live, Call.Ended ended, RatedCall rated) {
        Cdr cdr = rated.cdr();
        long taken = cdr.freeSeconds() / Meter.SECONDS_OF_A_FREE_MINUTE;
        var call = new WaitingCall(live.id(), ended, cdr.level(), live.since(), taken, cdr.revision());
        boolean wants = call.wanted() > 0
                && Charge.price(cdr.tariff(), Charge.wholeSeconds(cdr.durationMillis()))
                                .signum()
                        > 0;
        return wants ? Optional.of(call) : Optional.empty();
    }

    /** The free minutes from which it takes. */
    Allowance allowance() {
        return payer().tariff().allowance();
    }

    /** Whether a record is of this call, as the account pays for it. */
    boolean isOf(Cdr cdr) {
        return level == cdr.level() && call.setup().id().equals(cdr.id());
    }

    /** How many minutes it wants beside those that it took. */
    long wanted() {
        long seconds = Charge.wholeSeconds(
                Duration.between(call.answeredAt(), call.endedAt()).toMillis());
        return Math.ceilDiv(seconds, Meter.SECONDS_OF_A_FREE_MINUTE) - freeMinutes;
    }

    @Override
    public long firstMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, since) + freeMinutes * MICROS_IN_A_MINUTE;
    }

    @Override
    public long minutesBegunBefore(long micros) {
        long first = firstMicros();
        return micros <= first ? 0 : Math.min(wanted(), Math.ceilDiv(micros - first, MICROS_IN_A_MINUTE));
    }

    /** The same with so many minutes more, and so one record later. */
    WaitingCall took(long minutes) {
        return new WaitingCall(id, call, level, since, freeMinutes + minutes, revision + 1);
    }

    /** The order that makes its record what it is with so many minutes more. */
    AccountCommand.Rerating correction(long minutes, Instant now) {
        return AccountCommand.Rerating.of(
                record(), took(minutes).record(), "free minutes that another call did not begin", now);
    }

    private Cdr record() {
        return RatedCall.of(call, payer(), freeMinutes, revision).cdr();
    }

    private Payer payer() {
        return call.setup().payers().stream()
                .filter(payer -> payer.level() == level)
                .findFirst()
                .orElseThrow();
    }
}
