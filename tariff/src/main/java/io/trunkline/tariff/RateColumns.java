package io.trunkline.tariff;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.trunkline.protocol.event.Rate;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Which column of a rates file is where, and how its values are read. */
final class RateColumns {

    /** The columns, in the order of the contract. */
    private enum Column {
        PREFIX,
        DESTINATION,
        RATE_PER_MINUTE,
        CONNECT_FEE,
        FIRST_INCREMENT,
        NEXT_INCREMENT,
        GRACE_SECONDS,
        FREE_SECONDS,
        MAX_PRICE,
        EFFECTIVE_FROM,
        EFFECTIVE_UNTIL;

        private static final List<Column> REQUIRED = List.of(PREFIX, DESTINATION, RATE_PER_MINUTE);

        String title() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Columns that the contract has and that are not built: to pass over one would price calls wrongly. */
    private static final List<String> NOT_BUILT = List.of("days", "start_time", "end_time", "from_second");

    private static final Pattern PREFIX = Pattern.compile("[0-9]{1,15}");
    private static final Pattern MONEY = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,12})?");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");
    private static final int MAX_SECONDS = 86_400;
    private static final char REPLACEMENT = '\uFFFD';

    private final Map<Column, Integer> positions = new EnumMap<>(Column.class);
    private final int count;

    /** A file repeats a few amounts and names a million times: each is kept once. */
    private final Map<String, BigDecimal> amounts = new HashMap<>();

    private final Map<String, String> names = new HashMap<>();

    private RateColumns(int count) {
        this.count = count;
    }

    /** Reads the header line; what is wrong with it is added to the bad lines. */
    static RateColumns of(CsvRecord header, BadLines badLines) {
        var columns = new RateColumns(header.getFieldCount());
        long line = header.getStartingLineNumber();
        for (int i = 0; i < header.getFieldCount(); i++) {
            String title = header.getField(i).strip().toLowerCase(Locale.ROOT);
            Column column = named(title);
            if (column != null) {
                if (columns.positions.put(column, i) != null) {
                    badLines.add(line, title, "the column is there twice");
                }
            } else if (NOT_BUILT.contains(title)) {
                badLines.add(line, title, "rates by day, time or second of the call are not supported: leave it out");
            } else {
                badLines.add(line, title, "no such column");
            }
        }
        for (Column column : Column.REQUIRED) {
            if (!columns.positions.containsKey(column)) {
                badLines.add(line, column.title(), "the column is missing");
            }
        }
        return columns;
    }

    private static Column named(String title) {
        for (Column column : Column.values()) {
            if (column.title().equals(title)) {
                return column;
            }
        }
        return null;
    }

    /** Reads a line: null when something is wrong with it, which is then added to the bad lines. */
    Rate rate(CsvRecord record, BadLines badLines) {
        if (record.getFieldCount() != count) {
            badLines.add(
                    record.getStartingLineNumber(),
                    "",
                    "has " + record.getFieldCount() + " values instead of " + count);
            return null;
        }
        var line = new Line(record, badLines);
        var rate = new Rate(
                line.prefix(),
                line.destination(),
                line.money(Column.RATE_PER_MINUTE, null),
                line.money(Column.CONNECT_FEE, BigDecimal.ZERO),
                line.seconds(Column.FIRST_INCREMENT, 0, 1),
                line.seconds(Column.NEXT_INCREMENT, 1, 1),
                line.seconds(Column.GRACE_SECONDS, 0, 0),
                line.seconds(Column.FREE_SECONDS, 0, 0),
                line.money(Column.MAX_PRICE, null),
                line.time(Column.EFFECTIVE_FROM),
                line.time(Column.EFFECTIVE_UNTIL));
        if (rate.effectiveFrom() != null
                && rate.effectiveUntil() != null
                && !rate.effectiveFrom().isBefore(rate.effectiveUntil())) {
            line.bad(Column.EFFECTIVE_UNTIL, "is not after effective_from");
        }
        return line.good ? rate : null;
    }

    /** One line of the file, with what is wrong with it. */
    private final class Line {

        private final CsvRecord record;
        private final BadLines badLines;
        private boolean good = true;

        Line(CsvRecord record, BadLines badLines) {
            this.record = record;
            this.badLines = badLines;
        }

        void bad(Column column, String message) {
            good = false;
            badLines.add(record.getStartingLineNumber(), column.title(), message);
        }

        private String value(Column column) {
            Integer position = positions.get(column);
            return position == null ? "" : record.getField(position).strip();
        }

        String prefix() {
            String value = value(Column.PREFIX);
            if (!PREFIX.matcher(value).matches()) {
                bad(Column.PREFIX, quoted(value) + " is not a prefix of 1 to 15 digits");
            }
            return value;
        }

        String destination() {
            String value = value(Column.DESTINATION);
            if (value.isEmpty()) {
                bad(Column.DESTINATION, "is empty");
            } else if (value.indexOf(REPLACEMENT) >= 0) {
                bad(Column.DESTINATION, quoted(value) + " is not UTF-8");
            } else if (value.chars().anyMatch(Character::isISOControl)) {
                bad(Column.DESTINATION, "contains a control character");
            }
            return names.computeIfAbsent(value, name -> name);
        }

        BigDecimal money(Column column, BigDecimal absent) {
            String value = value(column);
            if (value.isEmpty() && !Column.REQUIRED.contains(column)) {
                return absent;
            }
            if (!MONEY.matcher(value).matches()) {
                bad(column, quoted(value) + " is not an amount of 0 or more such as 0.0138, with at most 12 decimals");
                return BigDecimal.ZERO;
            }
            return amounts.computeIfAbsent(value, BigDecimal::new);
        }

        int seconds(Column column, int least, int absent) {
            String value = value(column);
            if (value.isEmpty()) {
                return absent;
            }
            int seconds = SECONDS.matcher(value).matches() ? Integer.parseInt(value) : -1;
            if (seconds < least || seconds > MAX_SECONDS) {
                bad(column, quoted(value) + " is not a whole number of seconds from " + least + " to " + MAX_SECONDS);
            }
            return seconds;
        }

        Instant time(Column column) {
            String value = value(column);
            if (value.isEmpty()) {
                return null;
            }
            try {
                return OffsetDateTime.parse(value).toInstant();
            } catch (DateTimeParseException e) {
                bad(column, quoted(value) + " is not an ISO-8601 time with its zone, such as 2026-01-31T00:00:00Z");
                return null;
            }
        }

        private static String quoted(String value) {
            return '"' + (value.length() > 40 ? value.substring(0, 40) + "…" : value) + '"';
        }
    }
}
