package io.trunkline.storage.report;

import io.trunkline.storage.connection.Columns;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How calls got through that began in a time.
 *
 * @param key the trunk's address, the destination's name or the account's id
 * @param attempts all of them: each was answered or failed
 * @param answered those that were answered
 * @param effective those that reached the called side (ITU-T E.425)
 * @param talkMillis how long those lasted that were answered, together
 * @param delayMillis median of the time to the first ringing, or to the answer where nothing rang; null without any
 * @param revenue what the callers' accounts were charged; null where they were charged in several currencies
 * @param currency ISO 4217 code of it; null when nothing was charged, or in several
 */
public record CallQuality(
        String key,
        long attempts,
        long answered,
        long effective,
        long talkMillis,
        Long delayMillis,
        BigDecimal revenue,
        String currency) {

    static CallQuality read(ResultSet row) throws SQLException {
        long currencies = row.getLong("number_of_currencies");
        return new CallQuality(
                row.getString("key"),
                row.getLong("sum_attempts"),
                row.getLong("sum_answered"),
                row.getLong("sum_effective"),
                row.getLong("sum_talk_millis"),
                delay(row),
                currencies > 1 ? null : Columns.amount(row, "sum_revenue"),
                currencies == 1 ? row.getString("one_currency") : null);
    }

    private static Long delay(ResultSet row) throws SQLException {
        long millis = row.getLong("delay_millis");
        return millis < 0 ? null : millis;
    }
}
