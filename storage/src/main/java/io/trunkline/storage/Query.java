package io.trunkline.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One statement from a file of {@code queries}, with named parameters ({@code :call_id}) that JDBC does not
 * have: the same value is needed in several places of a filter. Values never become part of the text here;
 * the driver quotes them. Immutable.
 */
final class Query {

    /** Reads one row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The statement is given up at the server after this. */
    private static final int TIMEOUT_SECONDS = 30;

    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*");

    private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):([a-z][a-z_]*)");

    private final String name;
    private final String sql;
    private final List<String> parameters;

    private Query(String name, String sql, List<String> parameters) {
        this.name = name;
        this.sql = sql;
        this.parameters = parameters;
    }

    /**
     * The statement in the file {@code queries/NAME.sql}.
     *
     * @throws IllegalStateException when there is no such file: an error of this program
     */
    static Query named(String name) {
        return of(name, text("queries/" + name + ".sql"));
    }

    /** The statement in the text, comments and all; the name is for error messages. */
    static Query of(String name, String text) {
        var parameters = new ArrayList<String>();
        var sql = COMMENT.matcher(text).replaceAll("");
        var positional = PARAMETER.matcher(sql).replaceAll(found -> {
            parameters.add(found.group(1));
            return "?";
        });
        return new Query(name, positional.strip(), List.copyOf(parameters));
    }

    /** A resource of this package as text. */
    static String text(String path) {
        try (InputStream in = Query.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("resource " + path + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resource " + path, e);
        }
    }

    /** The statement as the driver gets it, with {@code ?} for each place of a parameter. */
    String sql() {
        return sql;
    }

    /** The names of the parameters, place by place. */
    List<String> parameters() {
        return parameters;
    }

    /** All rows of the answer. Every parameter must have a value: text or a whole number. */
    <T> List<T> rows(Connection connection, Map<String, Object> values, Row<T> reader) throws SQLException {
        try (PreparedStatement statement = prepare(connection, values);
                ResultSet answer = statement.executeQuery()) {
            var rows = new ArrayList<T>();
            while (answer.next()) {
                rows.add(reader.read(answer));
            }
            return rows;
        }
    }

    /** Runs a statement that has no answer. */
    void run(Connection connection, Map<String, Object> values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, values)) {
            statement.execute();
        }
    }

    private PreparedStatement prepare(Connection connection, Map<String, Object> values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            for (int place = 0; place < parameters.size(); place++) {
                bind(statement, place + 1, values.get(parameters.get(place)));
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private void bind(PreparedStatement statement, int place, Object value) throws SQLException {
        switch (value) {
            case String text -> statement.setString(place, text);
            case Long number -> statement.setLong(place, number);
            case Integer number -> statement.setInt(place, number);
            case null, default ->
                throw new IllegalArgumentException("query " + name + " has no value that fits for parameter "
                        + parameters.get(place - 1) + ": " + value);
        }
    }
}
