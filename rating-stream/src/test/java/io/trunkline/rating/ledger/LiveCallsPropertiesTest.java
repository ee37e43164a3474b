package io.trunkline.rating.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.Course;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateWindow;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.tariff.Charge;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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
import net.jqwik.api.constraints.Size;

/** The fast way against the slow one: every call summed by its price, at every moment at which one of them may step. */
class LiveCallsPropertiesTest {

    private static final Instant START = LedgerScene.START;
    private static final int HORIZON_SECONDS = 400;

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
                        .map(uneven -> uneven == null ? even : uneven));
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
    void shouldSayTheSameAsASumOfEveryCallAtEveryMoment(@ForAll @Size(max = 15) List<@From("steps") Step> steps) {
        var fast = new LiveCalls(List.of(), START);
        Map<String, LiveCall> slow = new LinkedHashMap<>();
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
                        step.doubtedPermille() < 1_000 ? since.plus(surelyMicros, ChronoUnit.MICROS) : null);
                fast.add(call);
                slow.put(callId, call);
            } else {
                assertEquals(slow.remove(callId) != null, fast.remove(callId));
            }
            BigDecimal amount = BigDecimal.valueOf(step.cents(), 2);
            assertEquals(0, due(slow, now).compareTo(fast.due(now)), "what is due");
            Instant later = now.plusMillis(500);
            assertEquals(
                    due(slow, later).compareTo(amount) > 0, fast.isAbove(amount, later, now), "above half a second on");
            assertTheSameMoment(firstAbove(slow, amount, now), fast, amount, now);
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

    private static BigDecimal due(Map<String, LiveCall> calls, Instant at) {
        return calls.values().stream()
                .filter(call -> !call.since().isAfter(at))
                .map(call -> Charge.price(
                        call.tariff(),
                        Duration.between(call.since(), lastUp(call, at)).toSeconds() + 1))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Instant lastUp(LiveCall call, Instant at) {
        return call.knownUntil() == null ? at : call.knownUntil().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A sum of staircases grows only where one of them steps, which is a whole number of seconds after its answer. */
    private static Optional<Instant> firstAbove(Map<String, LiveCall> calls, BigDecimal amount, Instant from) {
        var moments = new TreeSet<Instant>();
        moments.add(from);
        Instant horizon = from.plusSeconds(HORIZON_SECONDS);
        for (LiveCall call : calls.values()) {
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
