package io.trunkline.embedded.clickhouse;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What must be known of a statement's text before it can be handed to the engine. */
sealed interface StatementText {

    /**
     * An INSERT whose data follows its text.
     *
     * @param sql the statement up to, and without, its FORMAT or VALUES
     * @param format the format of the data
     * @param dataOffset the offset of the data's first byte
     */
    record InsertOfData(String sql, String format, int dataOffset) implements StatementText {}

    /**
     * Any other statement.
     *
     * @param query whether it begins as a query: SELECT or WITH
     * @param format the format that its own FORMAT clause names
     */
    record Whole(boolean query, Optional<String> format) implements StatementText {}

    /** The beginning of an INSERT: where its data begins is not to be seen yet. */
    record Unfinished() implements StatementText {}

    /**
     * Looks at the beginning of a request's text.
     *
     * @param text the bytes read so far
     * @param length how many of them count
     * @param complete whether they are all there are
     */
    static StatementText read(byte[] text, int length, boolean complete) {
        SqlTokens tokens = new SqlTokens(text, length);
        tokens.next();
        if (tokens.kind() == SqlTokens.Kind.END && !complete) {
            return new Unfinished();
        }
        if (!tokens.isKeyword("INSERT")) {
            boolean query = tokens.isKeyword("SELECT") || tokens.isKeyword("WITH");
            return complete ? new Whole(query, trailingFormat(tokens)) : new Unfinished();
        }
        passTarget(tokens);
        while (tokens.kind() != SqlTokens.Kind.END) {
            if (tokens.isKeyword("VALUES")) {
                return decided(insert(text, tokens.start(), "Values", tokens.end()), length, complete);
            }
            if (tokens.isKeyword("FORMAT")) {
                int clause = tokens.start();
                tokens.next();
                int data = afterLineEnd(text, tokens.end(), length);
                return decided(insert(text, clause, tokens.text(), data), length, complete);
            }
            if (tokens.isKeyword("SELECT") || tokens.isKeyword("WITH") || tokens.isKeyword("FROM")) {
                return complete ? new Whole(false, Optional.empty()) : new Unfinished();
            }
            tokens.next();
        }
        return complete ? new Whole(false, Optional.empty()) : new Unfinished();
    }

    /** Steps over {@code INSERT INTO TABLE db.name} or {@code … FUNCTION f(…)}, as a table may be called "format". */
    private static void passTarget(SqlTokens tokens) {
        tokens.next();
        boolean function = false;
        while (tokens.isKeyword("INTO") || tokens.isKeyword("TABLE") || tokens.isKeyword("FUNCTION")) {
            function = tokens.isKeyword("FUNCTION");
            tokens.next();
        }
        tokens.next();
        while (tokens.isSymbol('.')) {
            tokens.next();
            tokens.next();
        }
        if (function) {
            while (tokens.depth() > 0 && tokens.kind() != SqlTokens.Kind.END) {
                tokens.next();
            }
        }
    }

    private static InsertOfData insert(byte[] text, int clause, String format, int dataOffset) {
        return new InsertOfData(new String(text, 0, clause, StandardCharsets.UTF_8), format, dataOffset);
    }

    /** The last word and the line end after it might go on beyond what has been read. */
    private static StatementText decided(InsertOfData insert, int length, boolean complete) {
        return complete || insert.dataOffset() + 2 <= length ? insert : new Unfinished();
    }

    /** Blanks and one line end after the format's name are not data; every byte after them is. */
    private static int afterLineEnd(byte[] text, int from, int length) {
        int at = from;
        while (at < length && (text[at] == ' ' || text[at] == '\t' || text[at] == '\f')) {
            at++;
        }
        if (at < length && text[at] == '\r') {
            at++;
        }
        if (at < length && text[at] == '\n') {
            at++;
        }
        return at;
    }

    /** Finds {@code FORMAT name} where only SETTINGS, a semicolon or nothing follows: a column may be called so. */
    private static Optional<String> trailingFormat(SqlTokens tokens) {
        Optional<String> candidate = Optional.empty();
        while (tokens.next() != SqlTokens.Kind.END) {
            if (tokens.isKeyword("FORMAT") && tokens.next() == SqlTokens.Kind.WORD) {
                String name = tokens.text();
                tokens.next();
                boolean last =
                        tokens.kind() == SqlTokens.Kind.END || tokens.isSymbol(';') || tokens.isKeyword("SETTINGS");
                candidate = last ? Optional.of(name) : Optional.empty();
            }
        }
        return candidate;
    }
}
