package io.trunkline.storage;

import static io.trunkline.storage.ClickHouseServer.ALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.Payer;
import io.trunkline.storage.cdr.CdrGrouping;
import io.trunkline.storage.cdr.CdrTable;
import io.trunkline.storage.connection.StoreConnection;
import io.trunkline.storage.connection.StoreException;
import io.trunkline.storage.connection.StoreSettings;
import io.trunkline.storage.report.CallQuality;
import io.trunkline.storage.report.ReportFilter;
import io.trunkline.storage.report.ReportReads;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the report says is the sum over the records as they stand, however often each was written and corrected. */
@ExtendWith(ClickHouseServer.class)
class QualityReportTest {

    /** Over the end of a month, where partitions change. */
    private static final Instant FIRST = Instant.parse("2026-06-28T00:00:00Z");

    private static final Instant LAST = FIRST.plus(Duration.ofDays(6));
    private static final int NUMBER = 600;
    private static final QualityCalls CALLS = new QualityCalls();

    private final Store store;
    private final StoreSettings settings;

    QualityReportTest(Store store, StoreSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    @BeforeAll
    static void writeCallsTwiceAndCorrectSome(Store store) {
        List<Cdr> first = CALLS.begin(NUMBER, FIRST, LAST);
        Written.values(store, new CdrTable(), first);
        Written.values(store, new CdrTable(), first);
        List<Cdr> corrected = CALLS.rateSomeAgain();
        assertTrue(corrected.size() > 20, "some are corrected");
        Written.values(store, new CdrTable(), corrected);
        // A tier above the caller's account is the same call.
        Written.values(
                store,
                new CdrTable(),
                corrected.stream()
                        .map(cdr -> Calls.tier(cdr, 1, Payer.Role.RESELLER, "quality-reseller", null))
                        .toList());
    }

    private static ReportFilter filter(Instant since, Instant until, String account) {
        return new ReportFilter(since, until, account, false, ZoneOffset.UTC, 1_000);
    }

    @ParameterizedTest
    @EnumSource(
            value = CdrGrouping.class,
            names = {"TRUNK", "DESTINATION", "ACCOUNT"})
    void shouldBeTheSumOverTheRecordsAsTheyStand(CdrGrouping by) {
        for (Duration part : List.of(Duration.ofDays(6), Duration.ofHours(61))) {
            List<CallQuality> rows = store.qualityOfCalls(ALL, filter(FIRST, FIRST.plus(part), null), by);
            assertEquals(
                    CALLS.expected(by, FIRST, FIRST.plus(part)),
                    rows.stream()
                            .map(QualityCalls::withoutDelay)
                            .collect(Collectors.toMap(CallQuality::key, Function.identity())));
            assertEquals(
                    rows.stream()
                            .map(CallQuality::attempts)
                            .sorted((a, b) -> Long.compare(b, a))
                            .toList(),
                    rows.stream().map(CallQuality::attempts).toList(),
                    "the busiest first");
        }
    }

    @Test
    void shouldGiveTheMedianOfTheTimeToTheFirstRinging() {
        for (CallQuality row : store.qualityOfCalls(ALL, filter(FIRST, LAST, null), CdrGrouping.ACCOUNT)) {
            List<Long> delays = CALLS.holding().stream()
                    .filter(cdr -> cdr.accountId().equals(row.key()))
                    .filter(cdr -> cdr.ringingAt() != null || cdr.answeredAt() != null)
                    .map(cdr -> Duration.between(
                                    cdr.startedAt(), cdr.ringingAt() == null ? cdr.answeredAt() : cdr.ringingAt())
                            .toMillis())
                    .sorted()
                    .toList();
            long middle = delays.get(delays.size() / 2);
            long before = delays.get(delays.size() / 2 - 1);
            assertTrue(
                    row.delayMillis() >= before - 1 && row.delayMillis() <= middle + 1,
                    row + " of " + before + " to " + middle);
        }
    }

    @Test
    void shouldSumUpOnlyWhatTheScopeCovers() {
        var scope = new Scope.Below("quality-payer-1");
        List<CallQuality> accounts = store.qualityOfCalls(scope, filter(FIRST, LAST, null), CdrGrouping.ACCOUNT);
        assertEquals(
                List.of("quality-payer-1"),
                accounts.stream().map(CallQuality::key).toList());
        assertEquals(accounts, store.qualityOfCalls(ALL, filter(FIRST, LAST, "quality-payer-1"), CdrGrouping.ACCOUNT));
        assertEquals(
                List.of(), store.qualityOfCalls(scope, filter(FIRST, LAST, "quality-payer-2"), CdrGrouping.ACCOUNT));
        assertEquals(
                List.of(),
                store.qualityOfCalls(
                        new Scope.Below("quality-reseller"), filter(FIRST, LAST, null), CdrGrouping.ACCOUNT));
    }

    @Test
    void shouldAddNoMoneyOfSeveralCurrencies() {
        Instant at = FIRST.minus(Duration.ofDays(90));
        ObjectNode dollars =
                Json.mapper().valueToTree(Calls.between(Calls.answered("dollars", at), "two-moneys", null));
        dollars.put("currency", "USD");
        Written.values(
                store,
                new CdrTable(),
                List.of(
                        Json.mapper().convertValue(dollars, Cdr.class),
                        Calls.between(Calls.answered("euros", at.plusSeconds(1)), "two-moneys", null)));
        CallQuality row = store.qualityOfCalls(ALL, filter(at, at.plusSeconds(60), "two-moneys"), CdrGrouping.ACCOUNT)
                .getFirst();
        assertEquals(2, row.attempts());
        assertNull(row.revenue());
        assertNull(row.currency());
    }

    @Test
    void shouldSayThatATimeHoldsMoreThanOneQuestionMayRead() {
        try (var connection = new StoreConnection(settings)) {
            var reads = new ReportReads(connection, NUMBER / 2);
            var refused = assertThrows(
                    StoreException.class, () -> reads.quality(ALL, filter(FIRST, LAST, null), CdrGrouping.TRUNK));
            assertEquals(StoreException.Category.TOO_MUCH, refused.category());
            assertNotEquals("", refused.getMessage());
        }
    }
}
