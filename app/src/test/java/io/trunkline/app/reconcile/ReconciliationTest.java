package io.trunkline.app.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.protocol.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A carrier's file against our calls. */
class ReconciliationTest {

    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
    private static final String HEADER = "number,time,seconds,price\n";
    private static final int PAGE = 7;

    @TempDir
    private Path folder;

    private final List<Finding> findings = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();

    /** A call of ours: when it was answered, and how long it rang before. */
    private record Call(String id, String number, Instant answeredAt, long ringMillis, long millis, String price) {

        Instant startedAt() {
            return answeredAt.minusMillis(ringMillis);
        }

        ObjectNode item() {
            ObjectNode item = Json.mapper().createObjectNode();
            item.put("id", id).put("from", "4930").put("to", number).put("price", price);
            item.put("currency", price == null ? null : "EUR");
            item.put("startedAt", startedAt().toString()).put("answeredAt", answeredAt.toString());
            item.put("endedAt", answeredAt.plusMillis(millis).toString());
            return item.put("durationMillis", millis).put("billedSeconds", 60 * Math.ceilDiv(millis, 60_000));
        }
    }

    private void ours(String id, String number, String answeredAt, long seconds, String price) {
        calls.add(new Call(id, number, Instant.parse(answeredAt), 5_000, seconds * 1_000, price));
    }

    private static CarrierFormat format(String zone) {
        return new CarrierFormat(
                "Number",
                List.of("time"),
                "seconds",
                "price",
                null,
                null,
                ',',
                true,
                false,
                new Numbering("", ""),
                new CarrierTimes("iso", ZoneId.of(zone)));
    }

    private static Reconciliation.Order order() {
        return new Reconciliation.Order(
                format("UTC"), "EUR", null, null, 0, Moment.ANSWERED, false, new Tolerances(5_000, 1, BigDecimal.ZERO));
    }

    private static Reconciliation.Order order(CarrierFormat format, Instant from, Instant to, long shiftMillis) {
        return new Reconciliation.Order(
                format, "EUR", from, to, shiftMillis, Moment.ANSWERED, false, order().tolerances());
    }

    private Summary run(Reconciliation.Order order, String file)
            throws IOException, InterruptedException, Reconciliation.BadFileException {
        findings.clear();
        return new Reconciliation(order, this::page, findings::add, line -> {})
                .run(Files.writeString(folder.resolve("carrier.csv"), file));
    }

    /** As the API gives them: by when they began, page by page. */
    private ObjectNode page(Instant since, Instant until, String cursor) {
        List<Call> asked = calls.stream()
                .filter(call ->
                        !call.startedAt().isBefore(since) && call.startedAt().isBefore(until))
                .sorted(Comparator.comparing(Call::startedAt).thenComparing(Call::id))
                .toList();
        int begin = cursor == null ? 0 : Integer.parseInt(cursor);
        int end = Math.min(asked.size(), begin + PAGE);
        ObjectNode page = Json.mapper().createObjectNode();
        var items = page.putArray("items");
        asked.subList(begin, end).forEach(call -> items.add(call.item()));
        return page.put("next", end < asked.size() ? Integer.toString(end) : null);
    }

    /** What came of each call: by our id, or by the line of the file. */
    private Map<String, Finding.Kind> results() {
        var results = new TreeMap<String, Finding.Kind>();
        findings.forEach(found -> results.put(
                found.ours() == null
                        ? "line " + found.carriers().line()
                        : found.ours().id(),
                found.kind()));
        assertEquals(findings.size(), results.size(), "something was found twice: " + findings);
        return results;
    }

    @Test
    void shouldFindWhatDiffersAndWhatIsMissingWithWhatItCosts() throws Exception {
        ours("same", "44770", "2026-11-01T10:00:00.400Z", 60, "0.60");
        ours("longer", "44771", "2026-11-01T10:00:01Z", 60, "0.60");
        ours("dearer", "44772", "2026-11-01T10:00:02Z", 60, "0.60");
        ours("gone", "44773", "2026-11-01T10:00:03Z", 60, "0.60");
        ours("unrated", "44775", "2026-11-01T10:00:04Z", 60, null);
        Summary summary = run(order(), HEADER + """
                +44770,2026-11-01T10:00:00Z,60,0.6
                0044771,2026-11-01T10:00:03Z,75,0.75
                44772,2026-11-01T10:00:02Z,60,0.61
                44774,2026-11-01T10:00:02Z,30,0.30
                44775,2026-11-01T10:00:02Z,60,0.60
                44772,2026-11-01T10:00:02Z,60,0.61
                """);
        assertEquals(
                Map.of(
                        "same", Finding.Kind.MATCHED,
                        "longer", Finding.Kind.OTHER_LENGTH,
                        "dearer", Finding.Kind.OTHER_PRICE,
                        "unrated", Finding.Kind.OTHER_PRICE,
                        "line 5", Finding.Kind.MISSING_HERE,
                        "line 7", Finding.Kind.DUPLICATE,
                        "gone", Finding.Kind.MISSING_THERE),
                results());
        assertEquals(1, summary.withoutRate());
        assertEquals(
                new BigDecimal("0.15"), summary.of(Finding.Kind.OTHER_LENGTH).difference());
        assertEquals(
                15,
                summary.of(Finding.Kind.OTHER_LENGTH).carriersSeconds()
                        - summary.of(Finding.Kind.OTHER_LENGTH).ourSeconds());
        assertEquals(new BigDecimal("0.61"), summary.of(Finding.Kind.DUPLICATE).difference());
        assertEquals(
                new BigDecimal("0.30"), summary.of(Finding.Kind.MISSING_HERE).difference());
        assertFalse(summary.agrees());
    }

    @Test
    void shouldPairCallsToOneNumberByTimeAndLengthTogether() throws Exception {
        ours("short", "44770", "2026-11-01T10:00:00Z", 10, "0.10");
        ours("long", "44770", "2026-11-01T10:00:02Z", 300, "3.00");
        Summary summary = run(order(), HEADER + """
                44770,2026-11-01T10:00:01Z,300,3.00
                44770,2026-11-01T10:00:02Z,10,0.10
                """);
        assertTrue(summary.agrees(), findings.toString());
    }

    @Test
    void shouldPairAsManyAsCanBeAndNotTheNearestFirst() throws Exception {
        ours("first", "44770", "2026-11-01T10:00:00Z", 60, "0.60");
        ours("second", "44770", "2026-11-01T10:00:04Z", 60, "0.60");
        // The second line alone is near enough to both; the first line only to the first call.
        Summary summary = run(order(), HEADER + """
                44770,2026-11-01T09:59:56Z,60,0.60
                44770,2026-11-01T10:00:00Z,60,0.60
                """);
        assertTrue(summary.agrees(), findings.toString());
    }

    @Test
    void shouldFindEveryChangeOfAFileThatWasMadeOfOurCalls() throws Exception {
        for (int seed = 0; seed < 30; seed++) {
            var random = new Random(seed);
            calls.clear();
            var lines = new ArrayList<String>();
            var expected = new TreeMap<Finding.Kind, Long>();
            Instant at = NOVEMBER.plusSeconds(86_400);
            for (int i = 0; i < 400; i++) {
                // To a number that was called moments ago no nearer than the tolerance on both sides.
                at = at.plusMillis(random.nextInt(20_000));
                String number = "4477" + i % 20;
                long seconds = 1L + random.nextInt(600);
                String price = BigDecimal.valueOf(seconds, 3).toPlainString();
                boolean isOurs = random.nextInt(12) != 0;
                if (isOurs) {
                    calls.add(new Call(
                            "call-" + i,
                            number,
                            at,
                            random.nextInt(60_000),
                            seconds * 1_000 - random.nextInt(900),
                            price));
                }
                Instant theirs = at.plusMillis(random.nextInt(9_000) - 4_500L);
                int change = isOurs ? random.nextInt(10) : 9;
                Finding.Kind kind =
                        switch (change) {
                            case 0 -> Finding.Kind.MISSING_THERE;
                            case 1 -> Finding.Kind.OTHER_LENGTH;
                            case 2 -> Finding.Kind.OTHER_PRICE;
                            case 3 -> Finding.Kind.DUPLICATE;
                            default -> isOurs ? Finding.Kind.MATCHED : Finding.Kind.MISSING_HERE;
                        };
                String line = number + "," + theirs + ","
                        + (kind == Finding.Kind.OTHER_LENGTH ? seconds + 2 + random.nextInt(50) : seconds) + ","
                        + (kind == Finding.Kind.OTHER_PRICE ? price + "1" : price) + "\n";
                if (kind != Finding.Kind.MISSING_THERE) {
                    lines.add(line);
                }
                if (kind == Finding.Kind.DUPLICATE) {
                    lines.add(line);
                    expected.merge(Finding.Kind.MATCHED, 1L, Long::sum);
                }
                expected.merge(kind, 1L, Long::sum);
            }
            Collections.shuffle(lines, random);
            Summary summary = run(
                    order(format("UTC"), NOVEMBER, NOVEMBER.plusSeconds(864_000), 0), HEADER + String.join("", lines));
            for (Finding.Kind kind : Finding.Kind.values()) {
                assertEquals(expected.getOrDefault(kind, 0L), summary.of(kind).calls(), "seed " + seed + ", " + kind);
            }
            assertEquals(
                    calls.stream().map(call -> new BigDecimal(call.price())).reduce(BigDecimal.ZERO, BigDecimal::add),
                    summary.all().ourPrice(),
                    "all of our money, seed " + seed);
        }
    }

    @Test
    void shouldDecideManyCallsAtOnceToOneNumber() throws Exception {
        var lines = new StringBuilder(HEADER);
        for (int i = 0; i < 3 * Matching.MOST_TOGETHER; i++) {
            Instant at = NOVEMBER.plusMillis(100L * i);
            calls.add(new Call("call-" + i, "44770", at, i % 7 * 1_000L, 60_000, "0.60"));
            lines.append("44770,").append(at).append(",60,0.60\n");
        }
        Summary summary = run(order(), lines.toString());
        assertEquals(
                3L * Matching.MOST_TOGETHER, summary.of(Finding.Kind.MATCHED).calls());
        assertTrue(summary.agrees());
        assertEquals(Optional.of(0L), summary.medianMillis());
    }

    @Test
    void shouldCompareOnlyThePeriodButMatchAcrossItsEdges() throws Exception {
        ours("before", "44770", "2026-10-31T23:59:00Z", 60, "0.60");
        ours("edge", "44771", "2026-10-31T23:59:59Z", 60, "0.60");
        ours("last", "44772", "2026-11-30T23:59:59Z", 60, "0.60");
        ours("after", "44773", "2026-12-01T00:00:01Z", 60, "0.60");
        Summary summary = run(order(format("UTC"), NOVEMBER, Instant.parse("2026-12-01T00:00:00Z"), 0), HEADER + """
                44769,2026-10-31T22:00:00Z,60,0.60
                44771,2026-11-01T00:00:01Z,60,0.60
                44772,2026-12-01T00:00:01Z,60,0.60
                44774,2026-12-01T00:00:02Z,60,0.60
                """);
        assertEquals(Map.of("edge", Finding.Kind.MATCHED, "last", Finding.Kind.MATCHED), results());
        assertEquals(2, summary.outsidePeriod());
    }

    @Test
    void shouldTellOfAClockThatIsSlightlyWrongAndTakeItOff() throws Exception {
        var lines = new StringBuilder(HEADER);
        for (int i = 0; i < 50; i++) {
            Instant at = NOVEMBER.plusSeconds(600L * i);
            calls.add(new Call("call-" + i, "44770", at, 3_000, 60_000, "0.60"));
            lines.append("44770,").append(at.plusMillis(3_000 + i)).append(",60,0.60\n");
        }
        Summary summary = run(order(), lines.toString());
        assertEquals(
                Optional.of("the carrier's clock is 3.02 s ahead, on nearly all calls: --shift -3.02 takes that off"),
                summary.clockAdvice());
        Summary shifted = run(order(format("UTC"), null, null, -3_020), lines.toString());
        assertTrue(shifted.agrees());
        assertEquals(Optional.empty(), shifted.clockAdvice());
    }

    @Test
    void shouldTellOfAZoneThatIsWrong() throws Exception {
        var lines = new StringBuilder(HEADER);
        for (int i = 0; i < 50; i++) {
            Instant at = NOVEMBER.plusSeconds(7_200L + 700L * i);
            calls.add(new Call("call-" + i, "4477" + i % 3, at, 3_000, 60_000, "0.60"));
            String local = at.plusSeconds(3_600).toString().replace("Z", "");
            lines.append("4477").append(i % 3).append(',').append(local).append(",60,0.60\n");
        }
        Summary wrong = run(order(), lines.toString());
        assertEquals(0, wrong.of(Finding.Kind.MATCHED).calls());
        String advice = wrong.clockAdvice().orElseThrow();
        assertTrue(advice.contains("60 min earlier: is --zone right? (or --shift -3600)"), advice);
        Summary right = run(order(format("Europe/Berlin"), null, null, 0), lines.toString());
        assertTrue(right.agrees());
    }

    @Test
    void shouldLeaveOutAttemptsThatCostNothing() throws Exception {
        ours("one", "44770", "2026-11-01T10:00:00Z", 60, "0.60");
        Summary summary = run(order(), HEADER + """
                44770,2026-11-01T10:00:00Z,60,0.60
                44771,2026-11-01T10:00:00Z,0,0
                44771,2026-11-01T10:00:00Z,0,0.01
                """);
        assertEquals(1, summary.attempts());
        assertEquals(1, summary.of(Finding.Kind.MISSING_HERE).calls());
    }

    @Test
    void shouldNameEveryBadLineAndCompareNothing() {
        var refused = assertThrows(Reconciliation.BadFileException.class, () -> run(order(), HEADER + """
                44770,2026-11-01T10:00:00Z,60,0.60
                nobody,2026-11-01T10:00:00Z,60,0.60
                44770,yesterday,60,0.60
                44770,2026-11-01T10:00:00Z,long,0.60
                44770,2026-11-01T10:00:00Z,60,"0,60"
                44770,2026-11-01T10:00:00Z
                """));
        assertEquals(
                List.of("3 Number", "4 time", "5 seconds", "6 price", "7 "),
                refused.told().stream()
                        .map(bad -> bad.line() + " " + bad.column())
                        .toList());
        assertEquals(5, refused.total());
        assertTrue(findings.isEmpty());
    }

    @Test
    void shouldNameTheColumnsThatAreNotThere() {
        var refused = assertThrows(
                Reconciliation.BadFileException.class,
                () -> run(order(), "called,time,seconds,Seconds,price\n1,2,3,4,5\n"));
        assertEquals(
                List.of("Number", "seconds"),
                refused.told().stream().map(bad -> bad.column()).toList());
        assertThrows(Reconciliation.BadFileException.class, () -> run(order(), ""));
        assertThrows(Reconciliation.BadFileException.class, () -> run(order(), HEADER));
    }

    @Test
    void shouldRefuseToCompareTwoCurrencies() {
        ours("dollars", "44770", "2026-11-01T10:00:00Z", 60, "0.60");
        var order = new Reconciliation.Order(
                format("UTC"), "USD", null, null, 0, Moment.ANSWERED, false, order().tolerances());
        var refused = assertThrows(IOException.class, () -> run(order, HEADER + "44770,2026-11-01T10:00:00Z,60,1\n"));
        assertTrue(refused.getMessage().contains("dollars"), refused.getMessage());
    }

    @Test
    void shouldSortMoreCallsThanFitIntoARun() throws IOException {
        var random = new Random(1);
        for (int count : new int[] {0, 1, 9, 10, 11, 95}) {
            try (var sorted = new SortedCalls(10)) {
                var all = new ArrayList<CarrierCall>();
                for (int line = 1; line <= count; line++) {
                    var price = line % 3 == 0 ? null : BigDecimal.valueOf(line, 4);
                    all.add(new CarrierCall(line, "44" + line, random.nextInt(50), line, price, "ref-" + line));
                }
                for (CarrierCall call : all) {
                    sorted.add(call);
                }
                sorted.sort();
                all.sort(Comparator.comparingLong(CarrierCall::atMillis).thenComparingLong(CarrierCall::line));
                for (CarrierCall call : all) {
                    assertEquals(call, sorted.next());
                }
                assertEquals(null, sorted.next());
            }
        }
    }

    @Test
    void shouldWriteAReportWholeOrNotAtAll() throws Exception {
        ours("=cmd", "44771", "2026-11-01T10:00:00Z", 60, "0.60");
        run(order(), HEADER + "44771,2026-11-01T10:00:02Z,75,0.75\n");
        Path place = folder.resolve("report.csv");
        try (var report = new DifferenceReport(place, "EUR")) {
            report.write(findings.getFirst());
        }
        try (var left = Files.list(folder)) {
            assertEquals(
                    List.of("carrier.csv"),
                    left.map(file -> file.getFileName().toString()).toList());
        }
        try (var report = new DifferenceReport(place, "EUR")) {
            report.write(findings.getFirst());
            report.finish();
        }
        assertEquals(
                "result,callId,carrierReference,carrierLine,from,to,ourTime,carrierTime,ourSeconds,carrierSeconds,"
                        + "ourPrice,carrierPrice,difference,currency\r\n"
                        + "other-length,'=cmd,,2,4930,44771,2026-11-01T10:00:00.000000Z,2026-11-01T10:00:02.000000Z,"
                        + "60,75,0.60,0.75,0.15,EUR\r\n",
                Files.readString(place));
    }
}
