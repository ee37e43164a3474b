package io.trunkline.rating.ledger;

import io.trunkline.protocol.event.Allowance;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.tariff.Meter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The calls of one account that are up, and when together they will owe more than an amount.
 *
 * <p>What a call owes is a staircase that never falls, and so is the sum of several. To walk it at each event would
 * cost an account with thousands of calls thousands of steps. So two straight lines enclose it, which are kept up to
 * date by adding and subtracting one call:
 *
 * <pre>
 *   money │                          ╱ ceiling: rises by what all cost in a minute at most
 *         │                     ╱ ┌──
 *         │                ╱  ┌───┘   what is due
 *         │           ╱   ┌───┘
 *         │      ╱┌───────┘
 *         │   ────────────────────── floor: what was due at the anchor
 *         └───┴─────────────────────── time
 *           anchor
 * </pre>
 *
 * An amount above the ceiling or below the floor is answered by them. Only what lies between moves the anchor to now,
 * which draws the lines closer, and only what still does is summed exactly. Used by one thread.
 */
final class LiveCalls {

    /** A sum that lasts for ten years lasts for ever. */
    private static final long FOR_EVER_MILLIS = 10L * 365 * 24 * 3_600 * 1_000;

    /**
     * How far is looked ahead while the price of a call changes with the hour: what it owes then is a sum over all the
     * windows until then, and no call lasts so long.
     */
    private static final long UNEVEN_HORIZON_MILLIS = Duration.ofDays(7).toMillis();

    private static final long SECOND_MILLIS = 1_000;

    /** A moment that is surely not nearer than this need not be known exactly yet. */
    private static final long NEAR_MILLIS = 1_000;

    private static final BigDecimal MILLIS_IN_A_MINUTE = BigDecimal.valueOf(60_000);

    private final Map<String, MeteredCall> calls = new LinkedHashMap<>();

    /** By the moment at which the month begins. */
    private final Map<Instant, FreeMinutes> months = new TreeMap<>();

    /** What is to be stored of calls that have ended and whose free minutes may still change. */
    private final Map<String, Optional<WaitingCall>> unsaved = new LinkedHashMap<>();

    /** How many of them cost more at some hours or from some second on. */
    private int uneven;

    private long anchorMillis;
    private BigDecimal floor = BigDecimal.ZERO;
    private BigDecimal ceiling = BigDecimal.ZERO;
    private BigDecimal perMinute = BigDecimal.ZERO;

    /**
     * Calls that are up, and those that have ended and whose free minutes may still change.
     *
     * @param now not before any moment that was asked for before
     * @param uses what is left of the free minutes of the months in which they were answered
     */
    LiveCalls(AccountCalls.Of stored, Instant now, Collection<MonthUse> uses) {
        anchorMillis = now.toEpochMilli();
        uses.forEach(this::grant);
        stored.up().forEach(this::enter);
        stored.waiting().forEach(call -> month(call).ifPresent(month -> month.restore(call)));
        months.values().forEach(this::settle);
    }

    /** Sets what the calls that have ended left of a month's free minutes. */
    void grant(MonthUse use) {
        FreeMinutes month = months.computeIfAbsent(use.allowance().from(), from -> new FreeMinutes(use, unsaved));
        month.use(use);
        settle(month);
    }

    /** A call is up, or known anew. One that takes free minutes has them at once. */
    void add(LiveCall live) {
        remove(live.id());
        enter(live);
        month(live).ifPresent(this::settle);
    }

    private void enter(LiveCall live) {
        var call = new MeteredCall(live);
        month(live).ifPresent(month -> month.add(call));
        count(call);
    }

    private void count(MeteredCall call) {
        calls.put(call.call().id(), call);
        uneven += call.isEven() ? 0 : 1;
        floor = floor.add(call.due(anchorMillis));
        ceiling = ceiling.add(call.ceiling(anchorMillis));
        perMinute = perMinute.add(call.perMinute());
    }

    /** Ids of those that go on although the switch was asked to end them. */
    List<String> cutFailed() {
        return calls.values().stream()
                .map(MeteredCall::call)
                .filter(LiveCall::isCutFailed)
                .map(LiveCall::id)
                .toList();
    }

    /** Whether it was up. */
    boolean remove(String id) {
        return remove(id, 0);
    }

    /**
     * A call is up no more.
     *
     * @param freeMinutes that it took for good
     * @return whether it was up
     */
    boolean remove(String id, long freeMinutes) {
        MeteredCall call = calls.remove(id);
        if (call == null) {
            return false;
        }
        discount(call);
        month(call.call()).ifPresent(month -> {
            month.remove(call, freeMinutes);
            settle(month);
        });
        return true;
    }

    /** A call that has ended may get or lose free minutes; there are none of a month of which nothing is known. */
    void ended(WaitingCall call) {
        month(call).ifPresent(month -> {
            month.ended(call);
            settle(month);
        });
    }

    private Optional<FreeMinutes> month(WaitingCall call) {
        return Optional.ofNullable(months.get(call.allowance().from()));
    }

    /** The calls that have ended and have another number of free minutes now, in the order of months and answers. */
    List<WaitingCall.Changed> takeChanged() {
        List<WaitingCall.Changed> changed = List.of();
        for (FreeMinutes month : months.values()) {
            List<WaitingCall.Changed> more = month.takeChanged();
            if (!more.isEmpty()) {
                changed = new ArrayList<>(changed);
                changed.addAll(more);
            }
        }
        return changed;
    }

    /** Calls that were open until a moment have for good what they have. */
    void close(Instant now) {
        months.values().forEach(month -> month.close(now));
    }

    /** Whether there are calls that have ended and whose free minutes may still change. */
    boolean hasEnded() {
        for (FreeMinutes month : months.values()) {
            if (month.hasEnded()) {
                return true;
            }
        }
        return false;
    }

    /** A call was rated again, and keeps the free minutes that it has. */
    void ratedAgain(Cdr cdr) {
        months.values().forEach(month -> {
            month.forget(cdr);
            settle(month);
        });
    }

    /** What is to be stored of calls whose free minutes may still change, by their ids; none of one whose do no more. */
    Map<String, Optional<WaitingCall>> takeUnsaved() {
        if (unsaved.isEmpty()) {
            return Map.of();
        }
        var changed = new LinkedHashMap<>(unsaved);
        unsaved.clear();
        return changed;
    }

    private void discount(MeteredCall call) {
        uneven -= call.isEven() ? 0 : 1;
        floor = floor.subtract(call.due(anchorMillis));
        ceiling = ceiling.subtract(call.ceiling(anchorMillis));
        perMinute = perMinute.subtract(call.perMinute());
    }

    /** The free minutes from which a call takes; empty when it takes none, or of a month of which nothing is known. */
    private Optional<FreeMinutes> month(LiveCall live) {
        Allowance allowance = live.tariff().allowance();
        return allowance == null ? Optional.empty() : Optional.ofNullable(months.get(allowance.from()));
    }

    private void settle(FreeMinutes month) {
        for (MeteredCall call : month.settle()) {
            discount(calls.get(call.call().id()));
            count(call);
        }
    }

    /** How many minutes of a call are free if all go on as they are; of one that is not up, none. */
    long freeMinutes(String id) {
        MeteredCall call = calls.get(id);
        return call == null ? 0 : call.freeMinutes();
    }

    /** The same of all calls that may take free minutes, by their ids. */
    Map<String, Long> freeMinutes() {
        var minutes = new TreeMap<String, Long>();
        months.values().forEach(month -> month.calls()
                .forEach(call -> minutes.put(call.call().id(), call.freeMinutes())));
        return minutes;
    }

    /** How many free minutes of a month nobody has begun at a moment. */
    long freeMinutesLeft(Instant month, Instant at) {
        FreeMinutes left = months.get(month);
        return left == null ? 0 : left.notBegun(at.toEpochMilli());
    }

    /** Whether a call is up and within its free minutes at a moment. */
    boolean isAnyWithinFreeMinutes(Instant at) {
        return months.values().stream()
                .flatMap(month -> month.calls().stream())
                .anyMatch(call -> call.isWithinFreeMinutes(at.toEpochMilli()));
    }

    /** When the next call that is within its free minutes at a moment has talked them; empty when there is none. */
    Optional<Instant> freeMinutesEnd(Instant at) {
        return months.values().stream()
                .flatMap(month -> month.calls().stream())
                .filter(call -> call.isWithinFreeMinutes(at.toEpochMilli()))
                .map(MeteredCall::freeMinutesEnd)
                .min(Comparator.naturalOrder());
    }

    /** Forgets the free minutes of a month, unless a call takes from them: then it says no. */
    boolean forget(Instant month) {
        FreeMinutes left = months.get(month);
        boolean unused = left == null || left.isEmpty();
        if (unused) {
            months.remove(month);
        }
        return unused;
    }

    /** Whether none is up, and of none that has ended the free minutes may still change. */
    boolean isEmpty() {
        if (!calls.isEmpty()) {
            return false;
        }
        for (FreeMinutes month : months.values()) {
            if (!month.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    Optional<LiveCall> call(String id) {
        return Optional.ofNullable(calls.get(id)).map(MeteredCall::call);
    }

    Collection<MeteredCall> all() {
        return calls.values();
    }

    int size() {
        return calls.size();
    }

    /** What they owe together at a moment. Walks over all calls. */
    BigDecimal due(Instant at) {
        return due(at.toEpochMilli());
    }

    private BigDecimal due(long atMillis) {
        BigDecimal beyond = BigDecimal.ZERO;
        long scaled = 0;
        for (MeteredCall call : calls.values()) {
            long due = call.scaledDue(atMillis);
            if (due == Meter.NOT_SCALED || scaled + due < 0) {
                beyond = beyond.add(call.due(atMillis));
            } else {
                scaled += due;
            }
        }
        BigDecimal sum = beyond.add(BigDecimal.valueOf(scaled, Meter.SCALE)).stripTrailingZeros();
        return sum.scale() < 0 ? sum.setScale(0) : sum;
    }

    /**
     * Whether they owe more than an amount at a moment.
     *
     * @param at now or later
     */
    boolean isAbove(BigDecimal amount, Instant at, Instant now) {
        if (amount.signum() < 0) {
            return true;
        }
        long atMillis = at.toEpochMilli();
        if (amount.compareTo(ceiling(atMillis)) >= 0) {
            return false;
        }
        if (amount.compareTo(floor) < 0) {
            return true;
        }
        anchor(now.toEpochMilli());
        return amount.compareTo(ceiling(atMillis)) < 0 && due(atMillis).compareTo(amount) > 0;
    }

    /**
     * When to look again whether they owe more than an amount: at the first moment at which they do if that is near,
     * exact to a millisecond, and otherwise at one that is not after it.
     *
     * @return empty when they never will
     */
    Optional<Instant> lookFor(BigDecimal amount, Instant now) {
        if (calls.isEmpty() && amount.signum() >= 0) {
            return Optional.empty();
        }
        long nowMillis = now.toEpochMilli();
        long safe = safeUntil(amount);
        if (safe < nowMillis + NEAR_MILLIS) {
            anchor(nowMillis);
            safe = safeUntil(amount);
        }
        if (safe < nowMillis + NEAR_MILLIS) {
            Optional<Instant> horizon = Optional.of(Instant.ofEpochMilli(nowMillis + horizonMillis()));
            return momentAbove(amount, now).or(() -> uneven == 0 ? Optional.empty() : horizon);
        }
        return safe >= nowMillis + FOR_EVER_MILLIS ? Optional.empty() : Optional.of(Instant.ofEpochMilli(safe));
    }

    /**
     * The first moment, exact to a millisecond, at which they owe more than an amount: looked for along a straight line from
     * where the ceiling says that they do not yet, closed in to a second by halving, and in that second told by the calls
     * that begin one of theirs. Walks over all calls some eight times.
     *
     * @param from not before this
     * @return empty when they never will, or, with calls whose price changes with the hour, not within a week
     */
    Optional<Instant> momentAbove(BigDecimal amount, Instant from) {
        long fromMillis = from.toEpochMilli();
        if (amount.compareTo(ceiling(fromMillis)) < 0 && isAbove(amount, fromMillis)) {
            return Optional.of(from);
        }
        long horizon = fromMillis + horizonMillis();
        if (!isAbove(amount, horizon)) {
            return Optional.empty();
        }
        long below = Math.clamp(safeUntil(amount), fromMillis, horizon);
        long above = below;
        long further = SECOND_MILLIS;
        for (BigDecimal due = due(below); due.compareTo(amount) <= 0; due = due(above)) {
            below = above;
            above = Math.min(below + further + millisFor(amount.subtract(due)), horizon);
            further *= 2;
        }
        while (above - below > SECOND_MILLIS) {
            long middle = (below + above) >>> 1;
            if (isAbove(amount, middle)) {
                above = middle;
            } else {
                below = middle;
            }
        }
        return Optional.of(Instant.ofEpochMilli(firstAbove(amount, below, above)));
    }

    /** How long it takes until they owe so much more, if each minute costs what it costs at most. */
    private long millisFor(BigDecimal amount) {
        return perMinute.signum() == 0
                ? 0
                : amount.multiply(MILLIS_IN_A_MINUTE)
                        .divide(perMinute, 0, RoundingMode.FLOOR)
                        .min(BigDecimal.valueOf(FOR_EVER_MILLIS))
                        .longValueExact();
    }

    /** By how much a call owes more from a moment on. */
    private record Rise(long atMillis, BigDecimal by) {}

    /**
     * The first moment at which they owe more than an amount, between one at which they do not and one at most a second later
     * at which they do: in that time each call begins one second of its own.
     */
    private long firstAbove(BigDecimal amount, long below, long above) {
        var rises = new ArrayList<Rise>();
        for (MeteredCall call : calls.values()) {
            long before = call.scaledDue(below);
            if (before == Meter.NOT_SCALED || before != call.scaledDue(above)) {
                rises.add(new Rise(call.nextSecond(below), call.due(above).subtract(call.due(below))));
            }
        }
        rises.sort(Comparator.comparingLong(Rise::atMillis));
        BigDecimal due = due(below);
        for (Rise rise : rises) {
            due = due.add(rise.by());
            if (due.compareTo(amount) > 0) {
                return rise.atMillis();
            }
        }
        throw new IllegalStateException("nothing rises above " + amount + " between " + below + " and " + above);
    }

    private long horizonMillis() {
        return uneven == 0 ? FOR_EVER_MILLIS : UNEVEN_HORIZON_MILLIS;
    }

    private boolean isAbove(BigDecimal amount, long atMillis) {
        return due(atMillis).compareTo(amount) > 0;
    }

    private BigDecimal ceiling(long atMillis) {
        return ceiling.add(MeteredCall.rise(perMinute, Math.max(0, atMillis - anchorMillis)));
    }

    /** Until when the ceiling is not above an amount; at the dawn of time when it is above it at the anchor. */
    private long safeUntil(BigDecimal amount) {
        BigDecimal left = amount.subtract(ceiling);
        if (left.signum() < 0) {
            return Long.MIN_VALUE;
        }
        BigDecimal longest = BigDecimal.valueOf(2 * FOR_EVER_MILLIS);
        BigDecimal millis = perMinute.signum() == 0
                ? longest
                : left.multiply(MILLIS_IN_A_MINUTE).divide(perMinute, 0, RoundingMode.FLOOR);
        return anchorMillis + millis.min(longest).longValueExact();
    }

    /** Draws both lines anew, from a later moment on. Walks over all calls. */
    private void anchor(long atMillis) {
        if (atMillis == anchorMillis) {
            return;
        }
        anchorMillis = atMillis;
        floor = due(atMillis);
        ceiling = floor;
        for (MeteredCall call : calls.values()) {
            boolean isDue = call.scaledDue(atMillis) > 0;
            ceiling = ceiling.add(isDue ? call.ahead() : call.ceiling(atMillis).subtract(call.due(atMillis)));
        }
    }
}
