package io.trunkline.storage.cdr;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How calls got through in the same hour of the seven days before, taken together.
 *
 * @param key the trunk's address, the destination's name or the account's id
 * @param days on how many of the days there were such calls, 1 to 7
 * @param attempts calls of all these hours
 * @param answered those that were answered
 * @param asr answered of attempts, 0 to 1
 * @param acdSeconds mean length of those that were answered; null when none was
 * @param pddMillisMedian median of the time to the first ringing; null when nothing rang
 */
public record UsualHour(
        String key, int days, long attempts, long answered, double asr, Double acdSeconds, Long pddMillisMedian) {

    private static final double MILLIS_IN_A_SECOND = 1e3;
    private static final double TENTHS = 10;
    private static final double THOUSANDTHS = 1e4;

    /** A row of the query {@code usual-hour}. */
    static UsualHour read(ResultSet row) throws SQLException {
        long attempts = row.getLong("attempts");
        long answered = row.getLong("answered");
        long delay = row.getLong("delay_millis");
        return new UsualHour(
                row.getString("key"),
                row.getInt("days"),
                attempts,
                answered,
                Math.round(answered * THOUSANDTHS / attempts) / THOUSANDTHS,
                answered == 0
                        ? null
                        : Math.round(row.getLong("talk_millis") / MILLIS_IN_A_SECOND * TENTHS / answered) / TENTHS,
                delay < 0 ? null : delay);
    }
}
