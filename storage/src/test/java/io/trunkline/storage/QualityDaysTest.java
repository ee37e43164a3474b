package io.trunkline.storage;

import static io.trunkline.storage.ClickHouseServer.ALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.storage.cdr.CdrGrouping;
import io.trunkline.storage.cdr.CdrTable;
import io.trunkline.storage.cdr.DaySummer;
import io.trunkline.storage.cdr.QualityDays;
import io.trunkline.storage.connection.StoreConnection;
import io.trunkline.storage.connection.StoreException;
import io.trunkline.storage.connection.StoreSettings;
import io.trunkline.storage.report.CallQuality;
import io.trunkline.storage.report.ReportFilter;
import io.trunkline.storage.report.ReportReads;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever of its days is summed up, and whatever was written after that: a report says the sum over the calls as they stand. */
@ExtendWith(ClickHouseServer.class)
class QualityDaysTest {

    private static final int CALLS = 400;
    private static final int DAYS = 5;
    private static final Set<CdrGrouping> GROUPINGS =
            Set.of(CdrGrouping.TRUNK, CdrGrouping.DESTINATION, CdrGrouping.ACCOUNT);

    private final LocalDate firstDay =
            LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).minusDays(DAYS);
    private final Instant first = firstDay.atStartOfDay(ZoneOffset.UTC).toInstant();
    private final Instant last = first.plus(Duration.ofDays(DAYS));
    private final QualityCalls calls = new QualityCalls();
    private final Store store;
    private final StoreSettings settings;
    private StoreConnection connection;
    private QualityDays days;
    private DaySummer summer;

    QualityDaysTest(Store store, StoreSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    @BeforeEach
    void startWithNoCalls() {
        connection = new StoreConnection(settings);
        for (String table : List.of("cdrs", "quality_days", "quality_marks")) {
            connection.execute("TRUNCATE TABLE trunkline." + table);
        }
        days = new QualityDays(connection);
        summer = new DaySummer(days);
        write(calls.begin(CALLS, first, last));
    }

    @AfterEach
    void close() {
        connection.close();
    }

    private void write(List<Cdr> cdrs) {
        Written.values(store, new CdrTable(), cdrs);
    }

    /** Sums up the days that are over, but for the last: whether that one is over for long enough the clock says. */
    private void sumUpAllButTheLast() {
        QualityDays.Waiting waiting = days.waiting();
        waiting.days().stream()
                .filter(day -> day.isBefore(firstDay.plusDays(DAYS - 1)))
                .forEach(day -> days.sumUp(day, waiting.asOf()));
    }

    private Set<LocalDate> allButTheLast() {
        return firstDay.datesUntil(firstDay.plusDays(DAYS - 1)).collect(Collectors.toSet());
    }

    private List<CallQuality> report(ReportReads reads, CdrGrouping by, Instant since, Instant until) {
        return reads.quality(ALL, new ReportFilter(since, until, null, false, ZoneOffset.UTC, 1_000), by);
    }

    private void assertReportsAreTheSums() {
        for (CdrGrouping by : GROUPINGS) {
            for (Duration left : List.of(Duration.ZERO, Duration.ofHours(7))) {
                for (Duration right : List.of(Duration.ZERO, Duration.ofHours(31))) {
                    Instant since = first.plus(left);
                    Instant until = last.minus(right);
                    assertEquals(
                            calls.expected(by, since, until),
                            report(new ReportReads(connection), by, since, until).stream()
                                    .map(QualityCalls::withoutDelay)
                                    .collect(Collectors.toMap(CallQuality::key, Function.identity())),
                            by + " from " + since + " to " + until);
                }
            }
        }
    }

    @Test
    void shouldBeTheSumOverTheCallsBeforeAndAfterTheirDaysAreSummedUp() {
        List<List<CallQuality>> before = reports();
        assertReportsAreTheSums();
        sumUpAllButTheLast();

        assertEquals(allButTheLast(), days.summed());
        assertReportsAreTheSums();
        assertEquals(before, reports(), "with the same median");
    }

    private List<List<CallQuality>> reports() {
        return GROUPINGS.stream()
                .map(by -> report(new ReportReads(connection), by, first, last))
                .toList();
    }

    @Test
    void shouldCountOnceWhatIsWrittenAgainAndSummedUpAgain() {
        sumUpAllButTheLast();
        QualityDays.Waiting again = days.waiting();
        allButTheLast().forEach(day -> days.sumUp(day, again.asOf()));
        allButTheLast().forEach(day -> days.sumUp(day, again.asOf()));
        assertReportsAreTheSums();

        write(calls.holding());
        assertEquals(Set.of(), days.summed(), "their sums hold no more");
        assertReportsAreTheSums();
        sumUpAllButTheLast();
        assertEquals(allButTheLast(), days.summed());
        assertReportsAreTheSums();
    }

    @Test
    void shouldFollowCallsThatComeLateAndThoseThatAreRatedAgain() {
        sumUpAllButTheLast();
        LocalDate second = firstDay.plusDays(1);
        Instant noon = second.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofHours(12));
        write(calls.begin(20, noon, noon.plusSeconds(60)));

        assertFalse(days.summed().contains(second));
        assertEquals(DAYS - 2, days.summed().size(), "all others hold");
        assertReportsAreTheSums();
        sumUpAllButTheLast();
        assertReportsAreTheSums();

        List<Cdr> again = calls.rateSomeAgain();
        assertTrue(again.size() > 20, "some are rated again");
        write(again);
        assertReportsAreTheSums();
        sumUpAllButTheLast();
        assertEquals(allButTheLast(), days.summed());
        assertReportsAreTheSums();
    }

    @Test
    void shouldForgetADestinationThatHasNoCallsAnyMore() {
        sumUpAllButTheLast();
        List<Cdr> elsewhere = calls.holding().stream()
                .filter(cdr -> cdr.tariff() != null)
                .map(QualityDaysTest::toElsewhere)
                .toList();
        assertFalse(elsewhere.isEmpty());
        calls.hold(elsewhere);
        write(elsewhere);
        sumUpAllButTheLast();

        assertEquals(allButTheLast(), days.summed());
        assertReportsAreTheSums();
    }

    private static Cdr toElsewhere(Cdr cdr) {
        ObjectNode changed = Json.mapper().valueToTree(cdr);
        ((ObjectNode) changed.path("tariff").path("rate")).put("destination", "Elsewhere");
        return Json.mapper().convertValue(changed, Cdr.class);
    }

    @Test
    void shouldReadNoCallsOfDaysThatAreSummedUp() {
        Instant until = last.minus(Duration.ofDays(1));
        var reads = new ReportReads(connection, CALLS / 2);
        assertEquals(
                StoreException.Category.TOO_MUCH,
                assertThrows(StoreException.class, () -> report(reads, CdrGrouping.TRUNK, first, until))
                        .category());
        sumUpAllButTheLast();

        for (CdrGrouping by : GROUPINGS) {
            assertEquals(
                    calls.expected(by, first, until).keySet(),
                    report(reads, by, first, until).stream()
                            .map(CallQuality::key)
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void shouldNotTakeSumsOfADayThatWasNotSummedUpToItsEnd() {
        connection.execute("INSERT INTO trunkline.quality_days (grouping, day, key, version, attempts)"
                + " VALUES ('trunk', '" + firstDay + "', '203.0.113.51', now64(6), 1000)");
        assertReportsAreTheSums();
        sumUpAllButTheLast();

        assertReportsAreTheSums();
    }

    @Test
    void shouldSumUpEachDayThatIsOverAndNoOther() {
        Instant now = Instant.now();
        write(calls.begin(10, now, now.plusSeconds(1)));
        summer.sumUpWhatWaits();

        assertTrue(days.summed().containsAll(allButTheLast()), () -> "summed up are " + days.summed());
        assertFalse(days.summed().contains(LocalDate.ofInstant(now, ZoneOffset.UTC)), "today goes on");
        assertEquals(0, summer.waiting());
        assertReportsAreTheSums();
    }
}
