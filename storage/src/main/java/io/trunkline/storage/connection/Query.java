package io.trunkline.storage.connection;

import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.jdbc.StatementImpl;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One statement from a file, with named parameters ({@code :call_id}) that JDBC does not have: the same value is
 * needed in several places of a filter. Values never become part of the text here; the driver quotes them. A list
 * becomes as many places as it has values, an empty one {@code NULL}, which is in nothing. Immutable.
 *
 * <p>The driver's own client has named parameters, but sends them as they are where the server expects them escaped
 * (clickhouse-java issue 2781): a Call-ID with a backslash or a newline, which strangers choose, would be another.
 */
public final class Query {

    /** Reads one row. */
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What a query filters by that is read within a scope: {@code (:everything = 1 OR account_id IN (:accounts))}. */
    static final String EVERYTHING = "everything";

    static final String ACCOUNTS = "accounts";

    /** The statement is given up at the server after this. */
    private static final int TIMEOUT_SECONDS = 30;

    /** No statement may read more rows at the server, unless it bears a limit of its own. */
    public static final long MOST_ROWS_READ = 500_000_000;

    /** What no statement may go beyond at the server; one that bears limits of its own has those. */
    private static final Map<String, String> LIMITS =
            Map.of("max_rows_to_read", Long.toString(MOST_ROWS_READ), "max_memory_usage", "1000000000");

    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*");

    /** {@code {{name}}}: what stands in the file {@code name.sql} beside this one. */
    private static final Pattern PART = Pattern.compile("\\{\\{([a-z-]+)}}");

    private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):([a-z][a-z_]*)");

    private final String name;

    /** What stands before the first parameter, between two, and after the last. */
    private final List<String> pieces;

    private final List<String> parameters;

    private Query(String name, List<String> pieces, List<String> parameters) {
        this.name = name;
        this.pieces = pieces;
        this.parameters = parameters;
    }

    /**
     * The statement in a file, with the parts that it shares with others.
     *
     * @param room a class beside whose package's files {@code NAME.sql} is
     * @throws IllegalStateException when there is no such file: an error of this program
     */
    public static Query named(Class<?> room, String name) {
        return of(name, whole(room, name));
    }

    /** The text of a statement in a file, with the parts that it shares with others in their places. */
    public static String whole(Class<?> room, String name) {
        return PART.matcher(text(room, name + ".sql"))
                .replaceAll(part -> Matcher.quoteReplacement(text(room, part.group(1) + ".sql")));
    }

    /**
     * The same for what is read within a scope.
     *
     * @throws IllegalStateException when it does not filter by the scope: an error of this program
     */
    public static Query scoped(Class<?> room, String name) {
        Query query = named(room, name);
        if (!query.parameters.containsAll(List.of(EVERYTHING, ACCOUNTS))) {
            throw new IllegalStateException("query " + name + " does not filter by the scope");
        }
        return query;
    }

    /** The statement in a text, comments and all; the name is for error messages. */
    public static Query of(String name, String text) {
        var sql = COMMENT.matcher(text).replaceAll("").strip();
        var pieces = List.of(PARAMETER.split(sql, -1));
        var parameters =
                PARAMETER.matcher(sql).results().map(found -> found.group(1)).toList();
        return new Query(name, pieces, parameters);
    }

    /** A resource as text, by its path from the package of a class. */
    public static String text(Class<?> room, String path) {
        try (InputStream in = room.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("resource " + path + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resource " + path, e);
        }
    }

    /** The statement as the driver gets it, with {@code ?} for each place of a value. */
    String sql(Map<String, Object> values) {
        var sql = new StringBuilder(pieces.getFirst());
        for (int place = 0; place < parameters.size(); place++) {
            sql.append(
                    values.get(parameters.get(place)) instanceof List<?> list
                            ? list.isEmpty() ? "NULL" : String.join(", ", Collections.nCopies(list.size(), "?"))
                            : "?");
            sql.append(pieces.get(place + 1));
        }
        return sql.toString();
    }

    /** The names of the parameters, place by place. */
    List<String> parameters() {
        return parameters;
    }

    /**
     * All rows of the answer. Every parameter must have a value: text, a whole number, or a list of such.
     *
     * @param mark by which the statement is found at the server while it runs: its {@code log_comment}
     */
    <T> List<T> rows(Connection connection, String mark, Map<String, Object> values, Row<T> reader)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, mark, values);
                ResultSet answer = statement.executeQuery()) {
            var rows = new ArrayList<T>();
            while (answer.next()) {
                rows.add(reader.read(answer));
            }
            return rows;
        }
    }

    /** Runs a statement that has no answer. */
    void run(Connection connection, String mark, Map<String, Object> values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, mark, values)) {
            statement.execute();
        }
    }

    private PreparedStatement prepare(Connection connection, String mark, Map<String, Object> values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql(values));
        try {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            QuerySettings settings = statement.unwrap(StatementImpl.class).getLocalSettings();
            settings.logComment(mark);
            LIMITS.forEach(settings::serverSetting);
            int place = 0;
            for (String parameter : parameters) {
                Object value = values.get(parameter);
                for (Object each : value instanceof List<?> list ? list : Collections.singletonList(value)) {
                    bind(statement, ++place, parameter, each);
                }
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private void bind(PreparedStatement statement, int place, String parameter, Object value) throws SQLException {
        switch (value) {
            case String text -> statement.setString(place, text);
            case Long number -> statement.setLong(place, number);
            case Integer number -> statement.setInt(place, number);
            case null, default ->
                throw new IllegalArgumentException(
                        "query " + name + " has no value that fits for parameter " + parameter + ": " + value);
        }
    }
}
