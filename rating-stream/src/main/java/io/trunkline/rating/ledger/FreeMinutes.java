package io.trunkline.rating.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which minutes of the calls that are up are free: of all minutes of all calls together those that begin first, as many
 * as the calls that have ended left over.
 *
 * <pre>
 *   5 left      second 0         60        120        180
 *   call a      |free 1    |free 3    |free 5    | charged from here on
 *   call b           |free 2    |free 4    | charged from here on
 *                                          end: the first minute that is not free would begin here
 * </pre>
 *
 * <p>So a call has what it began to talk, and another call takes only what lies ahead. It is a function of the moments
 * of the answers alone: not of the order in which they are told, nor of when it is looked at. What a call that ends has
 * not begun falls to the others. Minutes that begin in the same microsecond are given by the order of the ids.
 *
 * <p>Used by one thread.
 */
final class FreeMinutes {

    private static final long MICROS_IN_A_MINUTE = 60_000_000;

    private final Map<String, MeteredCall> calls = new HashMap<>();
    private long left;

    /** All minutes that begin before it are free, and some of those that begin at it; unknown while it is not settled. */
    private long end;

    private boolean settled = true;

    FreeMinutes(long left) {
        this.left = left;
        this.end = Long.MIN_VALUE;
        this.settled = left == 0;
    }

    /** What the calls that have ended left over. */
    long left() {
        return left;
    }

    /** Sets what is left over, as when the package gives another number. */
    void left(long minutes) {
        settled &= minutes == left;
        left = minutes;
    }

    /** A call takes from them, or is known anew: it has none until they are {@link #settle settled}. */
    void add(MeteredCall call) {
        calls.put(call.call().id(), call);
        // What begins after the end changes nobody's minutes, and has none.
        settled &= call.sinceMicros() > end;
    }

    /**
     * A call takes no more.
     *
     * @param taken minutes that it took; 0 for one that is known anew
     */
    void remove(MeteredCall call, long taken) {
        calls.remove(call.call().id());
        settled &= taken == call.freeMinutes();
        left -= taken;
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    Collection<MeteredCall> calls() {
        return calls.values();
    }

    /** How many are not begun at a moment. */
    long notBegun(long atMillis) {
        long begun = 0;
        for (MeteredCall call : calls.values()) {
            begun += Math.min(call.freeMinutes(), call.minutesBegunBefore(atMillis * 1_000 + 1));
        }
        return left - begun;
    }

    /** Gives out the minutes anew; the calls that have another number of them now, as they are with it. */
    List<MeteredCall> settle() {
        if (settled || calls.isEmpty()) {
            return List.of();
        }
        settled = true;
        end = end();
        long rest = left;
        for (MeteredCall call : calls.values()) {
            rest -= call.minutesBegunBefore(end);
        }
        var changed = new ArrayList<MeteredCall>();
        for (MeteredCall call : inOrder()) {
            long before = call.minutesBegunBefore(end);
            boolean another = rest > 0 && call.minutesBegunBefore(end + 1) > before;
            long minutes = another ? before + 1 : before;
            rest -= another ? 1 : 0;
            if (minutes != call.freeMinutes()) {
                MeteredCall other = call.withFreeMinutes(minutes);
                calls.put(other.call().id(), other);
                changed.add(other);
            }
        }
        return changed;
    }

    private List<MeteredCall> inOrder() {
        return calls.values().stream()
                .sorted(Comparator.comparing(call -> call.call().id()))
                .toList();
    }

    /** The last moment before which no more minutes begin than there are; the end of time when they never do. */
    private long end() {
        long from = Long.MAX_VALUE;
        long certain = Long.MAX_VALUE;
        for (MeteredCall call : calls.values()) {
            from = Math.min(from, call.sinceMicros());
            certain = call.isCertain() ? Math.min(certain, call.sinceMicros()) : certain;
        }
        long above;
        if (certain == Long.MAX_VALUE) {
            above = Long.MAX_VALUE / 2;
            if (!areTooFew(above)) {
                return above;
            }
        } else {
            // By then this one call alone has begun one minute more than there are.
            above = certain + left * MICROS_IN_A_MINUTE + 1;
        }
        long below = from;
        while (above - below > 1) {
            long middle = below + (above - below) / 2;
            if (areTooFew(middle)) {
                above = middle;
            } else {
                below = middle;
            }
        }
        return below;
    }

    /** Whether more minutes begin before a moment than there are. */
    private boolean areTooFew(long micros) {
        long begun = 0;
        for (MeteredCall call : calls.values()) {
            begun += call.minutesBegunBefore(micros);
            if (begun > left) {
                return true;
            }
        }
        return false;
    }
}
