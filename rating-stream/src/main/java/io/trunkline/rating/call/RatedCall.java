package io.trunkline.rating.call;

import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.tariff.Charge;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A call that has ended, with its price.
 *
 * @param cdr its record
 * @param charge how its price came about; empty when it has none
 */
public record RatedCall(Cdr cdr, Optional<Charge> charge) {

    /** The call with its price, by the tariff that it had at its answer. */
    public static RatedCall of(Call.Ended call) {
        CallSetup setup = call.setup();
        long millis = call.answeredAt() == null
                ? 0
                : Duration.between(call.answeredAt(), call.endedAt()).toMillis();
        boolean chargeable = call.answeredAt() != null && setup.accountId() != null && setup.mayBill();
        Optional<Charge> charge = chargeable && setup.tariff() != null
                ? Optional.of(Charge.of(setup.tariff(), millis))
                : Optional.empty();
        Cdr.Rating rating =
                charge.isPresent() ? Cdr.Rating.RATED : chargeable ? Cdr.Rating.UNRATED : Cdr.Rating.NOT_CHARGED;
        return new RatedCall(cdr(call, millis, charge, rating), charge);
    }

    private static Cdr cdr(Call.Ended call, long millis, Optional<Charge> charge, Cdr.Rating rating) {
        CallSetup setup = call.setup();
        return new Cdr(
                setup.id(),
                setup.callId(),
                setup.accountId(),
                setup.calledAccountId(),
                setup.from(),
                setup.to(),
                setup.startedAt(),
                call.ringingAt(),
                call.answeredAt(),
                call.endedAt(),
                millis,
                charge.map(Charge::billedSeconds).orElse(0L),
                call.outcome(),
                call.endedBy(),
                call.cause(),
                call.flags(),
                call.status(),
                rating,
                charge.map(Charge::price).orElse(null),
                charge.map(Charge::currency).orElse(null),
                setup.tariff(),
                charge.map(Charge::steps).orElse(List.of()),
                setup.source(),
                setup.target(),
                setup.agent(),
                setup.userAgent());
    }
}
