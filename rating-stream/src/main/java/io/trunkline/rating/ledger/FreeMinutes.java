package io.trunkline.rating.ledger;

import io.trunkline.protocol.event.Cdr;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which minutes of an account's calls in a month are free: of all minutes of all calls together those that begin first, by
 * the moments of the answers as they were captured.
 *
 * <pre>
 *   5 left      second 0         60        120        180
 *   call a      |free 1    |free 3    |free 5    | charged from here on
 *   call b           |free 2    |free 4    | charged from here on
 *                                          end: the first minute that is not free would begin here
 * </pre>
 *
 * <p>So a call has what it began to talk, and another call takes only what lies ahead. It is a function of the moments
 * of answer and end alone: not of the order in which they are told, nor of when it is looked at. Minutes that begin in the
 * same microsecond are given by the order of the ids.
 *
 * <p>What is told late changes what was booked. So calls that have ended stay in the same order with those that are up for
 * as long as that may be, and have <em>two</em> bounds: at least what is theirs if all that are up talk on for ever, for
 * their ends may be told late; at most what is theirs if those have begun nothing. A call is {@link #takeChanged changed}
 * only when it has less than the one or more than the other. When nobody is up, both are the same.
 *
 * <ul>
 *   <li>One between its bounds <em>waits</em>, however long: for the ends of calls that are up.
 *   <li>One that has some is <em>open</em> for a while to lose them to a call that was answered before and is told later,
 *       if it took of the last ones that the month has. What was taken while more than those were left nobody asks back
 *       but calls that are told late and want more than those together.
 * </ul>
 *
 * <p>Of the others only the number of minutes is kept that they took. Used by one thread.
 */
final class FreeMinutes {

    private static final long MICROS_IN_A_MINUTE = 60_000_000;

    /** The last ones of a month are this part of it, and not fewer or more than the two below. */
    private static final int LAST_PART = 8;

    private static final long FEWEST_LAST = 60;
    private static final long MOST_LAST = 10_000;

    /** No minute begins as late. */
    private static final long END_OF_TIME = Long.MAX_VALUE / 2;

    /** Between how many minutes a call that has ended may have. */
    private record Bounds(long least, long most) {}

    private final Map<String, MeteredCall> calls = new HashMap<>();

    /** Those that wait or are open, by their ids, with what they have. */
    private final Map<String, WaitingCall> ended = new HashMap<>();

    private final Map<String, Bounds> bounds = new HashMap<>();
    private final Map<String, Optional<WaitingCall>> unsaved;
    private long last;
    private long left;

    /** Minutes of those that have ended, which may still become another's. */
    private long held;

    /** All minutes that begin before it are free, and some of those that begin at it; unknown while it is not settled. */
    private long end = Long.MIN_VALUE;

    /** The same among those that have ended alone. */
    private long endOfEnded = END_OF_TIME;

    private boolean settled;

    /** Id of the one that has just ended, of which it is not known yet whether it is to be stored; empty for none. */
    private String unstored = "";

    /** Whether one that has ended has less than the one of its bounds or more than the other. */
    private boolean isAnyAmiss;

    /**
     * Minutes from which nobody takes yet.
     *
     * @param unsaved gets what is to be stored of calls that wait or are open, by their ids: none of one that does no more
     */
    FreeMinutes(MonthUse use, Map<String, Optional<WaitingCall>> unsaved) {
        this.unsaved = unsaved;
        use(use);
        settled = left == 0;
    }

    /** Sets what is left over, as when the package gives another number. */
    void use(MonthUse use) {
        settled &= use.left() == left;
        left = use.left();
        last = Math.clamp(use.allowance().minutes() / LAST_PART, FEWEST_LAST, MOST_LAST);
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
        settled &= taken == call.freeMinutes() && (taken == 0 || ended.isEmpty());
        left -= taken;
    }

    /** A call has ended, and waits or is open if it may still have another number of minutes than it took. */
    void ended(WaitingCall call) {
        boolean isWithinAll = call.freeMinutes() == call.wanted() && !isOfTheLast(call);
        boolean isBehindAll = call.freeMinutes() == 0 && (all() <= 0 || (settled && call.firstMicros() > endOfEnded));
        if (!isWithinAll && !isBehindAll) {
            restore(call);
            unsaved.put(call.id(), Optional.of(call));
            unstored = call.id();
        }
    }

    /** One was stored as waiting or open. */
    void restore(WaitingCall call) {
        ended.put(call.id(), call);
        held += call.freeMinutes();
        settled = false;
    }

    private boolean isOfTheLast(WaitingCall call) {
        return left < last || begunAtMostBefore(call.endMicros()) > all() - last;
    }

    /** Those that may be divided. */
    private long all() {
        return left + held;
    }

    private long begunAtMostBefore(long micros) {
        long begun = 0;
        for (MeteredCall call : calls.values()) {
            begun += call.minutesBegunAtMostBefore(micros);
        }
        for (WaitingCall call : ended.values()) {
            begun += call.talked().minutesBegunBefore(micros);
        }
        return begun;
    }

    /** Those that a record is of keep what they have. */
    void forget(Cdr cdr) {
        ended.values().stream().filter(call -> call.isOf(cdr)).toList().forEach(call -> {
            drop(call);
            settled = false;
        });
    }

    private void drop(WaitingCall call) {
        ended.remove(call.id());
        bounds.remove(call.id());
        held -= call.freeMinutes();
        if (call.id().equals(unstored)) {
            unsaved.remove(call.id());
        } else {
            unsaved.put(call.id(), Optional.empty());
        }
    }

    /**
     * Gives calls that have ended what they have not and is theirs by now, and takes from them what is another's. While it is
     * not certain of one whether it is up, nothing is given. To be called when it is settled.
     */
    List<WaitingCall.Changed> takeChanged() {
        if (!isAnyAmiss) {
            return List.of();
        }
        isAnyAmiss = false;
        boolean isCertain = isCertain();
        var changed = new ArrayList<WaitingCall.Changed>();
        for (WaitingCall call : List.copyOf(ended.values())) {
            long minutes = due(call);
            if (minutes < call.freeMinutes() || (minutes > call.freeMinutes() && isCertain)) {
                changed.add(new WaitingCall.Changed(call, minutes));
                change(call, call.having(minutes));
            } else {
                isAnyAmiss |= minutes != call.freeMinutes();
            }
        }
        changed.sort(Comparator.comparing(WaitingCall.Changed::call, WaitingCall.IN_ORDER));
        dropThoseBehind();
        return changed;
    }

    /** Whether of all calls it is known whether they are up. */
    private boolean isCertain() {
        return calls.values().stream().allMatch(MeteredCall::isCertain);
    }

    /** What is theirs, of what they have. */
    private long due(WaitingCall call) {
        Bounds of = bounds.get(call.id());
        return Math.clamp(call.freeMinutes(), of.least(), of.most());
    }

    private void change(WaitingCall before, WaitingCall after) {
        ended.put(after.id(), after);
        unsaved.put(after.id(), Optional.of(after));
        held += after.freeMinutes() - before.freeMinutes();
        left -= after.freeMinutes() - before.freeMinutes();
    }

    /** Those that have nothing and can get nothing. */
    private void dropThoseBehind() {
        ended.values().stream()
                .filter(call -> call.freeMinutes() == 0 && bounds.get(call.id()).most() == 0)
                .toList()
                .forEach(this::drop);
    }

    /**
     * Those that were open until a moment have for good what they have, unless calls that are up, or may be, may still change
     * it. To be called when it is settled, and leaves it so.
     */
    void close(Instant now) {
        if (!isCertain()) {
            return;
        }
        ended.values().stream()
                .filter(call -> !waits(call) && !call.isOpen(now))
                .toList()
                .forEach(this::drop);
    }

    /** Whether it depends on calls that are up how many it has. */
    private boolean waits(WaitingCall call) {
        return !bounds.get(call.id()).equals(new Bounds(call.freeMinutes(), call.freeMinutes()));
    }

    /** Whether there are calls that have ended and wait or are open. */
    boolean hasEnded() {
        return !ended.isEmpty();
    }

    boolean isEmpty() {
        return calls.isEmpty() && ended.isEmpty();
    }

    Collection<MeteredCall> calls() {
        return calls.values();
    }

    /** How many are not begun at a moment. */
    long notBegun(long atMillis) {
        long begun = 0;
        for (MeteredCall call : calls.values()) {
            begun += Math.min(call.freeMinutes(), call.minutesBegunAt(atMillis));
        }
        if (isAnyAmiss) {
            for (WaitingCall call : ended.values()) {
                begun += Math.max(0, due(call) - call.freeMinutes());
            }
        }
        return Math.max(0, left - begun);
    }

    /** Gives out the minutes anew; the calls that are up and have another number of them now, as they are with it. */
    List<MeteredCall> settle() {
        if (settled || isEmpty()) {
            return List.of();
        }
        settled = true;
        List<Claimant> talked =
                ended.values().stream().<Claimant>map(WaitingCall::talked).toList();
        var claimants = new ArrayList<Claimant>(calls.values());
        claimants.addAll(talked);
        end = end(claimants, all());
        long[] shares = shares(claimants, end, all());
        var changed = new ArrayList<MeteredCall>();
        for (int i = 0; i < shares.length; i++) {
            if (claimants.get(i) instanceof MeteredCall call && call.freeMinutes() != shares[i]) {
                changed.add(call.withFreeMinutes(shares[i]));
            }
        }
        changed.forEach(call -> calls.put(call.id(), call));
        bind(talked, shares);
        return changed;
    }

    /**
     * Finds the bounds of those that have ended.
     *
     * @param talked their minutes
     * @param shares of all, theirs behind those of the calls that are up
     */
    private void bind(List<Claimant> talked, long... shares) {
        isAnyAmiss = false;
        endOfEnded = END_OF_TIME;
        if (talked.isEmpty()) {
            return;
        }
        endOfEnded = end(talked, all());
        long[] most = shares(talked, endOfEnded, all());
        for (int i = 0; i < most.length; i++) {
            bounds.put(talked.get(i).id(), new Bounds(shares[calls.size() + i], most[i]));
        }
        dropThoseBehind();
        unstored = "";
        isAnyAmiss = ended.values().stream().anyMatch(call -> due(call) != call.freeMinutes());
    }

    /** What each gets of some minutes that end at a moment. */
    private static long[] shares(List<Claimant> claimants, long end, long minutes) {
        var shares = new long[claimants.size()];
        var atEnd = new ArrayList<Integer>();
        long rest = minutes;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = claimants.get(i).minutesBegunBefore(end);
            rest -= shares[i];
            if (claimants.get(i).minutesBegunBefore(end + 1) > shares[i]) {
                atEnd.add(i);
            }
        }
        atEnd.sort(Comparator.comparing(i -> claimants.get(i).id()));
        for (int i = 0; i < atEnd.size() && i < rest; i++) {
            shares[atEnd.get(i)]++;
        }
        return shares;
    }

    /** The last moment before which no more minutes begin than there are; the end of time when they never do. */
    private static long end(List<Claimant> claimants, long minutes) {
        long from = Long.MAX_VALUE;
        long above = END_OF_TIME;
        for (Claimant each : claimants) {
            from = Math.min(from, each.firstMicros());
            // By then one that talks on for ever alone has begun one minute more than there are.
            above = each.isEndless() ? Math.min(above, each.firstMicros() + minutes * MICROS_IN_A_MINUTE + 1) : above;
        }
        if (above == END_OF_TIME && !areTooFew(minutes, claimants, above)) {
            return above;
        }
        long below = from;
        while (above - below > 1) {
            long middle = below + (above - below) / 2;
            if (areTooFew(minutes, claimants, middle)) {
                above = middle;
            } else {
                below = middle;
            }
        }
        return below;
    }

    /** Whether more minutes begin before a moment than there are. */
    private static boolean areTooFew(long minutes, List<Claimant> claimants, long micros) {
        long begun = 0;
        for (Claimant each : claimants) {
            begun += each.minutesBegunBefore(micros);
            if (begun > minutes) {
                return true;
            }
        }
        return false;
    }
}
