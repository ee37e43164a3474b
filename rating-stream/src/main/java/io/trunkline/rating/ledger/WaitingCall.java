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
 * A call that has ended, and whose free minutes may still become more, because those that it wanted were those of calls that
 * are up, or fewer, because a call may be told late that was answered before it: by a {@link #correction}.
 *
 * @param id by which it is known among those of the account: {@link Payer#callKey}
 * @param call as its record has it
 * @param level on which the account pays for it
 * @param since when its first minute began: {@link LiveCall#answeredAt}
 * @param freeMinutes how many it has
 * @param revision of its last record
 * @param openUntil until when it may lose them, by the collector's clock; long ago in records of versions in which none did
 */
record WaitingCall(
        String id, Call.Ended call, int level, Instant since, long freeMinutes, int revision, Instant openUntil) {

    /** One of an earlier version is open no more. */
    WaitingCall {
        openUntil = openUntil == null ? Instant.EPOCH : openUntil;
    }

    /** In the order in which minutes are given. */
    static final Comparator<WaitingCall> IN_ORDER =
            Comparator.comparingLong(WaitingCall::firstMicros).thenComparing(WaitingCall::id);

    /**
     * The call as it was, and how many it has now.
     *
     * @param minutes another number than it had
     */
    record Changed(WaitingCall call, long minutes) {}

    /**
     * A call that has just been rated, if it would cost something without free minutes: otherwise it takes none.
     *
     * @param live as it was while it was up
     * @param ended as its record has it
     * @param rated by a tariff with an allowance
     */
    static Optional<WaitingCall> of(LiveCall live, Call.Ended ended, RatedCall rated, Instant openUntil) {
        Cdr cdr = rated.cdr();
        long taken = cdr.freeSeconds() / Meter.SECONDS_OF_A_FREE_MINUTE;
        boolean costs = taken > 0
                || rated.charge().filter(charge -> charge.price().signum() > 0).isPresent();
        if (!costs) {
            return Optional.empty();
        }
        return Optional.of(
                new WaitingCall(live.id(), ended, cdr.level(), live.answeredAt(), taken, cdr.revision(), openUntil));
    }

    /** The free minutes from which it takes. */
    Allowance allowance() {
        return payer().tariff().allowance();
    }

    /** Whether a record is of this call, as the account pays for it. */
    boolean isOf(Cdr cdr) {
        return level == cdr.level() && call.setup().id().equals(cdr.id());
    }

    /** Whether it may lose minutes at a moment. */
    boolean isOpen(Instant now) {
        return now.isBefore(openUntil);
    }

    private Duration lasted() {
        return Duration.between(call.answeredAt(), call.endedAt());
    }

    /** How many minutes it has begun, and so wants. */
    long wanted() {
        return Math.ceilDiv(Charge.wholeSeconds(lasted().toMillis()), Meter.SECONDS_OF_A_FREE_MINUTE);
    }

    /** Its minutes, among those of the other calls. */
    TalkedMinutes talked() {
        return new TalkedMinutes(id, firstMicros(), wanted());
    }

    /** When the first of them began, in microseconds since the epoch. */
    long firstMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, since);
    }

    /** When it ended, in microseconds since the epoch, by the clock of its answer. */
    long endMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, since.plus(lasted()));
    }

    /** The same with so many minutes, and so one record later. */
    WaitingCall having(long minutes) {
        return new WaitingCall(id, call, level, since, minutes, revision + 1, openUntil);
    }

    /** The order that makes its record what it is with so many minutes. */
    AccountCommand.Rerating correction(long minutes, Instant now) {
        return AccountCommand.Rerating.of(
                record(), having(minutes).record(), "free minutes as the calls began them", now);
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
