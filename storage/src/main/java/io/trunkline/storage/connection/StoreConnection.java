package io.trunkline.storage.connection;

import com.clickhouse.client.api.ClickHouseException;
import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientConfigProperties;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.data.ClickHouseFormat;
import com.clickhouse.jdbc.ConnectionImpl;
import io.trunkline.protocol.Scope;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the server: JDBC for statements, the driver's own client for bulk inserts. One JDBC connection is
 * enough: it keeps no state between statements, and is itself a pool of HTTP connections. Every failure comes
 * out as a {@link StoreException}. Safe for all threads.
 */
public final class StoreConnection implements AutoCloseable {

    /** The database that all tables are in. */
    public static final String DATABASE = "trunkline";

    /** Statements and inserts under way at once; further ones wait. */
    private static final String MAX_CONNECTIONS = "32";

    private static final String CONNECT_TIMEOUT_MILLIS = "5000";

    /** Longer than any statement may take at the server. */
    private static final String SOCKET_TIMEOUT_MILLIS = "60000";

    /** Once more for a connection that the server had closed; the rest is the caller's to try again. */
    private static final String RETRIES = "1";

    /** TOO_MANY_ROWS, TIMEOUT_EXCEEDED, MEMORY_LIMIT_EXCEEDED and TOO_MANY_BYTES, as the server numbers them. */
    private static final Set<Integer> OVER_A_LIMIT = Set.of(158, 159, 241, 307);

    /** What is done with a connection. */
    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** The same by a statement that bears a mark. */
    private interface Marked<T> {
        T with(Connection connection, String mark) throws SQLException;
    }

    /** The server knows the statement of an HTTP client that has gone by its comment; the client's own id is its choice. */
    private static final Query KILL = Query.of("kill", "KILL QUERY WHERE Settings['log_comment'] = :mark");

    /** A statement may be on its way yet, or wait for its turn: it is looked for again. */
    private static final int LOOKS_FOR_A_STATEMENT = 5;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private static final Query TYPES =
            Query.of("types", "SELECT name, type FROM system.columns WHERE database = :database AND table = :table");

    /** How a column is kept: its values may come as what they are. */
    private static final Pattern LOW_CARDINALITY = Pattern.compile("LowCardinality\\(([^()]+)\\)");

    private static final Logger LOG = LoggerFactory.getLogger(StoreConnection.class);

    private final Connection connection;
    private final Client client;

    /** Of the columns of the tables that are written to, by their names. */
    private final Map<String, Map<String, String>> types = new ConcurrentHashMap<>();

    /**
     * Reads the URL; sends nothing.
     *
     * @throws StoreException when the URL is not one that the driver takes
     */
    public StoreConnection(StoreSettings settings) {
        var properties = new Properties();
        properties.setProperty(ClientConfigProperties.USER.getKey(), settings.user());
        properties.setProperty(ClientConfigProperties.PASSWORD.getKey(), settings.password());
        properties.setProperty(ClientConfigProperties.HTTP_MAX_OPEN_CONNECTIONS.getKey(), MAX_CONNECTIONS);
        properties.setProperty(ClientConfigProperties.CONNECTION_TIMEOUT.getKey(), CONNECT_TIMEOUT_MILLIS);
        properties.setProperty(ClientConfigProperties.SOCKET_OPERATION_TIMEOUT.getKey(), SOCKET_TIMEOUT_MILLIS);
        properties.setProperty(ClientConfigProperties.RETRY_ON_FAILURE.getKey(), RETRIES);
        // A message is bytes, which text would not bring back whole.
        properties.setProperty(ClientConfigProperties.BINARY_STRING_SUPPORT.getKey(), "true");
        try {
            connection = DriverManager.getConnection(settings.jdbcUrl(), properties);
            client = connection.unwrap(ConnectionImpl.class).getClient();
        } catch (SQLException e) {
            // Without the cause, and without the URL: a password may stand in it.
            String reason = e.getMessage().replace(settings.jdbcUrl(), "it");
            throw new StoreException(
                    StoreException.Category.REFUSED,
                    "clickhouse.url is not the URL of a ClickHouse server: " + reason,
                    null);
        }
    }

    /** Runs one statement that has neither parameters nor an answer. */
    public void execute(String sql) {
        with(open -> {
            try (Statement statement = open.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    /** Runs a query that has no answer. Interrupted as {@link #rows} are. */
    public void run(Query query, Map<String, Object> values) {
        marked((open, mark) -> {
            query.run(open, mark, values);
            return null;
        });
    }

    /**
     * All rows of the answer to a query that is nobody's: of the schema. A virtual thread that is interrupted meanwhile ends
     * the statement at the server, and gets {@code UNAVAILABLE}.
     */
    public <T> List<T> rows(Query query, Map<String, Object> values, Query.Row<T> reader) {
        return marked((open, mark) -> query.rows(open, mark, values, reader));
    }

    /**
     * The rows of a query's answer that a scope covers.
     *
     * @param query one that filters by the scope: {@link Query#scoped}
     */
    public <T> List<T> rows(Query query, Scope scope, Map<String, Object> values, Query.Row<T> reader) {
        var all = new HashMap<>(values);
        all.putAll(parameters(scope));
        return rows(query, all, reader);
    }

    /** The one place that says which accounts a scope covers, for all queries. */
    private static Map<String, Object> parameters(Scope scope) {
        return switch (scope) {
            case Scope.Everything() -> Map.of(Query.EVERYTHING, 1, Query.ACCOUNTS, List.of());
            // The rows of what belongs to nobody have no account: no scope of an account may match them.
            case Scope.Below below ->
                Map.of(
                        Query.EVERYTHING,
                        0,
                        Query.ACCOUNTS,
                        below.accounts().stream()
                                .filter(account -> !account.isEmpty())
                                .toList());
        };
    }

    /**
     * Writes rows and waits until the server has them.
     *
     * @param token the same rows, sent again with the same token, are dropped by the server
     */
    public void insert(String table, List<String> columns, RowBuffer rows, String token) {
        List<RowBuffer.Column> typed = typed(table, columns);
        var settings = new InsertSettings()
                .setDatabase(DATABASE)
                .setDeduplicationToken(token)
                // A backlog may reach over more days than the server allows by default.
                .serverSetting("max_partitions_per_insert_block", "0")
                // A batch is a block already, and is there when the insert has returned: nothing is to be gathered.
                .serverSetting("async_insert", "0")
                // Rows of one key may stay until parts are merged, and reads bear it. A batch hardly ever has any, and
                // looking for them would go through all of its rows once more.
                .serverSetting("optimize_on_insert", "0");
        try {
            client.insert(table, columns, out -> rows.writeTo(out, typed), ClickHouseFormat.Native, settings)
                    .get()
                    .close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(StoreException.Category.UNAVAILABLE, "interrupted while writing " + table, e);
        } catch (ExecutionException e) {
            throw insertFailure(table, e.getCause());
        } catch (ClickHouseException e) {
            throw insertFailure(table, e);
        }
    }

    private List<RowBuffer.Column> typed(String table, List<String> columns) {
        Map<String, String> known = types.computeIfAbsent(table, this::types);
        return columns.stream()
                .map(name -> new RowBuffer.Column(name, type(table, name, known.get(name))))
                .toList();
    }

    private String type(String table, String column, String type) {
        if (type == null) {
            types.remove(table);
            throw new StoreException(
                    StoreException.Category.REFUSED, "the store's table " + table + " has no column " + column, null);
        }
        return type;
    }

    private Map<String, String> types(String table) {
        var found = new HashMap<String, String>();
        rows(
                TYPES,
                Map.of("database", DATABASE, "table", table),
                row -> found.put(
                        row.getString("name"),
                        LOW_CARDINALITY.matcher(row.getString("type")).replaceAll("$1")));
        return found;
    }

    /** Whatever it is, a table that somebody has changed is looked at again. */
    private StoreException insertFailure(String table, Throwable failure) {
        types.remove(table);
        return failure(failure);
    }

    /** Does something with the connection; what fails comes out as a {@link StoreException}. */
    private <T> T with(Work<T> work) {
        try {
            return work.with(connection);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private <T> T marked(Marked<T> work) {
        String mark = "trunkline-" + UUID.randomUUID();
        try {
            return with(open -> work.with(open, mark));
        } catch (RuntimeException e) {
            // The driver takes the interruption for one of its own failures, and may have cleared its sign.
            if (Thread.interrupted() || isInterruption(e)) {
                kill(mark);
                Thread.currentThread().interrupt();
                throw new StoreException(StoreException.Category.UNAVAILABLE, "interrupted while asking", e);
            }
            throw e;
        }
    }

    private static boolean isInterruption(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }

    /** Ends a statement at the server: nobody waits for it any more. */
    private void kill(String mark) {
        try {
            for (int look = 0; look < LOOKS_FOR_A_STATEMENT; look++) {
                List<String> killed = with(open ->
                        KILL.rows(open, "trunkline-kill", Map.of("mark", mark), row -> row.getString("query_id")));
                if (!killed.isEmpty()) {
                    LOG.debug("ended the statements {} that nobody waits for", killed);
                    return;
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // Its own limits of time end it.
            LOG.debug("a statement that nobody waits for was not ended", e);
        }
    }

    private static StoreException.Category category(ServerException refusal) {
        if (OVER_A_LIMIT.contains(refusal.getCode())) {
            return StoreException.Category.TOO_MUCH;
        }
        return refusal.isRetryable() ? StoreException.Category.UNAVAILABLE : StoreException.Category.REFUSED;
    }

    private static StoreException failure(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ServerException refusal) {
                return new StoreException(category(refusal), "ClickHouse refused: " + refusal.getMessage(), failure);
            }
            root = cause;
        }
        // The driver's own word says only that a request failed; the root says why.
        String reason = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return new StoreException(
                StoreException.Category.UNAVAILABLE, "ClickHouse does not answer: " + reason, failure);
    }

    @Override
    public void close() {
        with(open -> {
            open.close();
            return null;
        });
    }
}
