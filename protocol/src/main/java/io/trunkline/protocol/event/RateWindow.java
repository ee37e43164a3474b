package io.trunkline.protocol.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When in the week a line of a card holds, by the clocks of the card's zone. As text: {@code mon-fri 08:00-18:00}. A
 * window that ends before it starts goes on over midnight into the day after: {@code fri 22:00-06:00} ends on Saturday.
 *
 * @param days the days on which it starts: a bit each, Monday's the lowest
 * @param startMinute minute of the day at which it starts, 0 to 1439
 * @param endMinute minute of the day at which it is over, 1 to 1440; not the one at which it starts
 */
public record RateWindow(int days, int startMinute, int endMinute) {

    /** Minutes of a day, and the last moment at which a window can end: {@code 24:00}. */
    public static final int MINUTES_OF_DAY = 24 * 60;

    /** Every day of the week. */
    public static final int ALL_DAYS = 0x7F;

    /** The whole week. */
    public static final RateWindow ALWAYS = new RateWindow(ALL_DAYS, 0, MINUTES_OF_DAY);

    private static final List<String> NAMES = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final int DAYS_OF_WEEK = NAMES.size();
    private static final int MINUTES_OF_HOUR = 60;
    private static final Pattern TIME = Pattern.compile("([01]?[0-9]|2[0-3]):([0-5][0-9])(?::00)?|24:00(?::00)?");
    private static final Pattern TEXT = Pattern.compile("(\\S+) (\\S+)-(\\S+)");

    /** Refuses what is no window. */
    public RateWindow {
        boolean fits = days > 0
                && days <= ALL_DAYS
                && startMinute >= 0
                && startMinute < MINUTES_OF_DAY
                && endMinute > 0
                && endMinute <= MINUTES_OF_DAY
                && startMinute != endMinute;
        if (!fits) {
            throw new IllegalArgumentException("no window: " + days + ", " + startMinute + ", " + endMinute);
        }
    }

    /** Whether it goes on over midnight. */
    public boolean overMidnight() {
        return endMinute < startMinute;
    }

    /**
     * Whether it holds.
     *
     * @param dayOfWeek 0 for Monday to 6
     * @param minuteOfDay 0 to 1439
     */
    public boolean holds(int dayOfWeek, int minuteOfDay) {
        boolean startsToday = startsOn(dayOfWeek);
        if (!overMidnight()) {
            return startsToday && minuteOfDay >= startMinute && minuteOfDay < endMinute;
        }
        boolean startedYesterday = startsOn((dayOfWeek + DAYS_OF_WEEK - 1) % DAYS_OF_WEEK);
        return (startsToday && minuteOfDay >= startMinute) || (startedYesterday && minuteOfDay < endMinute);
    }

    private boolean startsOn(int dayOfWeek) {
        return ((days >> dayOfWeek) & 1) != 0;
    }

    /** Whether at each minute of the week one of several holds. */
    public static boolean fillTheWeek(Collection<RateWindow> windows) {
        // If one is filled by none, then that at which a window is over, or a day begins.
        for (int day = 0; day < DAYS_OF_WEEK; day++) {
            if (!oneHolds(windows, day, 0)) {
                return false;
            }
            for (RateWindow window : windows) {
                if (window.endMinute < MINUTES_OF_DAY && !oneHolds(windows, day, window.endMinute)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean oneHolds(Collection<RateWindow> windows, int day, int minute) {
        for (RateWindow window : windows) {
            if (window.holds(day, minute)) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is a minute of the week at which both hold. */
    public boolean overlaps(RateWindow other) {
        // If two windows have a minute in common, then that at which one of them starts.
        return holdsAtAStartOf(other) || other.holdsAtAStartOf(this);
    }

    private boolean holdsAtAStartOf(RateWindow other) {
        for (int day = 0; day < DAYS_OF_WEEK; day++) {
            if (other.startsOn(day) && holds(day, other.startMinute)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Days as people write them: {@code mon-fri}, {@code sat,sun}, {@code fri-mon}.
     *
     * @return a bit each; empty when the text names no days
     */
    public static OptionalInt days(String text) {
        int days = 0;
        for (String part : text.toLowerCase(Locale.ROOT).split("[,; ]+", -1)) {
            int dash = part.indexOf('-');
            int first = NAMES.indexOf(dash < 0 ? part : part.substring(0, dash).strip());
            int last = dash < 0 ? first : NAMES.indexOf(part.substring(dash + 1).strip());
            if (first < 0 || last < 0) {
                return OptionalInt.empty();
            }
            int length = (last - first + DAYS_OF_WEEK) % DAYS_OF_WEEK;
            for (int i = 0; i <= length; i++) {
                days |= 1 << ((first + i) % DAYS_OF_WEEK);
            }
        }
        return OptionalInt.of(days);
    }

    /** A time of the day such as {@code 08:00}, up to {@code 24:00}, in minutes; empty when it is none. */
    public static OptionalInt minute(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(
                time.group(1) == null
                        ? MINUTES_OF_DAY
                        : Integer.parseInt(time.group(1)) * MINUTES_OF_HOUR + Integer.parseInt(time.group(2)));
    }

    /** A window from its text. */
    @JsonCreator
    public static RateWindow parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (parts.matches()) {
            OptionalInt days = days(parts.group(1));
            OptionalInt start = minute(parts.group(2));
            OptionalInt end = minute(parts.group(3));
            if (days.isPresent() && start.isPresent() && end.isPresent()) {
                return new RateWindow(days.getAsInt(), start.getAsInt(), end.getAsInt());
            }
        }
        throw new IllegalArgumentException("not a window such as mon-fri 08:00-18:00: " + text);
    }

    /** As it is parsed; a day that stands alone or begins or ends a row of days is named. */
    @JsonValue
    @Override
    public String toString() {
        return daysText() + ' ' + startText() + '-' + endText();
    }

    /** The days alone: {@code mon-fri}. */
    public String daysText() {
        var text = new StringJoiner(",");
        for (int day = 0; day < DAYS_OF_WEEK; day++) {
            int last = day;
            while (last + 1 < DAYS_OF_WEEK && startsOn(day) && startsOn(last + 1)) {
                last++;
            }
            if (startsOn(day)) {
                text.add(last == day ? NAMES.get(day) : NAMES.get(day) + '-' + NAMES.get(last));
            }
            day = last;
        }
        return text.toString();
    }

    /** When on these days it starts: {@code 08:00}. */
    public String startText() {
        return time(startMinute);
    }

    /** When it is over: {@code 18:00}, at the latest {@code 24:00}. */
    public String endText() {
        return time(endMinute);
    }

    private static String time(int minute) {
        return "%02d:%02d".formatted(minute / MINUTES_OF_HOUR, minute % MINUTES_OF_HOUR);
    }
}
