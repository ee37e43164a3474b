package io.trunkline.protocol;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Times as topics and API show them, {@code 2026-11-21T03:04:05.000006Z}: every record has some, and the formatter of
 * the JDK takes twenty times as long. What is not of that form goes to the JDK. Any thread may use it.
 */
final class UtcText {

    private static final DateTimeFormatter ANY_YEAR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final String FORM = "0000-00-00T00:00:00.000000Z";

    /** Of the text of every time between 1970 and 9999. */
    static final int LENGTH = FORM.length();

    /** The same in bytes: a 0 stands for any digit. */
    private static final byte[] DIGITS_FORM = FORM.getBytes(StandardCharsets.ISO_8859_1);

    private static final int MONTHS = 12;
    private static final int DAYS_OF_ANY_MONTH = 28;
    private static final int SECONDS_IN_A_DAY = 86_400;
    private static final int SECONDS_IN_AN_HOUR = 3_600;
    private static final int SECONDS_IN_A_MINUTE = 60;
    private static final int NANOS_IN_A_MICRO = 1_000;
    private static final long LAST_DAY = LocalDate.of(9_999, 12, 31).toEpochDay();

    /** The day of the last time that was written: nearly all are of the same. Never changed, so any thread may see any. */
    private static Day last = new Day(0);

    /** A day since 1970 and its times, of which only the date stands there yet. */
    private static final class Day {

        private final long number;
        private final byte[] form;

        Day(long number) {
            this.number = number;
            this.form = FORM.getBytes(StandardCharsets.ISO_8859_1);
            LocalDate date = LocalDate.ofEpochDay(number);
            digits(form, 0, 4, date.getYear());
            digits(form, 5, 2, date.getMonthValue());
            digits(form, 8, 2, date.getDayOfMonth());
        }
    }

    private UtcText() {}

    /** The text of a time; what is finer than a microsecond is cut off. */
    static String of(Instant time) {
        byte[] text = new byte[LENGTH];
        return write(time, text, 0) ? new String(text, StandardCharsets.ISO_8859_1) : ANY_YEAR.format(time);
    }

    /**
     * Writes the same in {@link #LENGTH} bytes.
     *
     * @return whether it did: not of a time before 1970 or after 9999
     */
    static boolean write(Instant time, byte[] text, int at) {
        long day = Math.floorDiv(time.getEpochSecond(), SECONDS_IN_A_DAY);
        if (day < 0 || day > LAST_DAY) {
            return false;
        }
        Day today = last;
        if (today.number != day) {
            today = new Day(day);
            last = today;
        }
        System.arraycopy(today.form, 0, text, at, LENGTH);
        int second = (int) (time.getEpochSecond() - day * SECONDS_IN_A_DAY);
        int minute = second / SECONDS_IN_A_MINUTE;
        int hour = minute / 60;
        int micros = time.getNano() / NANOS_IN_A_MICRO;
        int hundreds = micros / 100;
        int tenThousands = hundreds / 100;
        twoDigits(text, at + 11, hour);
        twoDigits(text, at + 14, minute - hour * 60);
        twoDigits(text, at + 17, second - minute * 60);
        twoDigits(text, at + 20, tenThousands);
        twoDigits(text, at + 22, hundreds - tenThousands * 100);
        twoDigits(text, at + 24, micros - hundreds * 100);
        return true;
    }

    private static void twoDigits(byte[] text, int at, int value) {
        int ten = value / 10;
        text[at] = (byte) ('0' + ten);
        text[at + 1] = (byte) ('0' + value - ten * 10);
    }

    private static void digits(byte[] text, int at, int count, int value) {
        int rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /**
     * The time of an ISO-8601 text in UTC, with as many digits of a second as it likes.
     *
     * @throws DateTimeException when it is none
     */
    static Instant read(String text) {
        Instant time = text.length() == LENGTH ? read(text.getBytes(StandardCharsets.ISO_8859_1), 0) : null;
        return time == null ? Instant.parse(text) : time;
    }

    /** The time that stands in {@link #LENGTH} bytes in just that form; null when they are anything else. */
    static Instant read(byte[] text, int at) {
        if (!isOfForm(text, at)) {
            return null;
        }
        int year = number(text, at, 4);
        int month = number(text, at + 5, 2);
        int dayOfMonth = number(text, at + 8, 2);
        int hour = number(text, at + 11, 2);
        int minute = number(text, at + 14, 2);
        int second = number(text, at + 17, 2);
        if (!isDate(year, month, dayOfMonth) || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        int secondOfDay = hour * SECONDS_IN_AN_HOUR + minute * SECONDS_IN_A_MINUTE + second;
        long day = LocalDate.of(year, month, dayOfMonth).toEpochDay();
        return Instant.ofEpochSecond(
                day * SECONDS_IN_A_DAY + secondOfDay, (long) number(text, at + 20, 6) * NANOS_IN_A_MICRO);
    }

    private static boolean isDate(int year, int month, int dayOfMonth) {
        return month >= 1
                && month <= MONTHS
                && dayOfMonth >= 1
                && (dayOfMonth <= DAYS_OF_ANY_MONTH
                        || dayOfMonth <= YearMonth.of(year, month).lengthOfMonth());
    }

    private static boolean isOfForm(byte[] text, int at) {
        for (int i = 0; i < LENGTH; i++) {
            byte wanted = DIGITS_FORM[i];
            byte is = text[at + i];
            if (wanted == '0' ? is < '0' || is > '9' : is != wanted) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] text, int at, int count) {
        int value = 0;
        for (int i = at; i < at + count; i++) {
            value = value * 10 + text[i] - '0';
        }
        return value;
    }
}
