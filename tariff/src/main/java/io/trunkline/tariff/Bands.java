package io.trunkline.tariff;

import io.trunkline.protocol.event.RateWindow;
import io.trunkline.tariff.ZoneClock.Stretch;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * The bands of one call, one after the other, for as long as anybody asks.
 *
 * <pre>
 *   line of the window   mon-fri 08:00-18:00          │ mon-fri 18:00-08:00
 *   line from second 60        ┌──────────────────────┼────────────────────
 *   line from second 0    ─────┘                      │
 *   bands                 │1│2 │1│ 2                  │ 3
 *                         answer                      18:00
 *   1: a first increment   2, 3: next increments
 * </pre>
 *
 * <p>The increments follow each other without a gap: each starts where the one before ends, and costs what the line
 * says that holds at its start. Of the lines from several seconds that hold the latest counts; its first increment is
 * charged when it comes into force, and not when the hour changes. Where no line holds, the one before goes on.
 *
 * <p>Immutable: any thread may ask.
 */
final class Bands {

    private static final long NEVER = ZoneClock.NEVER;
    private static final long MICROS_IN_A_SECOND = ZoneClock.MICROS_IN_A_SECOND;
    private static final long MICROS_IN_A_MINUTE = 60 * MICROS_IN_A_SECOND;
    private static final long MICROS_IN_A_DAY = 24 * 60 * MICROS_IN_A_MINUTE;
    private static final int DAYS_OF_WEEK = 7;

    /** 1 January 1970 was a Thursday. */
    private static final int FIRST_DAY_OF_WEEK = 3;

    /** What does not change in so long a time never does: two weeks, for of one an hour may be missing in spring. */
    private static final long LONGEST_LOOK = 15 * MICROS_IN_A_DAY;

    private final Line answer;

    /** All lines that may come to hold, that of the answer among them; empty when that one stays. */
    private final Line[] lines;

    private final ZoneClock clock;
    private final long answeredMicros;

    /** The zone's offset at the answer, and until when it stays: few calls see the clocks changed. */
    private final Stretch answered;

    private Bands(Line answer, Line[] lines, ZoneClock clock, long answeredMicros) {
        this.answer = answer;
        this.lines = lines;
        this.clock = clock;
        this.answeredMicros = answeredMicros;
        answered = lines.length == 0 ? null : clock.around(answeredMicros);
    }

    /** Of a call whose line stays the same. */
    static Bands of(Line answer) {
        return new Bands(answer, new Line[0], null, 0);
    }

    /**
     * Of a call whose line changes with the time of the week or its length.
     *
     * @param lines that may come to hold, that of the answer among them; none when that one stays
     */
    static Bands of(Line answer, ZoneClock clock, Instant answeredAt, Line... lines) {
        return new Bands(answer, lines, clock, ZoneClock.micros(answeredAt));
    }

    /** All lines by which the call may come to be charged. */
    List<Line> lines() {
        return isPlain() ? List.of(answer) : Arrays.asList(lines);
    }

    /** Whether there are no more than two. */
    boolean isPlain() {
        return lines.length == 0;
    }

    /** The first band of a call whose first seconds are free. */
    Band first(long freeSeconds) {
        Line line = isPlain() ? answer : lineAt(freeSeconds, answer);
        return line.firstIncrement() > 0 ? firstIncrement(line, freeSeconds) : next(line, freeSeconds);
    }

    /** The band after one that is not endless. */
    Band after(Band band) {
        long second = band.start(band.count());
        Line line = isPlain() ? answer : lineAt(second, band.line());
        boolean comesIntoForce = line.fromSecond() > band.line().fromSecond();
        return comesIntoForce && line.firstIncrement() > 0 ? firstIncrement(line, second) : next(line, second);
    }

    private static Band firstIncrement(Line line, long second) {
        return new Band(second, line.firstIncrement(), 1, true, line);
    }

    /** The increments of a line from a second on until another line comes into force. */
    private Band next(Line line, long second) {
        int seconds = line.nextIncrement();
        long until = isPlain() ? NEVER : changesAt(second, line);
        long count = until == NEVER ? Band.ENDLESS : Math.ceilDiv(until - second, (long) seconds);
        return new Band(second, seconds, count, false, line);
    }

    /** The line that holds at a second of the call; the one before where none does. */
    private Line lineAt(long second, Line before) {
        long micros = answeredMicros + second * MICROS_IN_A_SECOND;
        long local = micros + around(micros).offsetMicros();
        return lineAt(second, dayOfWeek(local), minuteOfDay(local), before);
    }

    private Line lineAt(long second, int dayOfWeek, int minuteOfDay, Line before) {
        Line holds = null;
        for (Line line : lines) {
            int from = line.fromSecond();
            boolean isLater = holds == null || from > holds.fromSecond();
            if (isLater && from <= second && line.holds(dayOfWeek, minuteOfDay)) {
                holds = line;
            }
        }
        return holds == null ? before : holds;
    }

    /** The second, after this one, at which another line comes into force; never, when it stays. */
    private long changesAt(long second, Line line) {
        if (stays(line)) {
            return NEVER;
        }
        long start = answeredMicros + second * MICROS_IN_A_SECOND;
        long micros = start;
        long at = second;
        while (micros - start <= LONGEST_LOOK || nextFromSecond(at) != NEVER) {
            long edge = nextEdge(micros);
            long edgeSecond = edge == NEVER ? NEVER : Math.ceilDiv(edge - answeredMicros, MICROS_IN_A_SECOND);
            long from = nextFromSecond(at);
            if (edgeSecond == NEVER && from == NEVER) {
                return NEVER;
            }
            at = Math.min(edgeSecond, from);
            micros = at == edgeSecond ? edge : answeredMicros + at * MICROS_IN_A_SECOND;
            if (!lineAt(at, line).equals(line)) {
                return at;
            }
        }
        return NEVER;
    }

    /** Whether one of the lines, once it holds, does so for ever, as no other ever comes before it. */
    private boolean stays(Line line) {
        int notBefore = 0;
        for (Line each : lines) {
            notBefore += each.fromSecond() >= line.fromSecond() ? 1 : 0;
        }
        // It is one of them itself.
        return line.holdsAllWeek() && notBefore == 1;
    }

    /** The next second after one from which on a line prices calls. */
    private long nextFromSecond(long second) {
        long next = NEVER;
        for (Line line : lines) {
            int from = line.fromSecond();
            next = from > second ? Math.min(next, from) : next;
        }
        return next;
    }

    /** The next moment after one at which a window may start or end, or the clocks are changed. */
    private long nextEdge(long micros) {
        Stretch stretch = around(micros);
        long local = micros + stretch.offsetMicros();
        long midnight = Math.floorDiv(local, MICROS_IN_A_DAY) * MICROS_IN_A_DAY;
        long minuteNow = minuteOfDay(local);
        long minute = NEVER;
        for (Line line : lines) {
            RateWindow window = line.terms().rate().window();
            if (window != null) {
                minute = Math.min(minute, later(window.startMinute(), minuteNow));
                minute = Math.min(minute, later(window.endMinute(), minuteNow));
            }
        }
        if (minute == NEVER) {
            return NEVER;
        }
        // Of a window of some days only, midnight is an edge too.
        minute = Math.min(minute, RateWindow.MINUTES_OF_DAY);
        long edge = midnight + minute * MICROS_IN_A_MINUTE - stretch.offsetMicros();
        return Math.min(edge, stretch.untilMicros());
    }

    /** That minute of today, if it is still to come, or of tomorrow. */
    private static long later(int minute, long minuteNow) {
        return minute > minuteNow ? minute : (long) minute + RateWindow.MINUTES_OF_DAY;
    }

    /** The stretch of the zone around a moment of the call. */
    private Stretch around(long micros) {
        return micros < answered.untilMicros() ? answered : clock.around(micros);
    }

    /** Day of the week and minute of the day at a moment in a zone: for {@link #day} and {@link #minute}. */
    static int dayAndMinute(Instant at, ZoneClock clock) {
        long micros = ZoneClock.micros(at);
        long local = micros + clock.around(micros).offsetMicros();
        return dayOfWeek(local) * RateWindow.MINUTES_OF_DAY + minuteOfDay(local);
    }

    /** The day: 0 for Monday to 6. */
    static int day(int dayAndMinute) {
        return dayAndMinute / RateWindow.MINUTES_OF_DAY;
    }

    /** The minute: 0 to 1439. */
    static int minute(int dayAndMinute) {
        return dayAndMinute % RateWindow.MINUTES_OF_DAY;
    }

    private static int dayOfWeek(long localMicros) {
        return Math.floorMod(Math.floorDiv(localMicros, MICROS_IN_A_DAY) + FIRST_DAY_OF_WEEK, DAYS_OF_WEEK);
    }

    private static int minuteOfDay(long localMicros) {
        return (int) (Math.floorMod(localMicros, MICROS_IN_A_DAY) / MICROS_IN_A_MINUTE);
    }
}
