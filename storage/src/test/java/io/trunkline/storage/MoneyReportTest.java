package io.trunkline.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.Payer;
import io.trunkline.storage.cdr.CdrTable;
import io.trunkline.storage.ledger.LedgerTable;
import io.trunkline.storage.report.CallMoney;
import io.trunkline.storage.report.Movements;
import io.trunkline.storage.report.ReportFilter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What reports say is the sum of the records, each once, however often it was written. */
@ExtendWith(ClickHouseServer.class)
class MoneyReportTest {

    private static final Scope ALL = new Scope.Everything();

    /** Half an hour before a month ends in UTC, when it has ended in Berlin. */
    private static final Instant END_OF_MAY = Instant.parse("2026-05-31T23:30:00Z");

    private static final int CALLS = 5;
    private static final List<Cdr> CDRS = new ArrayList<>();

    private final Store store;

    MoneyReportTest(Store store) {
        this.store = store;
    }

    @BeforeAll
    static void callsOfThreeTiersAndBookings(Store store) {
        for (int i = 0; i < CALLS; i++) {
            Instant at = END_OF_MAY.plus(Duration.ofMinutes(20L * i));
            Cdr own = Calls.between(Calls.answered("report-" + i, at), "report-shop", null);
            CDRS.add(priced(Calls.tier(own, 0, Payer.Role.CALLER, "report-shop", "report-reseller"), "0.03"));
            CDRS.add(priced(Calls.tier(own, 1, Payer.Role.RESELLER, "report-reseller", null), "0.02"));
            CDRS.add(priced(Calls.tier(own, 2, Payer.Role.PROVIDER, "report-carrier", null), "0.007"));
        }
        List<Cdr> first = List.copyOf(CDRS);
        Written.values(store, new CdrTable(), first);
        Written.values(store, new CdrTable(), first);
        Cdr again = priced(CDRS.getFirst(), "0.05");
        CDRS.set(0, again);
        Written.values(store, new CdrTable(), List.of(again));
        var entries = List.of(
                entry(1, LedgerEntry.Type.PAYMENT, "10", END_OF_MAY.minusSeconds(60)),
                entry(2, LedgerEntry.Type.CALL, "-0.03", END_OF_MAY),
                entry(3, LedgerEntry.Type.CORRECTION, "0.01", END_OF_MAY.plus(Duration.ofDays(1))));
        Written.values(store, new LedgerTable(), entries);
        Written.values(store, new LedgerTable(), entries);
    }

    private static Cdr priced(Cdr cdr, String price) {
        return cdr.ratedAgain(cdr.tariff(), 60, 0, new BigDecimal(price), List.of());
    }

    private static LedgerEntry entry(long sequence, LedgerEntry.Type type, String amount, Instant at) {
        return new LedgerEntry(
                "report-shop-" + sequence,
                "report-shop",
                sequence,
                at,
                type,
                new BigDecimal(amount),
                new BigDecimal(amount),
                "EUR",
                "r" + sequence,
                "");
    }

    private static ReportFilter filter(String account, boolean byMonth, String zone) {
        return new ReportFilter(
                END_OF_MAY.minus(Duration.ofDays(1)),
                END_OF_MAY.plus(Duration.ofDays(2)),
                account,
                byMonth,
                ZoneId.of(zone),
                1_000);
    }

    private static BigDecimal raw(String account) {
        return CDRS.stream()
                .filter(cdr -> cdr.accountId().equals(account))
                .map(Cdr::price)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private CallMoney one(String account) {
        List<CallMoney> rows = store.moneyOfCalls(ALL, filter(account, false, "UTC"));
        assertEquals(1, rows.size(), rows.toString());
        return rows.getFirst();
    }

    private static void same(BigDecimal expected, BigDecimal actual) {
        assertEquals(0, expected.compareTo(actual), () -> expected + " and not " + actual);
    }

    @Test
    void shouldSumWhatEachTierPaysAndGets() {
        CallMoney shop = one("report-shop");
        assertEquals(CALLS, shop.calls());
        assertEquals(60_000L * CALLS, shop.durationMillis());
        same(raw("report-shop"), shop.cost());
        same(BigDecimal.ZERO, shop.price());
        CallMoney reseller = one("report-reseller");
        assertEquals(CALLS, reseller.calls());
        same(raw("report-reseller"), reseller.cost());
        same(raw("report-shop"), reseller.price());
        CallMoney carrier = one("report-carrier");
        same(BigDecimal.ZERO, carrier.cost());
        same(raw("report-carrier"), carrier.price());
        CallMoney platform = store.moneyOfCalls(ALL, filter(null, false, "UTC")).stream()
                .filter(row -> row.accountId() == null)
                .findFirst()
                .orElseThrow();
        assertEquals(0, platform.calls());
        same(raw("report-carrier"), platform.cost());
        same(raw("report-reseller"), platform.price());
    }

    @Test
    void shouldTellMonthsApartByTheClocksOfTheZone() {
        List<CallMoney> utc = store.moneyOfCalls(ALL, filter("report-shop", true, "UTC"));
        assertEquals(
                List.of("2026-05", "2026-06"),
                utc.stream().map(CallMoney::month).toList());
        assertEquals(List.of(2L, 3L), utc.stream().map(CallMoney::calls).toList());
        List<CallMoney> berlin = store.moneyOfCalls(ALL, filter("report-shop", true, "Europe/Berlin"));
        assertEquals(List.of("2026-06"), berlin.stream().map(CallMoney::month).toList());
    }

    @Test
    void shouldShowAResellerItsOwnSideAndThoseBelowItAndNothingElse() {
        Scope reseller = new Scope.Below("report-reseller", new Scope.Family() {
            @Override
            public boolean isBelow(String accountId, String account) {
                return below(account).contains(accountId);
            }

            @Override
            public Set<String> below(String account) {
                return account.equals("report-reseller") ? Set.of("report-shop") : Set.of();
            }
        });
        List<CallMoney> rows = store.moneyOfCalls(reseller, filter(null, false, "UTC"));
        assertEquals(
                List.of("report-reseller", "report-shop"),
                rows.stream().map(CallMoney::accountId).toList());
        same(raw("report-shop"), rows.getFirst().price());
        assertTrue(store.moneyOfCalls(new Scope.Below("report-shop"), filter("report-reseller", false, "UTC"))
                .isEmpty());
        assertTrue(store.movements(new Scope.Below("report-carrier"), filter(null, false, "UTC"))
                .isEmpty());
    }

    @Test
    void shouldSumWhatMovedABalanceByKindAndMonth() {
        List<Movements> months = store.movements(ALL, filter("report-shop", true, "UTC"));
        assertEquals(2, months.size());
        Movements may = months.getFirst();
        same(new BigDecimal("10"), may.payments());
        same(new BigDecimal("-0.03"), may.callCharges());
        same(new BigDecimal("9.97"), may.total());
        same(new BigDecimal("0.01"), months.getLast().corrections());
    }
}
