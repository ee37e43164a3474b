package io.trunkline.storage;

import static io.trunkline.storage.ClickHouseServer.ALL;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.CallLink;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.storage.cdr.CdrReads;
import io.trunkline.storage.cdr.CdrTable;
import io.trunkline.storage.connection.Columns;
import io.trunkline.storage.connection.Query;
import io.trunkline.storage.connection.StoreConnection;
import io.trunkline.storage.connection.StoreSettings;
import io.trunkline.storage.link.CallLinkTable;
import io.trunkline.storage.link.LinkReads;
import io.trunkline.storage.message.MessageReads;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** That the queries go by the keys: what the server expects to read of a table that is larger than a granule. */
@ExtendWith(ClickHouseServer.class)
class ReadPathTest {

    private static final int MESSAGE_GRANULE = 1_024;
    private static final int GRANULE = 8_192;

    private final Store store;
    private final StoreSettings settings;

    ReadPathTest(Store store, StoreSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    @Test
    void shouldReadOneGranuleForATrace() {
        int calls = 20 * MESSAGE_GRANULE;
        Written.messages(
                store,
                IntStream.range(0, calls)
                        .mapToObj(i -> Captured.invite(i, "call-%06d".formatted(i)))
                        .toList());

        long rows = rowsToRead(
                MessageReads.class, "trace-of-call", Map.of("call_ids", List.of("call-012345"), "limit", 10));

        assertTrue(rows <= 2 * MESSAGE_GRANULE, rows + " rows of " + calls);
    }

    @Test
    void shouldReadAFewGranulesForTheLinksOfACall() {
        int links = 20 * MESSAGE_GRANULE;
        Written.values(
                store,
                new CallLinkTable(),
                IntStream.range(0, links)
                        .mapToObj(i -> new CallLink(
                                "value-%06d".formatted(i),
                                Calls.NOON.plusMillis(i),
                                true,
                                List.of(new CallLink.Leg("leg-%06d".formatted(i), Calls.NOON, "X-CID"))))
                        .toList());

        long rows =
                rowsToRead(LinkReads.class, "links-of-calls", Map.of("call_ids", List.of("leg-012345"), "limit", 10));

        assertTrue(rows <= 5 * MESSAGE_GRANULE, rows + " rows of " + links);
    }

    @Test
    void shouldReadOneRangeADayForTheCallsOfAnAccount() {
        int accounts = 100;
        int days = 2;
        int callsADay = 4 * GRANULE;
        for (int day = 0; day < days; day++) {
            var start = Calls.NOON.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(day));
            List<Cdr> calls = IntStream.range(0, callsADay)
                    .mapToObj(i -> Calls.between(
                            Calls.busy("call-" + i, start.plusMillis(i)), "account-" + i % accounts, null))
                    .toList();
            Written.values(store, new CdrTable(), calls);
        }
        long rows =
                rowsToRead(CdrReads.class, "cdrs-newest-first", asked("account_id", "account-42", "view", "dialled"));

        assertTrue(rows <= days * 2L * GRANULE, rows + " rows of " + days * callsADay);
    }

    @Test
    void shouldReadNextToNothingForTheCallsOfAnEndpointThatHadFew() {
        int calls = 20 * GRANULE;
        var start = Calls.NOON.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(200));
        Written.values(
                store,
                new CdrTable(),
                IntStream.range(0, calls)
                        .mapToObj(i -> Calls.numbers(
                                Calls.busy("endpoint-" + i, start.plusMillis(i)), "49" + i, "endpoint-" + i))
                        .toList());

        long rows = rowsToRead(
                CdrReads.class,
                "cdrs-newest-first",
                asked(
                        "since_micros",
                        Columns.micros(start),
                        "endpoint_user",
                        "endpoint-77",
                        "endpoint_address",
                        "192.0.2.77:5060",
                        "endpoint_until_micros",
                        Columns.until(null)));

        assertTrue(rows <= 4L * GRANULE, rows + " rows of " + calls);
    }

    /** The parameters of the list of calls: all calls but for what is said. */
    private static Map<String, Object> asked(Object... others) {
        var all = new HashMap<>(Map.<String, Object>ofEntries(
                Map.entry("account_id", ""),
                Map.entry("view", ""),
                Map.entry("number", ""),
                Map.entry("number_prefix", ""),
                Map.entry("call_id", ""),
                Map.entry("outcome", ""),
                Map.entry("cause", ""),
                Map.entry("destination", ""),
                Map.entry("trunk", ""),
                Map.entry("agent", ""),
                Map.entry("endpoint_user", ""),
                Map.entry("endpoint_address", ""),
                Map.entry("endpoint_since_micros", -1L),
                Map.entry("endpoint_until_micros", -1L),
                Map.entry("min_ring_millis", -1L),
                Map.entry("max_ring_millis", -1L),
                Map.entry("min_millis", -1L),
                Map.entry("max_millis", -1L),
                Map.entry("since_micros", 0L),
                Map.entry("until_micros", Columns.micros(Calls.NOON.plus(Duration.ofDays(1_000)))),
                Map.entry("before_micros", Columns.micros(Calls.NOON.plus(Duration.ofDays(1_000)))),
                Map.entry("before_id", ""),
                Map.entry("limit", 101)));
        for (int i = 0; i < others.length; i += 2) {
            all.put((String) others[i], others[i + 1]);
        }
        return all;
    }

    @Test
    void shouldReadForAPageOfACarriersDayOnlyWhatLiesBehindThePageBefore() {
        int calls = 6 * GRANULE;
        var start = Calls.NOON.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(50));
        Written.values(
                store,
                new CdrTable(),
                IntStream.range(0, calls)
                        .mapToObj(i -> Calls.between(
                                Calls.answered("carried-" + i, start.plusMillis(i)), "busy-carrier", null))
                        .toList());
        long rows = rowsToRead(
                CdrReads.class,
                "calls-to-rate-again",
                Map.ofEntries(
                        Map.entry("account_id", "busy-carrier"),
                        Map.entry("role", ""),
                        Map.entry("number_prefix", ""),
                        Map.entry("since_micros", Columns.micros(start)),
                        Map.entry("until_micros", Columns.micros(start.plus(Duration.ofDays(1)))),
                        Map.entry("after_micros", Columns.micros(start.plusMillis(calls - 100))),
                        Map.entry("after_account", "busy-carrier"),
                        Map.entry("after_call_id", "carried-" + (calls - 100)),
                        Map.entry("after_level", 0),
                        Map.entry("limit", 101)));

        assertTrue(rows <= 2L * GRANULE, rows + " rows of " + calls);
    }

    @Test
    void shouldReadOnlyTheDaysOfAReportOnQuality() {
        int callsADay = 4 * GRANULE;
        for (int day = 0; day < 3; day++) {
            var start = Calls.NOON.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(100 + day));
            Written.values(
                    store,
                    new CdrTable(),
                    IntStream.range(0, callsADay)
                            .mapToObj(i -> Calls.busy("report-call-" + i, start.plusMillis(i)))
                            .toList());
        }
        var day = Calls.NOON.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(101));

        long rows = rowsToRead(
                CdrReads.class,
                "quality-of-calls",
                Map.of(
                        "by",
                        "trunk",
                        "account_id",
                        "",
                        "summed_days",
                        List.of(),
                        "other_days",
                        List.of(LocalDate.ofInstant(day, ZoneOffset.UTC).toString()),
                        "since_micros",
                        Columns.micros(day),
                        "until_micros",
                        Columns.micros(day.plus(Duration.ofDays(1))),
                        "limit",
                        100,
                        "most_rows_read",
                        1_000_000L));

        assertTrue(rows <= callsADay + 2L * GRANULE, rows + " rows of " + 3 * callsADay);
    }

    private long rowsToRead(Class<?> room, String query, Map<String, Object> values) {
        var estimate = Query.of(query, "EXPLAIN ESTIMATE " + Query.whole(room, query));
        try (var connection = new StoreConnection(settings)) {
            return connection.rows(estimate, ALL, values, row -> row.getLong("rows")).stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }
}
