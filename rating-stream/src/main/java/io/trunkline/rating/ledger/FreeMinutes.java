package io.trunkline.rating.ledger;

import io.trunkline.protocol.event.Cdr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

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
 * <p>A call that is up is taken to go on; its end may be told late. So one that ended for want of minutes which those that
 * are up have <em>waits</em>: its minutes are in the same order with theirs, and when one of them turns out to have begun
 * fewer it is {@link #takeGiven given} them. Nobody waits when no more are left than calls that ended took, and never more
 * calls than minutes are left: those behind would get none.
 *
 * <p>Used by one thread.
 */
final class FreeMinutes {

    private static final long MICROS_IN_A_MINUTE = 60_000_000;

    private final Map<String, MeteredCall> calls = new HashMap<>();
    private final TreeSet<WaitingCall> waiting = new TreeSet<>(WaitingCall.IN_ORDER);

    /** What those that wait have now, by their ids, and is not theirs for good yet. */
    private final Map<String, Long> owed = new HashMap<>();

    private final Map<String, Optional<WaitingCall>> unsaved;
    private long left;

    /** All minutes that begin before it are free, and some of those that begin at it; unknown while it is not settled. */
    private long end;

    private boolean settled = true;

    /**
     * Minutes from which nobody takes yet.
     *
     * @param unsaved gets what is to be stored of calls that wait, by their ids: none of one that does no more
     */
    FreeMinutes(long left, Map<String, Optional<WaitingCall>> unsaved) {
        this.left = left;
        this.unsaved = unsaved;
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
        calls.put(call.id(), call);
        // What begins after the end changes nobody's minutes, and has none.
        settled &= call.firstMicros() > end;
    }

    /**
     * A call takes no more.
     *
     * @param taken minutes that it took; 0 for one that is known anew
     */
    void remove(MeteredCall call, long taken) {
        calls.remove(call.id());
        settled &= taken == call.freeMinutes();
        left -= taken;
    }

    /** A call that has ended waits, if there is something to wait for. */
    void await(WaitingCall call) {
        if (left == 0) {
            return;
        }
        waiting.add(call);
        settled &= call.firstMicros() > end;
        unsaved.put(call.id(), Optional.of(call));
        trim();
    }

    /** Those that a record is of wait no more. */
    void forget(Cdr cdr) {
        waiting.stream().filter(call -> call.isOf(cdr)).toList().forEach(this::drop);
    }

    private void drop(WaitingCall call) {
        waiting.remove(call);
        owed.remove(call.id());
        unsaved.put(call.id(), Optional.empty());
        settled = false;
    }

    /**
     * Gives those that wait what they have by now, for good: no call that is up has begun it. While it is not certain of one
     * whether it is up, nothing is given.
     */
    List<WaitingCall.Given> takeGiven() {
        if (owed.isEmpty() || !calls.values().stream().allMatch(MeteredCall::isCertain)) {
            return List.of();
        }
        var given = new ArrayList<WaitingCall.Given>();
        for (WaitingCall call : List.copyOf(waiting)) {
            long minutes = owed.getOrDefault(call.id(), 0L);
            if (minutes > 0) {
                given.add(new WaitingCall.Given(call, minutes));
                left -= minutes;
                waiting.remove(call);
                Optional<WaitingCall> rest = Optional.of(call.took(minutes)).filter(each -> each.wanted() > 0);
                rest.ifPresent(waiting::add);
                unsaved.put(call.id(), rest);
            }
        }
        owed.clear();
        trim();
        return given;
    }

    /** So many calls come before the others that these will get nothing. */
    private void trim() {
        while (!waiting.isEmpty() && waiting.size() > left) {
            unsaved.put(waiting.removeLast().id(), Optional.empty());
        }
    }

    boolean isEmpty() {
        return calls.isEmpty() && waiting.isEmpty();
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
        return left - begun - owed.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Gives out the minutes anew; the calls that are up and have another number of them now, as they are with it. */
    List<MeteredCall> settle() {
        trim();
        if (settled || isEmpty()) {
            return List.of();
        }
        settled = true;
        end = end();
        owed.clear();
        List<Claimant> all = byId();
        long rest = left;
        for (Claimant call : all) {
            rest -= call.minutesBegunBefore(end);
        }
        var changed = new ArrayList<MeteredCall>();
        for (Claimant claimant : all) {
            long before = claimant.minutesBegunBefore(end);
            boolean another = rest > 0 && claimant.minutesBegunBefore(end + 1) > before;
            long minutes = another ? before + 1 : before;
            rest -= another ? 1 : 0;
            switch (claimant) {
                case MeteredCall call when minutes != call.freeMinutes() -> changed.add(call.withFreeMinutes(minutes));
                case WaitingCall call when minutes > 0 -> owed.put(call.id(), minutes);
                case MeteredCall _ -> {}
                case WaitingCall _ -> {}
            }
        }
        changed.forEach(call -> calls.put(call.id(), call));
        return changed;
    }

    private List<Claimant> byId() {
        return Stream.<Claimant>concat(calls.values().stream(), waiting.stream())
                .sorted(Comparator.comparing(Claimant::id))
                .toList();
    }

    /** The last moment before which no more minutes begin than there are; the end of time when they never do. */
    private long end() {
        long from = waiting.isEmpty() ? Long.MAX_VALUE : waiting.first().firstMicros();
        long certain = Long.MAX_VALUE;
        for (MeteredCall call : calls.values()) {
            from = Math.min(from, call.firstMicros());
            certain = call.isCertain() ? Math.min(certain, call.firstMicros()) : certain;
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
        for (WaitingCall call : waiting) {
            begun += call.minutesBegunBefore(micros);
            if (begun > left) {
                return true;
            }
        }
        return false;
    }
}
