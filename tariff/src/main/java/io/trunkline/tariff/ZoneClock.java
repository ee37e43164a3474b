package io.trunkline.tariff;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.Map;

/**
 * What the clocks of a zone show, quick to ask for calls that are near each other in time: the rules of the zone are asked
 * only when the clocks are changed between them. Any thread may ask.
 */
final class ZoneClock {

    static final long MICROS_IN_A_SECOND = 1_000_000;

    /** A moment that never comes. */
    static final long NEVER = Long.MAX_VALUE;

    private static final long NANOS_IN_A_MICRO = 1_000;

    /** By name, no more than there are zones. Of two that are added at once one may be made again. */
    private static volatile Map<String, ZoneClock> known = Map.of();

    /**
     * A time in which the clocks are not changed.
     *
     * @param fromMicros its first moment
     * @param untilMicros the first one after it; {@link #NEVER}
     * @param offsetMicros what they are ahead of UTC
     */
    record Stretch(long fromMicros, long untilMicros, long offsetMicros) {

        private boolean has(long micros) {
            return micros >= fromMicros && micros < untilMicros;
        }
    }

    private final ZoneRules rules;

    /** The one that was asked for last. It never changes, so that it does not matter which thread's is seen. */
    private Stretch last;

    private ZoneClock(ZoneRules rules) {
        this.rules = rules;
        last = stretch(0);
    }

    /**
     * The clock of a zone by its name.
     *
     * @throws java.time.DateTimeException for a name that is none
     */
    static ZoneClock of(String zone) {
        ZoneClock clock = known.get(zone);
        if (clock == null) {
            clock = new ZoneClock(ZoneId.of(zone).getRules());
            var more = new HashMap<>(known);
            more.put(zone, clock);
            known = Map.copyOf(more);
        }
        return clock;
    }

    /** A moment in microseconds since 1970; what is finer is left off. */
    static long micros(Instant at) {
        return at.getEpochSecond() * MICROS_IN_A_SECOND + at.getNano() / NANOS_IN_A_MICRO;
    }

    /** The stretch around a moment. */
    Stretch around(long micros) {
        Stretch stretch = last;
        if (!stretch.has(micros)) {
            stretch = stretch(micros);
            last = stretch;
        }
        return stretch;
    }

    private Stretch stretch(long micros) {
        Instant at = Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_IN_A_SECOND),
                Math.floorMod(micros, MICROS_IN_A_SECOND) * NANOS_IN_A_MICRO);
        long offset = rules.getOffset(at).getTotalSeconds() * MICROS_IN_A_SECOND;
        if (rules.isFixedOffset()) {
            return new Stretch(Long.MIN_VALUE, NEVER, offset);
        }
        ZoneOffsetTransition next = rules.nextTransition(at);
        // The one at this very moment is before the next microsecond.
        ZoneOffsetTransition before = rules.previousTransition(at.plusNanos(NANOS_IN_A_MICRO));
        return new Stretch(
                before == null ? Long.MIN_VALUE : before.toEpochSecond() * MICROS_IN_A_SECOND,
                next == null ? NEVER : next.toEpochSecond() * MICROS_IN_A_SECOND,
                offset);
    }
}
