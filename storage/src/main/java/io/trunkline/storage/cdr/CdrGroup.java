package io.trunkline.storage.cdr;

import io.trunkline.storage.connection.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Calls that share something.
 *
 * @param key what they share, by the word of each {@link CdrGrouping} that was asked for; null where they have none
 * @param calls how many they are
 * @param answered how many of them were answered
 * @param firstAt when the first of them started
 * @param lastAt when the last of them started
 */
public record CdrGroup(Map<String, String> key, long calls, long answered, Instant firstAt, Instant lastAt) {

    /** A row of the query {@code groups-of-cdrs}. */
    static CdrGroup read(ResultSet row, Set<CdrGrouping> by) throws SQLException {
        var key = new LinkedHashMap<String, String>();
        for (CdrGrouping each : by) {
            key.put(each.word(), Columns.textOrNull(row, each.column()));
        }
        return new CdrGroup(
                Collections.unmodifiableMap(key),
                row.getLong("calls"),
                row.getLong("answered"),
                Columns.time(row, "first_micros"),
                Columns.time(row, "last_micros"));
    }
}
