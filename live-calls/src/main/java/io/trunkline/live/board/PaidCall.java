package io.trunkline.live.board;

import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.tariff.Meter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * A call that was answered and is up, as one of those pays for it who do: the account that made it, or one beside that. Known
 * by itself: a call that is told anew is another one.
 */
final class PaidCall {

    private final Call.Answered call;
    private final String accountId;
    private final String callKey;
    private final Tariff tariff;
    private final Meter meter;
    private final Instant from;

    /**
     * A call.
     *
     * @param accountId who pays; null for nobody that is known
     * @param callKey by which it is known among the account's calls
     * @param tariff what it pays; one that nobody can count by is refused with an exception
     * @param now the clock's present
     */
    PaidCall(Call.Answered call, String accountId, String callKey, Tariff tariff, Instant now) {
        this.call = call;
        this.accountId = accountId;
        this.callKey = callKey;
        this.tariff = tariff;
        meter = Meter.of(tariff);
        from = call.answeredAt().isBefore(now) ? call.answeredAt() : now;
    }

    String accountId() {
        return accountId;
    }

    /** Without free minutes. */
    Meter meter() {
        return meter;
    }

    /** What is reserved for it at a moment. */
    BigDecimal due(FreeMinutesTold told, Instant at) {
        Duration lasts = Duration.between(call.answeredAt(), call.knownUntil(at));
        if (tariff.allowance() == null) {
            return meter.due(lasts);
        }
        long free = told.minutes(accountId, callKey, tariff.allowance());
        return lasts.toMinutes() < free
                ? BigDecimal.ZERO
                : free == 0 ? meter.due(lasts) : Meter.of(tariff, free).due(lasts);
    }

    /** What is due for it at most, whatever of it is free; the same each time. */
    BurnLine line() {
        return BurnLine.of(meter.ceiling(), from);
    }
}
