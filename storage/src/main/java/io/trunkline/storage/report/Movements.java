package io.trunkline.storage.report;

import io.trunkline.storage.connection.Columns;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What moved an account's balance, by kind; less than 0 for what was charged.
 *
 * @param month {@code 2026-10}, of the booking; null when months are not told apart
 * @param accountId the account
 * @param currency ISO 4217 code
 * @param callCharges calls as they were charged when they ended
 * @param payments money that came in
 * @param charges what else was charged
 * @param fees of packages and numbers
 * @param corrections by hand, and of calls that were rated again
 * @param total all of it: by so much the balance moved
 */
public record Movements(
        String month,
        String accountId,
        String currency,
        BigDecimal callCharges,
        BigDecimal payments,
        BigDecimal charges,
        BigDecimal fees,
        BigDecimal corrections,
        BigDecimal total) {

    static Movements read(ResultSet row) throws SQLException {
        return new Movements(
                Columns.textOrNull(row, "month"),
                row.getString("account"),
                row.getString("currency"),
                Columns.amount(row, "call_charges"),
                Columns.amount(row, "payments"),
                Columns.amount(row, "charges"),
                Columns.amount(row, "fees"),
                Columns.amount(row, "corrections"),
                Columns.amount(row, "total"));
    }
}
