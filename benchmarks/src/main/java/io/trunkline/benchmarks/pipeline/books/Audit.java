package io.trunkline.benchmarks.pipeline.books;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.benchmarks.pipeline.product.Above;
import io.trunkline.benchmarks.pipeline.product.ClickHouse;
import io.trunkline.benchmarks.pipeline.product.Customers;
import io.trunkline.benchmarks.pipeline.product.LoadAccount;
import io.trunkline.benchmarks.pipeline.product.Product;
import io.trunkline.benchmarks.pipeline.traffic.CallKey;
import io.trunkline.benchmarks.pipeline.traffic.Traffic;
import io.trunkline.protocol.Topic;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts at the end of a run: every message that was sent is stored once, every call has one CDR with the outcome and
 * the price that the generator knows, every first CDR with a price has one entry in the ledger, no ledger has a gap, and the
 * sums of prices, entries, payments and balances are the same to the last digit, on the topics, by the API and in the
 * store.
 */
public final class Audit {

    private static final Duration LONGEST_WAIT_FOR_THE_STORE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int SLICES = 16;

    private final List<Run> runs;
    private final Customers customers;
    private final Differences differences = new Differences();
    private final Map<String, BigDecimal> priced = new HashMap<>();
    private final Map<String, BigDecimal> charged = new HashMap<>();
    private final Map<String, BigDecimal> paid = new HashMap<>();
    private final Map<String, Long> freeMinutes = new HashMap<>();
    private final Map<String, Long> wantedMinutes = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();

    /** Of calls and tiers that got free minutes after their end: the revision of the record that holds. */
    private final Map<String, Integer> lastRevisions = new HashMap<>();

    private long records;
    private long entries;

    private Audit(List<Traffic> runs, Customers customers) {
        this.runs = runs.stream().map(Run::new).toList();
        this.customers = customers;
    }

    /**
     * Counts.
     *
     * @param runs everything that was played since the data directory was made
     * @param messages how many messages that were
     */
    public static Differences of(Product product, List<Traffic> runs, Customers customers, long messages)
            throws IOException, InterruptedException {
        var audit = new Audit(runs, customers);
        TopicReader.read(product.kafka(), Topic.CDRS, audit::revision);
        TopicReader.read(product.kafka(), Topic.CDRS, audit::record);
        TopicReader.read(product.kafka(), Topic.LEDGER, audit::entry);
        audit.compareBooks();
        audit.compareBalances();
        try (var store = product.clickHouse()) {
            audit.compareStore(store, messages);
        }
        return audit.differences;
    }

    private void revision(JsonNode cdr) {
        int revision = cdr.path("revision").asInt();
        if (revision > 0) {
            lastRevisions.merge(tier(cdr), revision, Math::max);
        }
    }

    private static String tier(JsonNode cdr) {
        return cdr.path("callId").asText() + " " + cdr.path("level").asInt();
    }

    private void record(JsonNode cdr) {
        int revision = cdr.path("revision").asInt();
        records += revision == 0 ? 1 : 0;
        String callId = cdr.path("callId").asText();
        BigDecimal price = new BigDecimal(cdr.path("price").asText("0"));
        boolean holds = revision == lastRevisions.getOrDefault(tier(cdr), 0);
        if (holds) {
            priced.merge(cdr.path("accountId").asText(), price, BigDecimal::add);
            freeMinutes.merge(
                    cdr.path("accountId").asText(),
                    TimeUnit.SECONDS.toMinutes(cdr.path("freeSeconds").asLong()),
                    Long::sum);
        }
        for (Run run : runs) {
            long call = run.number(callId);
            if (call != CallKey.NONE) {
                if (holds) {
                    comparePrice(run, call, cdr, price);
                }
                if (revision == 0) {
                    record(run, call, cdr, price);
                }
                return;
            }
        }
        differences.add("CDRs of calls that were never made", callId);
    }

    private void record(Run run, long call, JsonNode cdr, BigDecimal price) {
        String callId = cdr.path("callId").asText();
        var template = run.template(call);
        int level = cdr.path("level").asInt();
        String accountId = cdr.path("accountId").asText();
        if (!run.record(call, level)) {
            differences.add("calls with two CDRs of a tier", callId);
        }
        if (price.signum() > 0) {
            run.due(call, level);
        }
        if (level != customers.above().level(accountId)) {
            differences.add("CDRs on another level", callId + ": " + accountId + " on level " + level);
        }
        if (level > 0) {
            return;
        }
        if (!template.accountId().equals(cdr.path("accountId").asText())) {
            differences.add(
                    "CDRs of another account",
                    callId + ": " + cdr.path("accountId").asText() + " instead of " + template.accountId());
        }
        if (!template.outcome().equals(cdr.path("outcome").asText())) {
            differences.add(
                    "CDRs with another outcome",
                    callId + ": " + cdr.path("outcome").asText() + " instead of " + template.outcome());
        }
    }

    /** Without free minutes it is known; with all that it wants it is 0, and with a few of them something between. */
    private void comparePrice(Run run, long call, JsonNode cdr, BigDecimal price) {
        long free = TimeUnit.SECONDS.toMinutes(cdr.path("freeSeconds").asLong());
        BigDecimal whole = run.price(call);
        BigDecimal least = free == 0 ? whole : BigDecimal.ZERO;
        BigDecimal most = free == run.minutes(call) ? BigDecimal.ZERO : whole;
        boolean wanted = run.minutes(call) > 0;
        if (wanted) {
            wantedMinutes.merge(cdr.path("accountId").asText(), run.minutes(call), Long::sum);
        }
        if (price.compareTo(least) < 0 || price.compareTo(wanted ? most : whole) > 0 || free > run.minutes(call)) {
            var template = run.template(call);
            differences.add(
                    "CDRs with another price",
                    cdr.path("callId").asText() + ": " + price + " instead of " + whole + " for "
                            + template.talkMillis() + " ms to " + template.number() + " with " + free
                            + " free minutes");
        }
    }

    private void entry(JsonNode entry) {
        entries++;
        String account = entry.path("accountId").asText();
        long sequence = entry.path("sequence").asLong();
        long before = sequences.getOrDefault(account, 0L);
        if (sequence != before + 1) {
            differences.add(
                    "gaps and repetitions in a ledger", account + ": entry " + sequence + " comes after " + before);
        }
        sequences.put(account, sequence);
        BigDecimal amount = new BigDecimal(entry.path("amount").asText());
        switch (entry.path("type").asText()) {
            case "call" -> {
                charged.merge(account, amount, BigDecimal::add);
                book(entry.path("reference").asText(), customers.above().level(account));
            }
            case "correction" -> charged.merge(account, amount, BigDecimal::add);
            case "payment" -> paid.merge(account, amount, BigDecimal::add);
            default -> differences.add("entries of other kinds", entry.toString());
        }
    }

    private void book(String reference, int level) {
        for (Run run : runs) {
            long call = run.number(reference);
            if (call != CallKey.NONE) {
                if (!run.book(call, level)) {
                    differences.add("calls that were booked twice by an account", reference);
                }
                return;
            }
        }
        differences.add("entries for calls that were never made", reference);
    }

    private void compareBooks() {
        long expectedRecords =
                runs.stream().mapToLong(run -> customers.records(run.traffic())).sum();
        long unrecorded = runs.stream().mapToLong(Run::unrecorded).sum();
        differences.compare("CDRs of all tiers", expectedRecords, records);
        differences.compare("calls without a CDR", 0L, unrecorded);
        differences.compare(
                "calls with a price that were not booked, or the other way round",
                0L,
                runs.stream().mapToLong(Run::otherwiseBooked).sum());
        if (customers.above().packages()) {
            compareFreeMinutes();
        } else {
            BigDecimal ofCallers = runs.stream().map(Run::prices).reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal expected =
                    ofCallers.multiply(BigDecimal.valueOf(customers.above().levels()));
            differences.compare("sum of prices, as the generator knows it and on cdrs", expected, sum(priced));
        }
        differences.compare(
                "sum of prices and of entries for calls",
                sum(priced),
                sum(charged).negate());
    }

    /** Whichever calls had them: an account's calls take all that there are, or all that they want. */
    private void compareFreeMinutes() {
        long expected = 0;
        long taken = 0;
        for (LoadAccount account : customers.accounts()) {
            long wanted = Math.min(Above.FREE_MINUTES, wantedMinutes.getOrDefault(account.id(), 0L));
            long had = freeMinutes.getOrDefault(account.id(), 0L);
            expected += wanted;
            taken += had;
            if (wanted != had) {
                differences.add(
                        "accounts with other free minutes", account.id() + ": " + had + " instead of " + wanted);
            }
        }
        differences.compare("free minutes taken", expected, taken);
    }

    private void compareBalances() throws IOException, InterruptedException {
        BigDecimal balances = BigDecimal.ZERO;
        for (LoadAccount account : customers.accounts()) {
            String id = account.id();
            BigDecimal spent = priced.getOrDefault(id, BigDecimal.ZERO);
            BigDecimal booked = charged.getOrDefault(id, BigDecimal.ZERO).negate();
            if (spent.compareTo(booked) != 0) {
                differences.add("accounts whose prices and entries differ", id + ": " + spent + " and " + booked);
            }
            if (customers.paid(id).compareTo(paid.getOrDefault(id, BigDecimal.ZERO)) != 0) {
                differences.add(
                        "accounts whose payments and entries differ",
                        id + ": " + customers.paid(id) + ", " + paid.get(id));
            }
            BigDecimal balance =
                    new BigDecimal(customers.balance(id).path("balance").asText());
            balances = balances.add(balance);
            if (customers.paid(id).subtract(spent).compareTo(balance) != 0) {
                differences.add(
                        "accounts with another balance",
                        id + ": " + balance + " instead of "
                                + customers.paid(id).subtract(spent));
            }
        }
        differences.compare("payments less prices, and balances", sum(paid).subtract(sum(priced)), balances);
    }

    private void compareStore(ClickHouse store, long messages) throws IOException, InterruptedException {
        long stored = 0;
        for (int slice = 0; slice < SLICES; slice++) {
            stored += store.number("SELECT uniqExact(collector, journal_index) FROM trunkline.messages"
                    + " WHERE modulo(journal_index, " + SLICES + ") = " + slice);
        }
        differences.compare("messages sent, and stored once each", messages, stored);
        String calls = "SELECT count() FROM (SELECT DISTINCT call_id, level FROM trunkline.cdrs)";
        differences.compare("CDRs on their topic and in the store", records, settled(store, calls, records));
        String booked = "SELECT count() FROM (SELECT DISTINCT account_id, sequence FROM trunkline.ledger)";
        differences.compare("entries on their topic and in the store", entries, settled(store, booked, entries));
        differences.compare(
                "sum of prices on the topic and in the store",
                sum(priced),
                new BigDecimal(store.rows("SELECT sum(price) FROM trunkline.cdrs FINAL")
                        .getFirst()));
        differences.compare(
                "sum of entries on the topic and in the store",
                sum(paid).add(sum(charged)),
                new BigDecimal(store.rows("SELECT sum(amount) FROM trunkline.ledger FINAL")
                        .getFirst()));
        differences.compare(
                "records that could not be read", 0L, store.number("SELECT count() FROM trunkline.unreadable"));
    }

    /** A count once it is what it must be, or when it has been waited for long enough. */
    private static long settled(ClickHouse store, String sql, long expected) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WAIT_FOR_THE_STORE.toNanos();
        long count = store.number(sql);
        while (count < expected && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL.toNanos());
            count = store.number(sql);
        }
        return count;
    }

    private static BigDecimal sum(Map<String, BigDecimal> amounts) {
        return amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
