package io.trunkline.storage.schema;

import io.trunkline.storage.connection.Query;
import io.trunkline.storage.connection.StoreConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long the tables keep their rows. That is a setting and no part of the schema, so it is compared at each
 * start and changed only where it differs: a change makes the server look at every part of the table.
 */
final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private static final Query DEFINITION = Query.named(Retention.class, "table-definition");

    private final StoreConnection connection;

    Retention(StoreConnection connection) {
        this.connection = connection;
    }

    /**
     * Sees to it that a table drops rows.
     *
     * @param table a table of ours
     * @param column the time from which a row's age counts
     * @param retention the age at which it may go
     * @return whether that was different before
     */
    boolean apply(String table, String column, Duration retention) {
        String expression = "toDateTime(" + column + ") + toIntervalSecond(" + retention.toSeconds() + ")";
        List<String> definition =
                connection.rows(DEFINITION, Map.of("table", table), row -> row.getString("engine_full"));
        if (definition.stream().anyMatch(text -> text.contains("TTL " + expression + " "))) {
            return false;
        }
        connection.execute("ALTER TABLE " + StoreConnection.DATABASE + "." + table + " MODIFY TTL " + expression);
        LOG.info("Rows of {} are kept for {}", table, retention);
        return true;
    }
}
