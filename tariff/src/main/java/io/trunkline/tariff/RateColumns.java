package io.trunkline.tariff;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateWindow;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Which column of a rates file is where, and how its values are read. */
final class RateColumns {

    /** The columns, in the order of the contract. */
    enum Column {
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
        EFFECTIVE_UNTIL,
        DAYS,
        START_TIME,
        END_TIME,
        FROM_SECOND;

        private static final List<Column> REQUIRED = List.of(PREFIX, DESTINATION, RATE_PER_MINUTE);

        String title() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

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
    private final Map<RateWindow, RateWindow> windows = new HashMap<>();

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
                line.time(Column.EFFECTIVE_UNTIL),
                line.window(),
                line.seconds(Column.FROM_SECOND, 0, 0));
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

        /** When in the week it holds: of what is left out, every day, from its beginning, to its end. */
        RateWindow window() {
            String days = value(Column.DAYS);
            String start = value(Column.START_TIME);
            String end = value(Column.END_TIME);
            int dayBits = days.isEmpty() ? RateWindow.ALL_DAYS : days(days);
            int startMinute = start.isEmpty() ? 0 : minute(Column.START_TIME, start);
            int endMinute = end.isEmpty() ? RateWindow.MINUTES_OF_DAY : minute(Column.END_TIME, end);
            if (startMinute == RateWindow.MINUTES_OF_DAY) {
                bad(Column.START_TIME, "24:00 is the end of a day: a window starts at 00:00 of the next");
            } else if (startMinute == endMinute && startMinute > 0) {
                bad(Column.END_TIME, "is the start_time too: for the whole day leave both out");
            } else if (good) {
                // 00:00 as an end is the midnight behind the start.
                var window =
                        new RateWindow(dayBits, startMinute, endMinute == 0 ? RateWindow.MINUTES_OF_DAY : endMinute);
                return window.equals(RateWindow.ALWAYS) ? null : windows.computeIfAbsent(window, same -> same);
            }
            return null;
        }

        private int days(String value) {
            OptionalInt days = RateWindow.days(value);
            if (days.isEmpty()) {
                bad(Column.DAYS, quoted(value) + " is not days such as mon-fri or sat,sun");
            }
            return days.orElse(RateWindow.ALL_DAYS);
        }

        private int minute(Column column, String value) {
            OptionalInt minute = RateWindow.minute(value);
            if (minute.isEmpty()) {
                bad(column, quoted(value) + " is not a time of the day such as 08:00, up to 24:00");
            }
            return minute.orElse(column == Column.START_TIME ? 0 : RateWindow.MINUTES_OF_DAY);
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
