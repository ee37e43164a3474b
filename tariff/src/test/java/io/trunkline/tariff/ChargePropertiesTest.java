package io.trunkline.tariff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ChargePropertiesTest {

    @Provide
    Arbitrary<Tariff> tariffs() {
        var money = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.TEN)
                .ofScale(5);
        var seconds = Arbitraries.of(0, 1, 6, 10, 30, 60, 61);
        var next = Arbitraries.of(1, 6, 7, 30, 60);
        var limit = money.injectNull(0.7);
        return Combinators.combine(money, money, seconds, next, seconds, seconds, limit, Arbitraries.of(2, 4, 6))
                .as((rate, fee, first, nextIncrement, grace, free, maxPrice, decimals) -> new Tariff(
                        "card",
                        "EUR",
                        decimals,
                        decimals == 4 ? Rounding.UP : Rounding.HALF_UP,
                        new Rate("1", "x", rate, fee, first, nextIncrement, grace, free, maxPrice, null, null)));
    }

    @Property
    void priceNeverFallsWhenTheCallGrows(@ForAll("tariffs") Tariff tariff, @ForAll @IntRange(max = 7_200) int seconds) {
        assertTrue(Meter.of(tariff).price(seconds).compareTo(Meter.of(tariff).price(seconds + 1)) <= 0);
    }

    @Property
    void priceIsThatOfCountingIncrementByIncrement(
            @ForAll("tariffs") Tariff tariff, @ForAll @IntRange(max = 7_200_000) int millis) {
        assertEquals(0, Charge.of(tariff, millis).price().compareTo(counted(tariff, millis)));
    }

    /** The contract's section 5 in the most literal way: an increment at a time, in exact sixtieths. */
    private static BigDecimal counted(Tariff tariff, int millis) {
        Rate rate = tariff.rate();
        int left = millis / 1_000 + (millis % 1_000 == 0 ? 0 : 1);
        if (left == 0 || left <= rate.graceSeconds()) {
            return BigDecimal.ZERO;
        }
        left -= rate.freeSeconds();
        BigDecimal sixtieths = rate.connectFee().multiply(BigDecimal.valueOf(60));
        if (left > 0) {
            sixtieths = sixtieths.add(rate.ratePerMinute().multiply(BigDecimal.valueOf(rate.firstIncrement())));
            left -= rate.firstIncrement();
        }
        while (left > 0) {
            sixtieths = sixtieths.add(rate.ratePerMinute().multiply(BigDecimal.valueOf(rate.nextIncrement())));
            left -= rate.nextIncrement();
        }
        if (rate.maxPrice() != null) {
            sixtieths = sixtieths.min(rate.maxPrice().multiply(BigDecimal.valueOf(60)));
        }
        RoundingMode mode = tariff.rounding() == Rounding.UP ? RoundingMode.UP : RoundingMode.HALF_UP;
        return sixtieths.divide(BigDecimal.valueOf(60), tariff.decimals(), mode);
    }

    @Property
    void anAmountPaysForASecondAndNotForTheNext(
            @ForAll("tariffs") Tariff tariff, @ForAll @IntRange(max = 100_000) int cents) {
        BigDecimal money = BigDecimal.valueOf(cents, 2);
        OptionalLong seconds = Meter.of(tariff).secondsFor(money);
        if (seconds.isPresent()) {
            assertTrue(Meter.of(tariff).price(seconds.getAsLong()).compareTo(money) <= 0);
            assertTrue(Meter.of(tariff).price(seconds.getAsLong() + 1).compareTo(money) > 0);
        } else {
            assertTrue(Meter.of(tariff).price(1_000_000).compareTo(money) <= 0);
        }
    }
}
