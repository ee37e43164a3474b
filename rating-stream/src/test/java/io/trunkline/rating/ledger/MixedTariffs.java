package io.trunkline.rating.ledger;

import io.trunkline.protocol.event.Allowance;
import io.trunkline.protocol.event.PackageTerms;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Tariffs of one account in one month, unlike each other, that share its free minutes. */
final class MixedTariffs {

    /** Free; with a connect fee; by six seconds behind thirty; by the second; with a grace of 90 seconds. */
    static final int KINDS = 5;

    private static final Instant FROM = Instant.parse("2026-11-15T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-12-15T00:00:00Z");

    private MixedTariffs() {}

    /** The month's free minutes. */
    static Allowance allowance(int freeMinutes) {
        return new Allowance(freeMinutes, FROM, UNTIL);
    }

    /**
     * One of them.
     *
     * @param kind below {@link #KINDS}
     */
    static Tariff tariff(int kind, int freeMinutes) {
        Rate line = new Rate(
                "31",
                "x",
                BigDecimal.valueOf(kind * 7L, 2),
                BigDecimal.valueOf(kind == 1 ? 5 : 0, 2),
                kind == 2 ? 30 : 1,
                kind == 2 ? 6 : 1,
                kind == 4 ? 90 : 0,
                0,
                null,
                null,
                null);
        return new Tariff(
                "retail",
                "EUR",
                4,
                Rounding.HALF_UP,
                line,
                null,
                List.of(),
                new PackageTerms("gold", 0, null, allowance(freeMinutes)));
    }
}
