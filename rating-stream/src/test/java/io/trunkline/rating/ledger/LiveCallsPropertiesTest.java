package io.trunkline.rating.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.Allowance;
import io.trunkline.protocol.event.Course;
import io.trunkline.protocol.event.PackageTerms;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateWindow;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.tariff.Meter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The fast way against the slow one: every call summed by its price, at every moment at which one of them may step. */
class LiveCallsPropertiesTest {

    private static final Instant START = LedgerScene.START;
    private static final int HORIZON_SECONDS = 400;

    /** By how much the clock of the agent that captures the answers is behind, which changes nothing. */
    private static final Duration AGENT_IS_BEHIND = Duration.ofHours(7);

    private static final Allowance ALLOWANCE =
            new Allowance(100, Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-12-01T00:00:00Z"));

    /**
     * Time passes, a call comes or goes, and it is asked for an amount.
     *
     * @param doubtedPermille of what the call has lasted it was surely up; 1,000 and more: it surely is
     */
    record Step(
            int afterMillis,
            int call,
            boolean comes,
            int answeredMicrosBefore,
            int doubtedPermille,
            Tariff tariff,
            int cents) {}

    @Provide
    Arbitrary<Tariff> tariffs() {
        var rate = Arbitraries.of("0", "0.0138", "0.007", "0.60", "1.9", "123456789.123456")
                .map(BigDecimal::new);
        return Combinators.combine(
                        rate,
                        Arbitraries.of("0", "0.05").map(BigDecimal::new),
                        Arbitraries.of(0, 1, 30, 60),
                        Arbitraries.of(1, 6, 60),
                        Arbitraries.of(0, 3),
                        Arbitraries.of(0, 20),
                        Arbitraries.of("0.5", "3").map(BigDecimal::new).injectNull(0.7),
                        Arbitraries.of(2, 6))
                .as((perMinute, fee, first, next, grace, free, max, decimals) -> new Tariff(
                        "retail",
                        "EUR",
                        decimals,
                        decimals == 2 ? Rounding.UP : Rounding.HALF_UP,
                        new Rate("31", "x", perMinute, fee, first, next, grace, free, max, null, null)))
                .flatMap(even -> Arbitraries.integers()
                        .between(-300, 300)
                        .map(second -> inWindows(even, second))
                        .injectNull(0.6)
                        .map(uneven -> uneven == null ? even : uneven))
                .flatMap(tariff -> Arbitraries.of(true, false).map(takes -> takes ? withFreeMinutes(tariff) : tariff));
    }

    private static Tariff withFreeMinutes(Tariff tariff) {
        return new Tariff(
                tariff.cardId(),
                tariff.currency(),
                tariff.decimals(),
                tariff.rounding(),
                tariff.rate(),
                tariff.course(),
                tariff.markups(),
                new PackageTerms("gold", 0, null, ALLOWANCE));
    }

    /** Twice as dear after an hour that strikes about when the calls are up, and half as dear from second 90 on. */
    private static Tariff inWindows(Tariff even, int strikesAfter) {
        Instant strikes = START.plusSeconds(strikesAfter);
        Rate rate = even.rate();
        // START is at noon: the windows change at 06:00 and about noon.
        int minute = strikes.atZone(ZoneOffset.UTC).toLocalTime().toSecondOfDay() / 60;
        var before = new RateWindow(RateWindow.ALL_DAYS, 360, minute);
        var after = new RateWindow(RateWindow.ALL_DAYS, minute, 360);
        Rate first = of(rate, rate.ratePerMinute(), before, 0);
        Rate second = of(rate, rate.ratePerMinute().multiply(BigDecimal.TWO), after, 0);
        Rate later = of(rate, rate.ratePerMinute().divide(BigDecimal.TWO), null, 90);
        return new Tariff(
                even.cardId(),
                even.currency(),
                even.decimals(),
                even.rounding(),
                first,
                new Course("UTC", START, List.of(first, second, later)),
                List.of(),
                null);
    }

    private static Rate of(Rate rate, BigDecimal perMinute, RateWindow window, int fromSecond) {
        return new Rate(
                rate.prefix(),
                rate.destination(),
                perMinute,
                rate.connectFee(),
                rate.firstIncrement(),
                rate.nextIncrement(),
                rate.graceSeconds(),
                rate.freeSeconds(),
                rate.maxPrice(),
                null,
                null,
                window,
                fromSecond);
    }

    @Provide
    Arbitrary<Step> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 20_000),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.frequency(Tuple.of(3, true), Tuple.of(1, false)),
                        Arbitraries.integers().between(0, 90_000_000),
                        Arbitraries.integers().between(0, 3_000),
                        tariffs(),
                        Arbitraries.integers().between(-10, 400))
                .as(Step::new);
    }

    @Property(tries = 200)
    void shouldSayTheSameAsASumOfEveryCallAtEveryMoment(
            @ForAll @Size(max = 15) List<@From("steps") Step> steps, @ForAll @IntRange(max = 12) int freeMinutes) {
        var use = new MonthUse(ALLOWANCE, ALLOWANCE.minutes() - freeMinutes);
        var fast = new LiveCalls(AccountCalls.Of.NONE, START, List.of(use));
        var slow = new Slow(new LinkedHashMap<>(), freeMinutes);
        Instant now = START;
        for (Step step : steps) {
            now = now.plusMillis(step.afterMillis());
            String callId = "call-" + step.call();
            if (step.comes()) {
                Instant since = now.minus(step.answeredMicrosBefore(), ChronoUnit.MICROS);
                long surelyMicros = step.answeredMicrosBefore() * (long) step.doubtedPermille() / 1_000;
                var call = new LiveCall(
                        callId,
                        callId,
                        "a",
                        "b",
                        step.tariff(),
                        since,
                        step.doubtedPermille() < 1_000 ? since.plus(surelyMicros, ChronoUnit.MICROS) : null,
                        0,
                        since.minus(AGENT_IS_BEHIND));
                fast.add(call);
                slow.calls.put(callId, call);
            } else {
                boolean wasUp = slow.calls.containsKey(callId);
                long taken = wasUp ? Math.min(slow.freeMinutes().get(callId), begun(slow.calls.get(callId), now)) : 0;
                slow.calls.remove(callId);
                slow.left -= taken;
                assertEquals(wasUp, fast.remove(callId, taken));
            }
            assertFreeMinutes(slow, fast, now);
            BigDecimal amount = BigDecimal.valueOf(step.cents(), 2);
            assertEquals(0, due(slow, now).compareTo(fast.due(now)), "what is due");
            Instant later = now.plusMillis(500);
            assertEquals(
                    due(slow, later).compareTo(amount) > 0, fast.isAbove(amount, later, now), "above half a second on");
            assertTheSameMoment(firstAbove(slow, amount, now), fast, amount, now);
        }
    }

    private static void assertFreeMinutes(Slow slow, LiveCalls fast, Instant now) {
        long begun = 0;
        for (Map.Entry<String, Long> each : slow.freeMinutes().entrySet()) {
            assertEquals(each.getValue(), fast.freeMinutes(each.getKey()), () -> "of " + each.getKey());
            begun += Math.min(each.getValue(), begun(slow.calls.get(each.getKey()), now));
        }
        assertEquals(slow.left - begun, fast.freeMinutesLeft(ALLOWANCE.from(), now));
    }

    /** Its minutes that have begun at a moment. */
    private static long begun(LiveCall call, Instant at) {
        long micros = ChronoUnit.MICROS.between(call.since(), lastUp(call, at));
        return micros < 0 ? 0 : micros / 60_000_000 + 1;
    }

    /** Every minute of every call, in the order in which they begin. */
    private static final class Slow {

        private final Map<String, LiveCall> calls;
        private long left;

        Slow(Map<String, LiveCall> calls, long left) {
            this.calls = calls;
            this.left = left;
        }

        private Map<String, Long> freeMinutes() {
            record Minute(Instant begins, String id) {}
            var minutes = new ArrayList<Minute>();
            var free = new HashMap<String, Long>();
            for (LiveCall call : calls.values()) {
                free.put(call.id(), 0L);
                for (int i = 0; call.tariff().allowance() != null && i <= left; i++) {
                    Instant begins = call.since().plusSeconds(60L * i);
                    if (call.knownUntil() == null
                            || !begins.isAfter(call.knownUntil().truncatedTo(ChronoUnit.MILLIS))) {
                        minutes.add(new Minute(begins, call.id()));
                    }
                }
            }
            minutes.sort(Comparator.comparing(Minute::begins).thenComparing(Minute::id));
            minutes.stream().limit(left).forEach(minute -> free.merge(minute.id(), 1L, Long::sum));
            return free;
        }
    }

    private static void assertTheSameMoment(
            Optional<Instant> expected, LiveCalls fast, BigDecimal amount, Instant now) {
        Optional<Instant> look = fast.lookFor(amount, now);
        Optional<Instant> found = fast.momentAbove(amount, now);
        if (expected.isEmpty()) {
            Instant horizon = now.plusSeconds(HORIZON_SECONDS);
            assertFalse(found.filter(at -> !at.isAfter(horizon)).isPresent(), () -> "found " + found);
            return;
        }
        assertEquals(expected, found);
        Instant next = look.orElseThrow();
        assertFalse(next.isAfter(expected.get()), "a look that would come too late");
        assertTrue(
                next.equals(expected.get()) || next.isAfter(now.plusMillis(999)),
                "a look that is near and not exact: " + next + " for " + expected.get());
    }

    private static BigDecimal due(Slow calls, Instant at) {
        Map<String, Long> free = calls.freeMinutes();
        return calls.calls.values().stream()
                .filter(call -> !call.since().isAfter(at))
                .map(call -> Meter.of(call.tariff(), free.get(call.id()))
                        .price(Duration.between(call.since(), lastUp(call, at)).toSeconds() + 1))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Instant lastUp(LiveCall call, Instant at) {
        return call.knownUntil() == null ? at : call.knownUntil().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A sum of staircases grows only where one of them steps, which is a whole number of seconds after its answer. */
    private static Optional<Instant> firstAbove(Slow calls, BigDecimal amount, Instant from) {
        var moments = new TreeSet<Instant>();
        moments.add(from);
        Instant horizon = from.plusSeconds(HORIZON_SECONDS);
        for (LiveCall call : calls.calls.values()) {
            for (Instant step = call.since(); !step.isAfter(horizon); step = step.plusSeconds(1)) {
                Instant seen = step.plusNanos(999_999).truncatedTo(ChronoUnit.MILLIS);
                if (!seen.isBefore(from)) {
                    moments.add(seen);
                }
            }
        }
        return moments.stream()
                .filter(at -> due(calls, at).compareTo(amount) > 0)
                .findFirst();
    }
}
