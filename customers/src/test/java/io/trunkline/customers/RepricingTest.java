package io.trunkline.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.CallPackage;
import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.EndedBy;
import io.trunkline.protocol.event.Outcome;
import io.trunkline.protocol.event.Payer;
import io.trunkline.protocol.event.PhoneNumber;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.tariff.RateTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepricingTest {

    private static final Instant ANSWERED = Instant.parse("2026-10-05T12:00:00Z");

    private static RateTable card(String id, String currency, Rate... rates) {
        return RateTable.of(
                new RateCard(id, id, currency, "UTC", 6, Rounding.HALF_UP, "v1", 1, rates.length), List.of(rates));
    }

    private static Rate dated(String prefix, String perMinute, Instant from, Instant until) {
        return new Rate(
                prefix, "to " + prefix, new BigDecimal(perMinute), BigDecimal.ZERO, 1, 1, 0, 0, null, from, until);
    }

    /** A minute and a half that cost 1. */
    private static Cdr cdr(String accountId, Payer.Role role, long freeSeconds, String price) {
        return new Cdr(
                "call",
                "call",
                accountId,
                null,
                "4930",
                "442079460000",
                ANSWERED.minusSeconds(5),
                null,
                ANSWERED,
                ANSWERED.plusSeconds(90),
                90_000,
                90,
                freeSeconds,
                Outcome.ANSWERED,
                EndedBy.CALLER,
                new Cause(Cause.Code.NORMAL, "", Cause.By.CALLER, ANSWERED),
                List.of(),
                200,
                price == null ? Cdr.Rating.UNRATED : Cdr.Rating.RATED,
                price == null ? null : new BigDecimal(price),
                price == null ? null : "EUR",
                null,
                List.of(),
                "",
                "",
                null,
                "",
                null,
                role == Payer.Role.CALLER ? 0 : 1,
                role,
                null,
                accountId,
                0,
                null);
    }

    private static String price(Repricing repricing, Cdr cdr) {
        return repricing.again(cdr).map(again -> again.price().toPlainString()).orElse("no rate");
    }

    private final Customers customers = Customers.of(
            List.of(
                    Examples.account("plain").card("today").account(),
                    Examples.account("packaged").packageId("gold").account(),
                    Examples.account("without").account(),
                    Examples.account("owner").numbers("442079460000").account()),
            List.of(
                    card(
                            "today",
                            "EUR",
                            dated("44", "0.60", null, ANSWERED.plusSeconds(3_600)),
                            dated("44", "6", ANSWERED.plusSeconds(3_600), null)),
                    card("draft", "EUR", Examples.rate("44", "0.20")),
                    card("dollars", "USD", Examples.rate("44", "0.20"))),
            List.of(new CallPackage(
                    "gold",
                    "Gold",
                    "today",
                    new BigDecimal("0.10"),
                    null,
                    60,
                    List.of(),
                    null,
                    false,
                    100,
                    null,
                    null,
                    false)),
            List.of(new PhoneNumber("442079460000", "owner", new BigDecimal("0.04"), null, null, null, null)));

    @Test
    void shouldTakeTodaysCardAsItIsForTheMomentOfTheAnswer() {
        var today = new Repricing(customers, null);
        assertEquals("0.9", price(today, cdr("plain", Payer.Role.CALLER, 0, "1")));
        assertEquals("0.9", price(today, cdr("plain", Payer.Role.RESELLER, 0, null)));
        Cdr again = today.again(cdr("plain", Payer.Role.PROVIDER, 0, null)).orElseThrow();
        assertEquals(1, again.revision());
        assertEquals(Cdr.Rating.RATED, again.rating());
        assertEquals("EUR", again.currency());
        assertEquals("today", again.tariff().cardId());
    }

    @Test
    void shouldTakeAnotherCardAndKeepThePackagesTerms() {
        var draft = new Repricing(customers, "draft");
        assertEquals("0.3", price(draft, cdr("plain", Payer.Role.CALLER, 0, "1")));
        assertEquals("0.6", price(draft, cdr("packaged", Payer.Role.CALLER, 0, "1")));
        assertEquals("no rate", price(new Repricing(customers, "dollars"), cdr("plain", Payer.Role.CALLER, 0, "1")));
    }

    @Test
    void shouldKeepTheFreeMinutesThatACallTookAndGiveItNoOthers() {
        var today = new Repricing(customers, null);
        assertEquals("1.4", price(today, cdr("packaged", Payer.Role.CALLER, 0, "1")));
        assertEquals("0.7", price(today, cdr("packaged", Payer.Role.CALLER, 60, "1")));
        assertEquals("0", price(today, cdr("packaged", Payer.Role.CALLER, 120, "0")));
        Cdr unpackaged = today.again(cdr("plain", Payer.Role.CALLER, 120, "0")).orElseThrow();
        assertEquals(0, unpackaged.freeSeconds());
        assertEquals(new BigDecimal("0.9"), unpackaged.price());
    }

    @Test
    void shouldChargeTheOwnerOfANumberByTheNumber() {
        var today = new Repricing(customers, null);
        assertEquals("0.06", price(today, cdr("owner", Payer.Role.NUMBER, 0, "1")));
        assertEquals("no rate", price(today, cdr("plain", Payer.Role.NUMBER, 0, "1")));
    }

    @Test
    void shouldSayNothingOfWhatNoRateFits() {
        var today = new Repricing(customers, null);
        assertTrue(today.again(cdr("without", Payer.Role.CALLER, 0, "1")).isEmpty());
        assertTrue(today.again(cdr("gone", Payer.Role.CALLER, 0, "1")).isEmpty());
    }
}
