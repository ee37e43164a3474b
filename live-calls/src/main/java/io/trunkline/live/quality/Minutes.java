package io.trunkline.live.quality;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What was counted of one trunk, destination or account, minute by minute, for the last hour and the minute that runs. Of
 * older minutes nothing is kept. Not for several threads.
 */
final class Minutes {

    /** An hour, and the minute that runs. */
    static final int KEPT = 61;

    /** Of the calls that ended last so many are remembered, for who asks which they were. */
    private static final int CALLS = 20;

    private final Tally[] ring = new Tally[KEPT];
    private final long[] minuteOf = new long[KEPT];
    private final Deque<SeenCall> calls = new ArrayDeque<>(0);
    private long newest;

    Minutes() {}

    /** The tally of a minute, counted from 1970; one that nobody reads when the minute is too long ago. */
    Tally at(long minute) {
        if (minute <= newest - KEPT) {
            return new Tally();
        }
        newest = Math.max(newest, minute);
        int slot = slot(minute);
        if (ring[slot] == null || minuteOf[slot] != minute) {
            ring[slot] = new Tally();
            minuteOf[slot] = minute;
        }
        return ring[slot];
    }

    private static int slot(long minute) {
        return (int) Math.floorMod(minute, (long) KEPT);
    }

    /** The sum of some minutes, both ends among them. */
    Tally sum(long from, long until) {
        var sum = new Tally();
        for (long minute = from; minute <= until; minute++) {
            int slot = slot(minute);
            if (ring[slot] != null && minuteOf[slot] == minute) {
                sum.add(ring[slot]);
            }
        }
        return sum;
    }

    /** The last minute in which anything was counted. */
    long newest() {
        return newest;
    }

    void seen(SeenCall call) {
        if (calls.size() == CALLS) {
            calls.removeFirst();
        }
        calls.addLast(call);
    }

    /** The calls that ended last, the oldest first. */
    List<SeenCall> calls() {
        return List.copyOf(calls);
    }

    /** The same with what another one counted. */
    void add(Minutes other) {
        for (int slot = 0; slot < KEPT; slot++) {
            if (other.ring[slot] != null) {
                at(other.minuteOf[slot]).add(other.ring[slot]);
            }
        }
    }
}
