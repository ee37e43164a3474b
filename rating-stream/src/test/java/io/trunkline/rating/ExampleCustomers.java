package io.trunkline.rating;

import io.trunkline.customers.Customers;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.tariff.RateTable;
import java.math.BigDecimal;
import java.util.List;

/**
 * ExampleCustomers and prices for tests: {@code acme} with the SIP user {@code alice}, the network 192.0.2.0/24 and
 * the number 49301000, {@code globex} with the number 31201000; a card with 0.60 a minute to 31, by the
 * second, and nothing else.
 */
public final class ExampleCustomers {

    /** The card's only rate. */
    public static final Rate NETHERLANDS =
            new Rate("31", "Netherlands", new BigDecimal("0.60"), BigDecimal.ZERO, 1, 1, 0, 0, null, null, null);

    /** The card without its rates. */
    public static final RateCard CARD = new RateCard("retail", "Retail", "EUR", "UTC", 6, Rounding.HALF_UP, "v1", 1, 1);

    private ExampleCustomers() {}

    /** The account that calls. */
    public static Account acme(BalanceManagement management, String creditLimit) {
        return new Account(
                "acme",
                "Acme",
                "EUR",
                management,
                new BigDecimal(creditLimit),
                null,
                null,
                "retail",
                List.of("alice"),
                List.of("192.0.2.0/24"),
                List.of("49301000"),
                1,
                null);
    }

    /** The account that is called. */
    public static Account globex() {
        return new Account(
                "globex",
                "Globex",
                "EUR",
                BalanceManagement.NONE,
                BigDecimal.ZERO,
                null,
                null,
                null,
                List.of("bob"),
                List.of(),
                List.of("31201000"),
                1,
                null);
    }

    /** What a call to the Netherlands is charged by. */
    public static Tariff tariff() {
        return new Tariff("retail", "EUR", 6, Rounding.HALF_UP, NETHERLANDS);
    }

    /** Both accounts and the card. */
    public static Customers customers() {
        return Customers.of(
                List.of(acme(BalanceManagement.HARD, "0"), globex()),
                List.of(RateTable.of(CARD, List.of(NETHERLANDS))));
    }
}
