package io.trunkline.live.resource;

import static io.trunkline.live.access.UserRole.BILLING;
import static io.trunkline.live.access.UserRole.NOC;

import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiError;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.Parameters;
import io.trunkline.live.http.Route;
import io.trunkline.protocol.RecordCsv;
import io.trunkline.storage.Store;
import io.trunkline.storage.cdr.CdrGrouping;
import io.trunkline.storage.report.CallMoney;
import io.trunkline.storage.report.Movements;
import io.trunkline.storage.report.ReportFilter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What accountants ask: {@code /reports/cdr} and {@code /reports/finance}, and how calls got through in a longer time, {@code
 * /reports/quality}. Each currency stands for itself.
 */
final class ReportResource {

    private static final String CSV = "text/csv";
    private static final Duration LONGEST = Duration.ofDays(800);
    private static final int MOST_ROWS = 100_000;

    /** What calls were to an account; its parts are those of {@link CallMoney}. */
    private record OfCalls(
            String accountId,
            String currency,
            long calls,
            long unrated,
            long durationMillis,
            long billedSeconds,
            long freeSeconds,
            BigDecimal cost,
            BigDecimal price,
            BigDecimal profit) {

        static OfCalls of(CallMoney money) {
            return new OfCalls(
                    money.accountId(),
                    money.currency(),
                    money.calls(),
                    money.unrated(),
                    money.durationMillis(),
                    money.billedSeconds(),
                    money.freeSeconds(),
                    money.cost(),
                    money.price(),
                    money.price().subtract(money.cost()));
        }
    }

    /** A month of an account: what its calls were, by when they began, and what moved its balance, by when it was booked. */
    private record OfMonth(
            String month,
            String accountId,
            String currency,
            long calls,
            BigDecimal cost,
            BigDecimal price,
            BigDecimal profit,
            BigDecimal callCharges,
            BigDecimal payments,
            BigDecimal charges,
            BigDecimal fees,
            BigDecimal corrections,
            BigDecimal total) {}

    private record Report<T>(Instant since, Instant until, List<T> items) {}

    private record Key(String month, String accountId, String currency) {}

    private final Store store;
    private final InstantSource clock;

    ReportResource(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/reports/cdr", Route.allow(BILLING), this::calls)
                        .parameters("since", "until", "accountId")
                        .giving(Route.JSON, CSV),
                Route.get("/api/v1/reports/finance", Route.allow(BILLING), this::finance)
                        .parameters("since", "until", "accountId", "timeZone")
                        .giving(Route.JSON, CSV),
                Route.get("/api/v1/reports/quality", Route.allow(BILLING, NOC), this::quality)
                        .parameters("by", "since", "until", "accountId")
                        .giving(Route.JSON, CSV));
    }

    private Answer quality(ApiRequest request) {
        CdrGrouping by = QualityResource.grouping(request);
        ReportFilter filter = filter(request, false);
        List<QualityReportRow> items =
                Stored.ask(request, () -> store.qualityOfCalls(request.scope(), filter, by)).stream()
                        .map(QualityReportRow::of)
                        .toList();
        return answer(request, filter, QualityReportRow.class, items);
    }

    private Answer calls(ApiRequest request) {
        ReportFilter filter = filter(request, false);
        List<OfCalls> items = Stored.ask(request, () -> store.moneyOfCalls(request.scope(), filter)).stream()
                .map(OfCalls::of)
                .toList();
        return answer(request, filter, OfCalls.class, items);
    }

    private Answer finance(ApiRequest request) {
        ReportFilter filter = filter(request, true);
        var calls = new LinkedHashMap<Key, CallMoney>();
        for (CallMoney each : Stored.ask(request, () -> store.moneyOfCalls(request.scope(), filter))) {
            // Calls without a price move no money.
            if (each.currency() != null) {
                calls.put(new Key(each.month(), each.accountId(), each.currency()), each);
            }
        }
        var movements = Stored.ask(request, () -> store.movements(request.scope(), filter)).stream()
                .collect(Collectors.toMap(
                        each -> new Key(each.month(), each.accountId(), each.currency()), each -> each));
        var keys = new ArrayList<>(calls.keySet());
        movements.keySet().stream().filter(key -> !calls.containsKey(key)).forEach(keys::add);
        List<OfMonth> items = keys.stream()
                .sorted(Comparator.comparing(Key::month)
                        .thenComparing(Key::accountId, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(Key::currency))
                .map(key -> month(key, calls.get(key), movements.get(key)))
                .toList();
        return answer(request, filter, OfMonth.class, items);
    }

    private static OfMonth month(Key key, CallMoney calls, Movements moved) {
        BigDecimal cost = calls == null ? BigDecimal.ZERO : calls.cost();
        BigDecimal price = calls == null ? BigDecimal.ZERO : calls.price();
        return new OfMonth(
                key.month(),
                key.accountId(),
                key.currency(),
                calls == null ? 0 : calls.calls(),
                cost,
                price,
                price.subtract(cost),
                moved == null ? BigDecimal.ZERO : moved.callCharges(),
                moved == null ? BigDecimal.ZERO : moved.payments(),
                moved == null ? BigDecimal.ZERO : moved.charges(),
                moved == null ? BigDecimal.ZERO : moved.fees(),
                moved == null ? BigDecimal.ZERO : moved.corrections(),
                moved == null ? BigDecimal.ZERO : moved.total());
    }

    private static <T extends Record> Answer answer(
            ApiRequest request, ReportFilter filter, Class<T> type, List<T> items) {
        if (items.size() >= MOST_ROWS) {
            throw ApiError.invalid(
                    "until", "this would be " + MOST_ROWS + " rows or more: name an account, or a shorter time");
        }
        if (!request.accepted().equals(CSV)) {
            return Answer.json(new Report<>(filter.since(), filter.until(), items));
        }
        var csv = new RecordCsv(type);
        var text = new StringBuilder(csv.header());
        items.forEach(item -> text.append(csv.line(item)));
        return Answer.text(200, CSV, text.toString())
                .with("Content-Disposition", "attachment; filename=\"report.csv\"");
    }

    /** Unless it is said otherwise, the month that goes on and the one before. */
    private ReportFilter filter(ApiRequest request, boolean byMonth) {
        ZoneId zone = request.parameter("timeZone").map(ReportResource::zone).orElse(ZoneId.of("UTC"));
        Instant now = clock.instant();
        Instant until = Parameters.time(request, "until").orElse(now);
        Instant since = Parameters.time(request, "since").orElseGet(() -> YearMonth.from(until.atZone(zone))
                .minusMonths(1)
                .atDay(1)
                .atStartOfDay(zone)
                .toInstant());
        if (!since.isBefore(until) || Duration.between(since, until).compareTo(LONGEST) > 0) {
            throw ApiError.malformed(
                    "until", "until must be after since, and no more than " + LONGEST.toDays() + " days later");
        }
        return new ReportFilter(since, until, request.parameter("accountId").orElse(null), byMonth, zone, MOST_ROWS);
    }

    private static ZoneId zone(String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw ApiError.malformed("timeZone", "timeZone must be an IANA name such as Europe/Berlin");
        }
        return ZoneId.of(name);
    }
}
