package io.trunkline.customers;

import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.Rate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Accounts and rates for tests: only what a test is about is said. */
public record Examples(
        String id,
        String currency,
        String card,
        List<String> users,
        List<String> networks,
        List<String> numbers,
        Instant createdAt,
        String packageId) {

    public static Examples account(String id) {
        return new Examples(id, "EUR", null, List.of(), List.of(), List.of(), null, null);
    }

    public static Rate rate(String prefix, String perMinute) {
        return new Rate(
                prefix, "to " + prefix, new BigDecimal(perMinute), BigDecimal.ZERO, 1, 1, 0, 0, null, null, null);
    }

    Examples users(String... given) {
        return new Examples(id, currency, card, List.of(given), networks, numbers, createdAt, packageId);
    }

    Examples networks(String... given) {
        return new Examples(id, currency, card, users, List.of(given), numbers, createdAt, packageId);
    }

    Examples numbers(String... given) {
        return new Examples(id, currency, card, users, networks, List.of(given), createdAt, packageId);
    }

    Examples card(String given) {
        return new Examples(id, currency, given, users, networks, numbers, createdAt, packageId);
    }

    Examples currency(String given) {
        return new Examples(id, given, card, users, networks, numbers, createdAt, packageId);
    }

    Examples created(Instant at) {
        return new Examples(id, currency, card, users, networks, numbers, at, packageId);
    }

    Examples packageId(String given) {
        return new Examples(id, currency, card, users, networks, numbers, createdAt, given);
    }

    Account account() {
        return new Account(
                id,
                id,
                currency,
                BalanceManagement.NONE,
                BigDecimal.ZERO,
                null,
                null,
                card,
                users,
                networks,
                numbers,
                1,
                createdAt,
                packageId,
                null,
                List.of(),
                null,
                null,
                List.of(),
                null,
                null,
                null);
    }
}
