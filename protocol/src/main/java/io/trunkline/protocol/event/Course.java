package io.trunkline.protocol.event;

import java.time.Instant;
import java.util.List;

/**
 * What the price of a minute is in the course of a call, where that is not the same throughout: it changes with the
 * window of the week, or from some second of the call on.
 *
 * @param timeZone IANA name of the zone in which windows are meant
 * @param answeredAt when the call was answered: second 0
 * @param rates all lines of the prefix that were valid on that day, that of the answer among them
 */
public record Course(String timeZone, Instant answeredAt, List<Rate> rates) {

    /** Takes an unmodifiable copy. */
    public Course {
        rates = List.copyOf(rates);
    }
}
