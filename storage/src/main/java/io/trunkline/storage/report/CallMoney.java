package io.trunkline.storage.report;

import io.trunkline.storage.connection.Columns;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What calls were to an account, in one currency: what it was charged, and what those below it were charged.
 *
 * @param month {@code 2026-10}; null when months are not told apart
 * @param accountId the account; null for the platform
 * @param currency ISO 4217 code; null of calls that have no price
 * @param calls answered calls for which it pays, once for each role in which it does
 * @param unrated of them, those that have no price
 * @param durationMillis how long they lasted, together
 * @param billedSeconds seconds that were charged
 * @param freeSeconds free minutes of its package that they took, in seconds
 * @param cost what it was charged; of the platform what the providers get
 * @param price what those right below it were charged; of a provider what the platform owes it
 */
public record CallMoney(
        String month,
        String accountId,
        String currency,
        long calls,
        long unrated,
        long durationMillis,
        long billedSeconds,
        long freeSeconds,
        BigDecimal cost,
        BigDecimal price) {

    static CallMoney read(ResultSet row) throws SQLException {
        return new CallMoney(
                Columns.textOrNull(row, "month"),
                Columns.textOrNull(row, "account"),
                Columns.textOrNull(row, "currency"),
                row.getLong("sum_calls"),
                row.getLong("sum_unrated"),
                row.getLong("sum_duration_millis"),
                row.getLong("sum_billed_seconds"),
                row.getLong("sum_free_seconds"),
                Columns.amount(row, "sum_cost"),
                Columns.amount(row, "sum_price"));
    }
}
