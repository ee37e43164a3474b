package io.trunkline.rating.ledger;

import io.trunkline.protocol.event.Tariff;
import io.trunkline.tariff.Charge;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * A call that is up and costs its account something.
 *
 * @param callId its Call-ID
 * @param fromTag tag of the caller's side
 * @param toTag tag of the called side
 * @param tariff what it is charged by
 * @param since when it was answered, by the collector's clock: that of the time-outs
 */
record LiveCall(String callId, String fromTag, String toTag, Tariff tariff, Instant since) {

    /**
     * What the call owes at a moment when it goes on. The cost of an increment is due when it starts: at the
     * answer itself that of the first second.
     */
    BigDecimal due(Instant at) {
        return at.isBefore(since)
                ? BigDecimal.ZERO
                : Charge.price(tariff, Duration.between(since, at).toSeconds() + 1);
    }
}
