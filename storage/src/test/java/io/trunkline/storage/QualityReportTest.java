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
import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.Outcome;
import io.trunkline.protocol.event.Payer;
import io.trunkline.storage.cdr.CdrGrouping;
import io.trunkline.storage.cdr.CdrTable;
import io.trunkline.storage.connection.StoreConnection;
import io.trunkline.storage.connection.StoreException;
import io.trunkline.storage.connection.StoreSettings;
import io.trunkline.storage.report.CallQuality;
import io.trunkline.storage.report.ReportFilter;
import io.trunkline.storage.report.ReportReads;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
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
    private static final int CALLS = 600;
    private static final List<String> TRUNKS = List.of("203.0.113.51", "203.0.113.52", "[2001:db8::7]");
    private static final Map<String, Cdr> HOLDING = new LinkedHashMap<>();

    private final Store store;
    private final StoreSettings settings;

    QualityReportTest(Store store, StoreSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    @BeforeAll
    static void writeCallsTwiceAndCorrectSome(Store store) {
        var random = new SplittableRandom(7);
        for (int i = 0; i < CALLS; i++) {
            Cdr cdr = call(i, random);
            HOLDING.put(cdr.id(), cdr);
        }
        List<Cdr> first = List.copyOf(HOLDING.values());
        Written.values(store, new CdrTable(), first);
        Written.values(store, new CdrTable(), first);
        var corrected = new ArrayList<Cdr>();
        for (Cdr cdr : first) {
            if (cdr.outcome() == Outcome.ANSWERED && random.nextInt(4) == 0) {
                Cdr again = cdr.ratedAgain(cdr.tariff(), 60, 0, new BigDecimal("0.5"), List.of());
                HOLDING.put(again.id(), again);
                corrected.add(again);
            }
        }
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

    private static Cdr call(int number, SplittableRandom random) {
        Instant at =
                FIRST.plusMillis(random.nextLong(Duration.between(FIRST, LAST).toMillis()));
        String id = "quality-" + number;
        boolean answered = random.nextInt(3) > 0;
        Cdr plain = Calls.between(
                answered ? Calls.answered(id, at) : Calls.busy(id, at),
                "quality-payer-" + random.nextInt(3),
                random.nextInt(10) == 0 ? "globex" : null);
        ObjectNode cdr = Json.mapper().valueToTree(plain);
        cdr.put("target", TRUNKS.get(random.nextInt(TRUNKS.size())) + ":5060");
        if (answered) {
            Instant ringing = at.plusMillis(random.nextInt(1_000));
            cdr.put("ringingAt", random.nextInt(5) == 0 ? null : ringing.toString());
            cdr.put("durationMillis", random.nextInt(100_000));
        } else {
            String code = List.of(
                            "busy", "no-answer", "declined", "unreachable", "cancelled", "trunk-failure", "suspended")
                    .get(random.nextInt(7));
            boolean rang = random.nextBoolean();
            cdr.put("ringingAt", rang ? at.plusMillis(random.nextInt(900)).toString() : null);
            cdr.putObject("cause")
                    .put("code", code)
                    .put("text", code)
                    .put("by", code.equals("suspended") || random.nextInt(6) == 0 ? "platform" : "callee")
                    .put("at", at.plusSeconds(1).toString());
        }
        return Json.mapper().convertValue(cdr, Cdr.class);
    }

    private static ReportFilter filter(Instant since, Instant until, String account) {
        return new ReportFilter(since, until, account, false, ZoneOffset.UTC, 1_000);
    }

    /** The same figures over the records themselves, in plain words. */
    private static CallQuality sum(String key, List<Cdr> calls) {
        List<Cdr> answered =
                calls.stream().filter(QualityReportTest::isAnswered).toList();
        BigDecimal revenue = calls.stream()
                .map(Cdr::price)
                .filter(price -> price != null)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .stripTrailingZeros();
        return new CallQuality(
                key,
                calls.size(),
                answered.size(),
                calls.stream().filter(QualityReportTest::isEffective).count(),
                answered.stream().mapToLong(Cdr::durationMillis).sum(),
                null,
                revenue.scale() < 0 ? revenue.setScale(0) : revenue,
                revenue.signum() == 0 ? null : "EUR");
    }

    private static boolean isAnswered(Cdr cdr) {
        return cdr.outcome() == Outcome.ANSWERED;
    }

    private static boolean isByPlatform(Cdr cdr) {
        return !isAnswered(cdr) && cdr.cause().by() == Cause.By.PLATFORM;
    }

    private static boolean isEffective(Cdr cdr) {
        if (isAnswered(cdr)) {
            return true;
        }
        return switch (cdr.cause().code()) {
            case BUSY, NO_ANSWER, DECLINED, UNREACHABLE -> !isByPlatform(cdr);
            case CANCELLED -> cdr.ringingAt() != null;
            default -> false;
        };
    }

    private static String key(Cdr cdr, CdrGrouping by) {
        return switch (by) {
            case TRUNK ->
                isByPlatform(cdr) || cdr.calledAccountId() != null
                        ? ""
                        : cdr.target().replaceAll(":5060$", "").replaceAll("[\\[\\]]", "");
            case DESTINATION ->
                isByPlatform(cdr) || cdr.tariff() == null
                        ? ""
                        : cdr.tariff().rate().destination();
            case ACCOUNT -> cdr.accountId();
            case CAUSE -> throw new IllegalArgumentException("of no quality");
        };
    }

    private static Map<String, CallQuality> expected(CdrGrouping by, Instant since, Instant until) {
        return HOLDING.values().stream()
                .filter(cdr ->
                        !cdr.startedAt().isBefore(since) && cdr.startedAt().isBefore(until))
                .filter(cdr -> !key(cdr, by).isEmpty())
                .collect(Collectors.groupingBy(cdr -> key(cdr, by)))
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> sum(entry.getKey(), entry.getValue())));
    }

    private static CallQuality withoutDelay(CallQuality row) {
        return new CallQuality(
                row.key(),
                row.attempts(),
                row.answered(),
                row.effective(),
                row.talkMillis(),
                null,
                row.revenue(),
                row.currency());
    }

    @ParameterizedTest
    @EnumSource(
            value = CdrGrouping.class,
            names = {"TRUNK", "DESTINATION", "ACCOUNT"})
    void shouldBeTheSumOverTheRecordsAsTheyStand(CdrGrouping by) {
        for (Duration part : List.of(Duration.ofDays(6), Duration.ofHours(61))) {
            List<CallQuality> rows = store.qualityOfCalls(ALL, filter(FIRST, FIRST.plus(part), null), by);
            assertEquals(
                    expected(by, FIRST, FIRST.plus(part)),
                    rows.stream()
                            .map(QualityReportTest::withoutDelay)
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
            List<Long> delays = HOLDING.values().stream()
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
            var reads = new ReportReads(connection, CALLS / 2);
            var refused = assertThrows(
                    StoreException.class, () -> reads.quality(ALL, filter(FIRST, LAST, null), CdrGrouping.TRUNK));
            assertEquals(StoreException.Category.TOO_MUCH, refused.category());
            assertNotEquals("", refused.getMessage());
        }
    }
}
