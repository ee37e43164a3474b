package io.trunkline.embedded.clickhouse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the user {@code reader} may not do though the engine's own rights would let it: the role and {@code readonly = 1}
 * forbid writing, settings, and every table function that reaches files, networks or programs; but scalar functions
 * such as {@code file('…')}, {@code INTO OUTFILE} and {@code KILL QUERY} ask for no right.
 *
 * <p>The forbidden words are looked for in the raw text, in quotes and comments too, so that nothing depends on cutting
 * a statement into words just as the engine does. To write such a word differently takes a backslash in a quoted name,
 * so the two do not go together.
 */
final class ReaderRules {
    private static final Set<String> BEGINNINGS =
            Set.of("SELECT", "WITH", "FROM", "SHOW", "DESCRIBE", "DESC", "EXISTS", "EXPLAIN", "VALUES");

    private static final Pattern FORBIDDEN = Pattern.compile(
            "(?<![A-Za-z0-9_])((?i:file|catboostEvaluate|eval|addressTo\\w+|demangle|dictGet\\w*|OUTFILE|INFILE)|ai[A-Z]\\w*)(?![A-Za-z0-9_])");

    /** Quotes in which a name may stand: ClickHouse takes typographic ones as well. */
    private static final List<String> NAME_QUOTES = List.of("`", "\"", "\u201c", "\u201d");

    /** Settings that change how much is read and how it is shown, and nothing else. */
    private static final Pattern SETTINGS = Pattern.compile("max_execution_time|max_result_(rows|bytes)"
            + "|result_overflow_mode|max_rows_to_read|max_block_size|max_threads|session_timezone|extremes|limit|offset"
            + "|output_format_\\w+|send_progress_in_http_headers|http_\\w+");

    private ReaderRules() {}

    /** @throws ChdbException naming the setting that a reader may not change */
    static void checkSettings(Map<String, String> settings) throws ChdbException {
        for (String name : settings.keySet()) {
            if (!SETTINGS.matcher(name).matches()) {
                throw refused("the setting '" + name + "' is not theirs to change");
            }
        }
    }

    /**
     * Checks a statement.
     *
     * @param sort what the engine's parser says of it
     * @throws ChdbException saying what a reader may not do
     */
    static void check(String sql, StatementClass sort, Map<String, String> parameters) throws ChdbException {
        byte[] text = sql.getBytes(StandardCharsets.UTF_8);
        SqlTokens tokens = new SqlTokens(text, text.length);
        tokens.next();
        while (tokens.isSymbol('(')) {
            tokens.next();
        }
        boolean begins = tokens.kind() == SqlTokens.Kind.WORD
                && BEGINNINGS.contains(tokens.text().toUpperCase(Locale.ROOT));
        if (!begins || !sort.readOnly()) {
            throw refused("this statement does more, or does not begin as a query");
        }
        checkText(sql);
        if (sql.indexOf('\\') >= 0 && NAME_QUOTES.stream().anyMatch(sql::contains)) {
            throw refused("a backslash and a quoted name do not go together");
        }
        for (String value : parameters.values()) {
            checkText(value);
            if (value.indexOf('\\') >= 0) {
                throw refused("a parameter has a backslash");
            }
        }
    }

    private static void checkText(String text) throws ChdbException {
        var found = FORBIDDEN.matcher(text);
        if (found.find()) {
            throw refused("'" + found.group(1) + "' may reach files or networks, so the word may stand nowhere");
        }
    }

    static ChdbException refused(String why) {
        return new ChdbException(
                ChdbException.READONLY, "The user '" + ClickHouseUsers.READER + "' may only read: " + why);
    }
}
