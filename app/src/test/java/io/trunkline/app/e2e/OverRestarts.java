package io.trunkline.app.e2e;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.reducing;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.app.demo.DemoCustomers;
import io.trunkline.customers.Customers;
import io.trunkline.customers.CustomersFollower;
import io.trunkline.customers.FreeNumbers;
import io.trunkline.customers.Repricing;
import io.trunkline.exchange.WrittenCalls;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.Payer;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.tariff.Charge;
import io.trunkline.testing.Until;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * For tests in which the process ends and is started again, each in a class of its own, so that they may run side by side.
 *
 * <p>No message, no call and no money is lost or there twice, however the process ends while calls are up and the stages
 * behind the journal have not caught up. What the collector has counted is what must survive.
 */
abstract class OverRestarts {

    static final long SEED = 20_261_121;
    private static final int CALLS = 600;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Another rating makes topics and stores of its own first. */
    private static final Duration PATIENCE_WITH_A_REPLAY = Duration.ofMinutes(5);

    @TempDir
    private Path directory;

    private final WrittenCalls traffic = WrittenCalls.of(SEED, CALLS);
    Pipeline pipeline;
    ApiProbe api;

    @BeforeEach
    void startAndSetUpTheCustomers() throws Exception {
        pipeline = new Pipeline(directory);
        // As many as a cluster has: calls and accounts are then in partitions of their own.
        api = pipeline.start("--set", "kafka.partitions=4");
        DemoCustomers.setUp(pipeline.url(), pipeline.adminToken(), WrittenCalls.customers(SEED, pipeline.hepTcp()))
                .close();
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    /** Sends one of several equal parts of the traffic; returns how many messages it had. */
    final long sendAndWaitForTheJournal(int part, int ofParts) {
        int all = traffic.parcels().size();
        List<byte[]> packets = traffic.parcels().subList(all * part / ofParts, all * (part + 1) / ofParts).stream()
                .flatMap(parcel -> parcel.packets().stream())
                .toList();
        pipeline.send(packets);
        awaitCount("trunkline_collector_packets_total", packets.size());
        return packets.size();
    }

    /** Waits until a counter of the running process has come so far. */
    final void awaitCount(String counter, long least) {
        Until.holds(counter + " to reach " + least, PATIENCE, () -> api.metric(counter) >= least);
    }

    final void killAndStartAgain() {
        pipeline.process().kill();
        api = pipeline.start();
    }

    final void everythingIsThereOnce() throws SQLException {
        Until.holds(
                "all messages in the store",
                PATIENCE,
                () -> stored().values().stream().mapToLong(Long::longValue).sum() >= traffic.messages());
        Until.holds(
                "the rating to have read all", PATIENCE, () -> Books.lag(pipeline.kafka(), "trunkline-rating") == 0);
        Until.holds(
                "the API to show all calls", PATIENCE, () -> api.all("/cdrs").size() >= CALLS);
        everyMessageIsStoredOnce();
        Books books = Books.read(pipeline.kafka());
        everyCallIsRecordedOnce(books.lastCdrs());
        everyPriceIsBookedOnce(books);
        everyTierCostsWhatItsCardSaysAndNoFreeMinuteIsLost(books.lastCdrs());
        everyPaymentIsBookedOnce(books.entries());
        for (var account : books.entries().stream()
                .collect(groupingBy(LedgerEntry::accountId, TreeMap::new, toList()))
                .entrySet()) {
            theBalanceIsTheSum(account.getKey(), account.getValue());
        }
    }

    private void everyMessageIsStoredOnce() {
        Map<String, Long> expected =
                traffic.calls().stream().collect(toMap(WrittenCalls.Call::callId, call -> (long) call.messages()));
        assertEquals(expected, stored());
    }

    /** Messages in the store by Call-ID; FINAL leaves one of the rows that are the same to the last part of the key. */
    private Map<String, Long> stored() {
        var counts = new TreeMap<String, Long>();
        try (var connection = DriverManager.getConnection(pipeline.jdbcUrl());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT call_id, count() AS messages FROM trunkline.messages FINAL GROUP BY call_id")) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
            return counts;
        } catch (SQLException e) {
            throw new AssertionError("the store does not answer", e);
        }
    }

    private void everyCallIsRecordedOnce(List<Cdr> cdrs) {
        Map<String, Long> once = traffic.calls().stream().collect(toMap(WrittenCalls.Call::callId, call -> 1L));
        assertEquals(
                once,
                cdrs.stream()
                        .filter(cdr -> cdr.level() == Payer.CALLERS_LEVEL)
                        .collect(groupingBy(Cdr::callId, counting())));
        List<JsonNode> shown = api.all("/cdrs");
        assertEquals(
                once,
                shown.stream().collect(groupingBy(cdr -> cdr.path("callId").asText(), counting())));
        Map<String, JsonNode> byCallId =
                shown.stream().collect(toMap(cdr -> cdr.path("callId").asText(), Function.identity()));
        for (var call : traffic.calls()) {
            JsonNode cdr = byCallId.get(call.callId());
            assertEquals(call.accountId(), cdr.path("accountId").asText(), call::callId);
            assertEquals(call.outcome(), cdr.path("outcome").asText(), call::callId);
            assertEquals(call.talkMillis(), cdr.path("durationMillis").asLong(), call::callId);
        }
    }

    /** The price of each record of a call once, and that of the one before taken back where there was one. */
    private static void everyPriceIsBookedOnce(Books books) {
        var due = new TreeMap<String, List<BigDecimal>>();
        books.cdrs().stream()
                .filter(cdr -> cdr.rating() == Cdr.Rating.RATED)
                .sorted(Comparator.comparingInt(Cdr::revision))
                .forEach(cdr -> {
                    List<BigDecimal> amounts =
                            due.computeIfAbsent(cdr.accountId() + " " + cdr.callId(), call -> new ArrayList<>());
                    if (!amounts.isEmpty()) {
                        amounts.add(amounts.getLast().negate());
                    }
                    amounts.add(cdr.price().negate().stripTrailingZeros());
                });
        due.values().forEach(amounts -> amounts.removeIf(amount -> amount.signum() == 0));
        due.values().removeIf(List::isEmpty);
        Map<String, List<BigDecimal>> booked = books.entries().stream()
                .filter(entry -> isOfCall(entry.type()))
                .collect(groupingBy(
                        entry -> entry.accountId() + " " + entry.reference().replaceFirst("#[0-9]+$", ""),
                        TreeMap::new,
                        mapping(entry -> entry.amount().stripTrailingZeros(), toList())));
        assertTrue(due.size() > CALLS / 3, "most answered calls cost something, here " + due.size());
        assertEquals(due, booked);
    }

    private static boolean isOfCall(LedgerEntry.Type type) {
        return type == LedgerEntry.Type.CALL || type == LedgerEntry.Type.CORRECTION;
    }

    /**
     * Whichever calls had the month's free minutes: reckoned again from what a record says, each tier costs the same to the
     * digit, and the calls of an account took all the minutes that there are, or all that they want.
     */
    private void everyTierCostsWhatItsCardSaysAndNoFreeMinuteIsLost(List<Cdr> cdrs) {
        try (CustomersFollower followed = customers()) {
            Customers customers = followed.customers();
            var taken = new TreeMap<String, Long>();
            var wanted = new TreeMap<String, Long>();
            for (Cdr cdr : cdrs) {
                if (cdr.rating() != Cdr.Rating.RATED) {
                    continue;
                }
                Cdr again = new Repricing(customers, null).again(cdr).orElseThrow();
                assertEquals(0, cdr.price().compareTo(again.price()), cdr::toString);
                assertEquals(cdr.billedSeconds(), again.billedSeconds(), cdr::toString);
                assertEquals(cdr.freeSeconds(), again.freeSeconds(), cdr::toString);
                Tariff tariff = again.tariff();
                if (tariff.allowance() != null) {
                    String month = cdr.accountId() + " " + tariff.allowance();
                    boolean costs =
                            Charge.of(tariff, cdr.durationMillis()).price().signum() > 0;
                    long minutes = costs ? Math.ceilDiv(cdr.durationMillis(), 60_000) : 0;
                    wanted.merge(month, minutes, Long::sum);
                    wanted.computeIfPresent(
                            month,
                            (each, sum) -> Math.min(sum, tariff.allowance().minutes()));
                    taken.merge(month, cdr.freeSeconds() / 60, Long::sum);
                }
            }
            assertFalse(wanted.isEmpty(), "somebody has a package with free minutes");
            assertEquals(wanted, taken);
        }
    }

    private CustomersFollower customers() {
        var followed =
                CustomersFollower.start(pipeline.kafka(), new FreeNumbers(FreeNumbers.EMERGENCY), (record, why) -> {});
        Until.holds("all customers to be known", PATIENCE, followed.topics()::caughtUp);
        return followed;
    }

    /** To the digit: every tier of every call, what was booked for each, in whatever steps, and every balance. */
    final void aReplayGivesTheSame(Books books) {
        try (CustomersFollower followed = customers()) {
            Books again = new Replay(pipeline.kafka())
                    .run(followed, directory.resolve("replay"), books.lastCdrs().size(), PATIENCE_WITH_A_REPLAY);
            assertEquals(prices(books), prices(again));
            assertEquals(booked(books), booked(again));
        }
    }

    private static List<String> prices(Books books) {
        return books.lastCdrs().stream()
                .map(cdr -> String.join(
                        " ",
                        cdr.id(),
                        Integer.toString(cdr.level()),
                        cdr.role() + " " + cdr.accountId() + " below " + cdr.parentId(),
                        cdr.answeredAt() + " for " + cdr.durationMillis() + " ms " + cdr.outcome(),
                        cdr.billedSeconds() + " s and " + cdr.freeSeconds() + " free",
                        cdr.rating() + " " + cdr.price() + " " + cdr.currency()))
                .sorted()
                .toList();
    }

    /** The sum of what was booked, for each call and order of each account, and its balance behind all of it. */
    private static Map<String, String> booked(Books books) {
        var sums = new TreeMap<String, BigDecimal>();
        var balances = new TreeMap<String, BigDecimal>();
        for (LedgerEntry entry : books.entries()) {
            sums.merge(entry.accountId() + " " + bookedFor(entry), entry.amount(), BigDecimal::add);
            balances.put(entry.accountId(), entry.balanceAfter());
        }
        sums.values().removeIf(sum -> sum.signum() == 0);
        sums.putAll(balances);
        return sums.entrySet().stream().collect(toMap(Map.Entry::getKey, sum -> sum.getValue()
                .stripTrailingZeros()
                .toPlainString()));
    }

    /** What an entry refers to, without the revision of a call that was corrected. */
    private static String bookedFor(LedgerEntry entry) {
        return entry.reference().replaceFirst("#[0-9]+$", "");
    }

    private static void everyPaymentIsBookedOnce(List<LedgerEntry> entries) {
        assertEquals(
                List.of(
                        "alpenblick-reisen opening 2.50",
                        "bright-dental opening 25.00",
                        "harbour-taxi opening 1.50",
                        "studio-lumen opening 500.00"),
                entries.stream()
                        .filter(entry -> !isOfCall(entry.type()))
                        .map(entry -> entry.accountId() + " " + entry.reference() + " "
                                + entry.amount().setScale(2))
                        .sorted()
                        .toList());
    }

    private void theBalanceIsTheSum(String account, List<LedgerEntry> entries) {
        assertEquals(
                IntStream.rangeClosed(1, entries.size()).mapToObj(i -> (long) i).toList(),
                entries.stream().map(LedgerEntry::sequence).toList(),
                "the sequence of " + account);
        BigDecimal sum = entries.stream().map(LedgerEntry::amount).collect(reducing(BigDecimal.ZERO, BigDecimal::add));
        assertEquals(0, sum.compareTo(entries.getLast().balanceAfter()), account);
        var shown = api.get("/accounts/" + account + "/balance");
        assertEquals(0, sum.compareTo(new BigDecimal(shown.path("balance").asText())), () -> account + ": " + shown);
        assertEquals(
                entries.reversed().stream().map(LedgerEntry::id).toList(),
                api.all("/accounts/" + account + "/statement").stream()
                        .map(entry -> entry.path("id").asText())
                        .toList());
    }
}
