package io.trunkline.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.customers.Subscription.FirstMonth;
import io.trunkline.protocol.event.CallPackage;
import io.trunkline.protocol.event.PhoneNumber;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.tariff.RateTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a subscription costs in the month in which it is taken, and in those behind it. */
class SubscriptionTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Predicate<String> NOTHING_BOOKED = Set.<String>of()::contains;

    private static Subscription taken(String since, String monthly, int billingDay, FirstMonth firstMonth) {
        return new Subscription(
                "gold",
                "package gold",
                Instant.parse(since),
                new BigDecimal("25"),
                new BigDecimal(monthly),
                billingDay,
                BERLIN,
                0,
                firstMonth);
    }

    private static List<String> due(Subscription subscription, String now, Predicate<String> isBooked) {
        return subscription.due(Instant.parse(now), isBooked).stream()
                .map(fee -> fee.reference() + " " + fee.amount().toPlainString())
                .toList();
    }

    /** Days are those of the account's zone, the one on which it was taken included, by which the month has 28 to 31. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-10T12:00:00Z, 1,  9.90, 6.93", // 21 of 30
        "2026-11-30T22:30:00Z, 1,  9.90, 0.33", // the last day, half an hour before midnight in Berlin
        "2026-11-30T23:30:00Z, 1,  9.90, 9.90", // the first of December there
        "2026-02-15T12:00:00Z, 1,  9.90, 4.95", // 14 of 28
        "2026-12-31T12:00:00Z, 15, 10,   4.83871", // 15 of 31
        "2026-02-28T12:00:00Z, 31, 10,   10", // its month begins on that day
        "2026-03-30T12:00:00Z, 31, 10,   0.322581", // 28 February to 30 March: the last of 31
    })
    void shouldChargeOfTheFirstMonthTheDaysThatAreLeft(String since, int billingDay, String monthly, String expected) {
        var byTheDay = taken(since, monthly, billingDay, new FirstMonth.ByTheDay(6, Rounding.HALF_UP));
        List<String> due = due(byTheDay, since, NOTHING_BOOKED);
        assertEquals(2, due.size());
        assertEquals("fee-gold-setup 25", due.getFirst(), "is no part of a month");
        assertEquals(expected, due.getLast().split(" ")[1]);
        var whole = taken(since, monthly, billingDay, new FirstMonth.Whole());
        assertEquals(monthly, due(whole, since, NOTHING_BOOKED).getLast().split(" ")[1]);
    }

    @Test
    void shouldChargeTheMonthsBehindTheFirstWholeAndEachOnce() {
        var byTheDay = taken("2026-11-10T12:00:00Z", "10", 1, new FirstMonth.ByTheDay(2, Rounding.UP));
        Set<String> booked = new HashSet<>();
        byTheDay.due(Instant.parse("2026-11-10T12:00:00Z"), booked::contains)
                .forEach(fee -> booked.add(fee.reference()));
        assertEquals(
                List.of("fee-gold-2026-12 10", "fee-gold-2027-01 10"),
                due(byTheDay, "2027-01-15T00:00:00Z", booked::contains));
        assertEquals(
                List.of("fee-gold-setup 25", "fee-gold-2026-11 7", "fee-gold-2026-12 10"),
                due(byTheDay, "2026-12-15T00:00:00Z", NOTHING_BOOKED),
                "also when nobody looked before");
    }

    @Test
    void shouldSayForHowManyDaysItIs() {
        var byTheDay = taken("2026-11-10T12:00:00Z", "10", 1, new FirstMonth.ByTheDay(2, Rounding.UP));
        assertEquals(
                "monthly fee of package gold, 2026-11-10 to 2026-11-30 (21 of 30 days)",
                byTheDay.due(Instant.parse("2026-11-10T12:00:00Z"), NOTHING_BOOKED)
                        .getLast()
                        .description());
    }

    @Test
    void shouldChargeANumberAsThePackageOfItsAccountSays() {
        Instant since = Instant.parse("2026-11-16T12:00:00Z");
        var card = new RateCard("retail", "Retail", "EUR", "UTC", 2, Rounding.HALF_UP, "v1", 1, 0);
        var customers = Customers.of(
                List.of(
                        Examples.account("with").packageId("gold").account(),
                        Examples.account("without").card("retail").account()),
                List.of(RateTable.of(card, List.of())),
                List.of(new CallPackage(
                        "gold", "Gold", "retail", null, null, 0, List.of(), null, false, 0, null, null, true)),
                List.of(
                        new PhoneNumber("4930555", "with", null, new BigDecimal("3"), null, null, since),
                        new PhoneNumber("4930556", "without", null, new BigDecimal("3"), null, null, since)));
        assertEquals("1.5", firstMonth(customers, "with", since));
        assertEquals("3", firstMonth(customers, "without", since));
    }

    private static String firstMonth(Customers customers, String account, Instant now) {
        return customers.subscriptions(customers.accounts().account(account).orElseThrow()).stream()
                .flatMap(each -> each.due(now, NOTHING_BOOKED).stream())
                .filter(fee -> fee.reference().matches("fee-\\+.*-2026-11"))
                .map(fee -> fee.amount().toPlainString())
                .findFirst()
                .orElseThrow();
    }
}
