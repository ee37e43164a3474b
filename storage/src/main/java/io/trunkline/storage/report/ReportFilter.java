package io.trunkline.storage.report;

import io.trunkline.storage.connection.Columns;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;

/**
 * What a report is of.
 *
 * @param since first moment, of a call's beginning or a booking
 * @param until before this
 * @param accountId one account; null for all
 * @param byMonth whether each month stands for itself
 * @param zone in which months begin
 * @param limit most rows
 */
public record ReportFilter(Instant since, Instant until, String accountId, boolean byMonth, ZoneId zone, int limit) {

    /** Checks what must be there. */
    public ReportFilter {
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(zone, "zone");
    }

    Map<String, Object> parameters() {
        return Map.of(
                "since_micros", Columns.since(since),
                "until_micros", Columns.until(until),
                "account_id", Objects.requireNonNullElse(accountId, ""),
                "by_month", byMonth ? 1 : 0,
                "zone", zone.getId(),
                "limit", limit);
    }
}
