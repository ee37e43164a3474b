package io.trunkline.tariff;

import io.trunkline.protocol.event.Allowance;
import io.trunkline.protocol.event.PackageTerms;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Builds tariffs for tests: only what a test is about is said. */
record Tariffs(
        String perMinute,
        String connectFee,
        int first,
        int next,
        int grace,
        int free,
        String maxPrice,
        int decimals,
        Rounding rounding) {

    static Tariffs perMinute(String rate) {
        return new Tariffs(rate, "0", 1, 1, 0, 0, null, 6, Rounding.HALF_UP);
    }

    Tariffs connectFee(String fee) {
        return new Tariffs(perMinute, fee, first, next, grace, free, maxPrice, decimals, rounding);
    }

    Tariffs increments(int firstSeconds, int nextSeconds) {
        return new Tariffs(perMinute, connectFee, firstSeconds, nextSeconds, grace, free, maxPrice, decimals, rounding);
    }

    Tariffs grace(int seconds) {
        return new Tariffs(perMinute, connectFee, first, next, seconds, free, maxPrice, decimals, rounding);
    }

    Tariffs free(int seconds) {
        return new Tariffs(perMinute, connectFee, first, next, grace, seconds, maxPrice, decimals, rounding);
    }

    Tariffs maxPrice(String price) {
        return new Tariffs(perMinute, connectFee, first, next, grace, free, price, decimals, rounding);
    }

    Tariffs rounded(int toDecimals, Rounding how) {
        return new Tariffs(perMinute, connectFee, first, next, grace, free, maxPrice, toDecimals, how);
    }

    Tariff tariff() {
        Rate rate = new Rate(
                "316",
                "Netherlands mobile",
                new BigDecimal(perMinute),
                new BigDecimal(connectFee),
                first,
                next,
                grace,
                free,
                maxPrice == null ? null : new BigDecimal(maxPrice),
                null,
                null);
        return new Tariff("retail", "EUR", decimals, rounding, rate);
    }

    /** The same by a package with free minutes. */
    Tariff inPackage(String id) {
        Tariff tariff = tariff();
        var month = BillingMonth.at(Instant.parse("2026-11-21T12:00:00Z"), 15, ZoneOffset.UTC);
        return new Tariff(
                tariff.cardId(),
                tariff.currency(),
                tariff.decimals(),
                tariff.rounding(),
                tariff.rate(),
                null,
                List.of(),
                new PackageTerms(id, 0, null, new Allowance(100, month.from(), month.until())));
    }

    BigDecimal price(long seconds) {
        return Charge.of(tariff(), seconds * 1_000).price();
    }

    long billed(long seconds) {
        return Charge.of(tariff(), seconds * 1_000).billedSeconds();
    }

    static RateCard card() {
        return new RateCard("retail", "Retail", "EUR", "UTC", 6, Rounding.HALF_UP, "v1", 1, 0);
    }

    static Rate rate(String prefix, String perMinute, Instant from, Instant until) {
        return new Rate(
                prefix, "to " + prefix, new BigDecimal(perMinute), BigDecimal.ZERO, 1, 1, 0, 0, null, from, until);
    }

    static Rate rate(String prefix, String perMinute) {
        return rate(prefix, perMinute, null, null);
    }
}
