package io.trunkline.rating.call;

import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.Payer;
import io.trunkline.tariff.Charge;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A call that has ended, with the price of one tier.
 *
 * @param cdr its record
 * @param charge how its price came about; empty when it has none
 */
public record RatedCall(Cdr cdr, Optional<Charge> charge) {

    /**
     * The call with what one pays for it, by the tariff that it had at its answer.
     *
     * @param freeMinutes how many free minutes of that account it may take at most
     */
    public static RatedCall of(Call.Ended call, Payer payer, long freeMinutes) {
        return of(call, payer, freeMinutes, 0);
    }

    /**
     * The same as a later record of it.
     *
     * @param revision how many times it was rated again
     */
    public static RatedCall of(Call.Ended call, Payer payer, long freeMinutes, int revision) {
        long millis = millis(call);
        boolean chargeable = call.answeredAt() != null && call.setup().mayBill();
        Optional<Charge> charge = chargeable && payer.tariff() != null
                ? Optional.of(Charge.of(payer.tariff(), millis, freeMinutes))
                : Optional.empty();
        Cdr.Rating rating =
                charge.isPresent() ? Cdr.Rating.RATED : chargeable ? Cdr.Rating.UNRATED : Cdr.Rating.NOT_CHARGED;
        return new RatedCall(cdr(call, payer, millis, charge, rating, revision), charge);
    }

    /** The record of a call whose caller belongs to no account: nothing is charged on its level. */
    public static Cdr ofNobody(Call.Ended call) {
        var nobody = new Payer(Payer.Role.CALLER, Payer.CALLERS_LEVEL, null, null, null, null);
        return cdr(call, nobody, millis(call), Optional.empty(), Cdr.Rating.NOT_CHARGED, 0);
    }

    /** What is said of it in the ledger of who pays: whose call it is where that is another, to whom and how long. */
    public String description() {
        String whose = cdr.level() == Payer.CALLERS_LEVEL || cdr.callerAccountId() == null
                ? ""
                : " of " + cdr.callerAccountId();
        return "call" + whose + " to " + cdr.to() + " (" + cdr.tariff().rate().destination() + "), "
                + Charge.wholeSeconds(cdr.durationMillis()) + " s";
    }

    private static long millis(Call.Ended call) {
        return call.answeredAt() == null
                ? 0
                : Duration.between(call.answeredAt(), call.endedAt()).toMillis();
    }

    private static Cdr cdr(
            Call.Ended call, Payer payer, long millis, Optional<Charge> charge, Cdr.Rating rating, int revision) {
        CallSetup setup = call.setup();
        return new Cdr(
                setup.id(),
                setup.callId(),
                payer.accountId(),
                setup.calledAccountId(),
                setup.from(),
                setup.to(),
                setup.startedAt(),
                call.ringingAt(),
                call.answeredAt(),
                call.endedAt(),
                millis,
                charge.map(Charge::billedSeconds).orElse(0L),
                charge.map(Charge::freeSeconds).orElse(0L),
                call.outcome(),
                call.endedBy(),
                call.cause(),
                call.flags(),
                call.status(),
                rating,
                charge.map(Charge::price).orElse(null),
                charge.map(Charge::currency).orElse(null),
                payer.tariff(),
                charge.map(Charge::steps).orElse(List.of()),
                setup.source(),
                setup.target(),
                setup.trunk(),
                setup.agent(),
                setup.userAgent(),
                payer.level(),
                payer.role(),
                payer.parentId(),
                setup.accountId(),
                revision,
                payer.reason());
    }
}
