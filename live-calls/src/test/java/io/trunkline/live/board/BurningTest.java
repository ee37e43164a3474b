package io.trunkline.live.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.tariff.Meter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BurningTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final long FOUR_HOURS = 4 * 3_600;

    /** A call that was answered so long ago. */
    private record Answered(Meter meter, Duration ago) {

        Burning.Burn burn() {
            return new Burning.Burn(meter, at -> meter.due(Duration.between(NOW.minus(ago), at)));
        }

        BurnLine line() {
            return BurnLine.of(meter.ceiling(), NOW.minus(ago));
        }
    }

    private final Meter aCentASecond = meter("0.60", "0", 1);

    private static Meter meter(String perMinute, String connectFee, int increment) {
        var rate = new Rate(
                "31",
                "Netherlands",
                new BigDecimal(perMinute),
                new BigDecimal(connectFee),
                increment,
                increment,
                0,
                0,
                null,
                null,
                null);
        return Meter.of(new Tariff("retail", "EUR", 6, Rounding.HALF_UP, rate, null, List.of(), null));
    }

    private static List<Answered> calls(int many, long seed) {
        var random = new SplittableRandom(seed);
        return IntStream.range(0, many)
                .mapToObj(_ -> new Answered(
                        meter("0." + random.nextInt(1, 10_000), "0." + random.nextInt(100), random.nextInt(1, 61)),
                        Duration.ofMillis(random.nextInt(10_000_000))))
                .toList();
    }

    private static BurnLine line(List<Answered> calls) {
        return calls.stream().map(Answered::line).reduce(BurnLine.NONE, BurnLine::plus);
    }

    private static Burning burning(List<Answered> calls) {
        return new Burning(line(calls), () -> calls.stream().map(Answered::burn).toList());
    }

    private static BigDecimal due(List<Answered> calls, Instant at) {
        return calls.stream().map(call -> call.burn().due().at(at)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 60, 3_600, 100_000})
    void shouldHaveItsLineNeverBelowWhatIsOwed(int secondsAhead) {
        for (long seed = 0; seed < 50; seed++) {
            List<Answered> calls = calls(20, seed);
            Instant then = NOW.plusSeconds(secondsAhead);
            assertTrue(line(calls).at(then).compareTo(due(calls, then)) >= 0, "seed " + seed);
        }
    }

    @Test
    void shouldHaveTheLineOfThoseThatAreLeftWhenCallsGo() {
        var calls = new ArrayList<>(calls(20, 1));
        BurnLine all = line(calls);
        while (calls.size() > 1) {
            all = all.minus(calls.removeLast().line());
            assertEquals(0, all.at(NOW).compareTo(line(calls).at(NOW)));
        }
        assertNull(all.minus(calls.getFirst().line()));
    }

    @Test
    void shouldWalkNoCallWhereThereIsMoneyForAllOfThemAndOneMore() {
        var burning = new Burning(line(calls(10_000, 1)), () -> fail("walked"));
        BigDecimal money = new BigDecimal("10000000");
        assertTrue(burning.leave(BigDecimal.ONE, money, NOW));
        assertEquals(FOUR_HOURS, burning.secondsWith(aCentASecond, money, NOW, FOUR_HOURS));
    }

    @Test
    void shouldLeaveExactlyWhatTheCallsDoNotOwe() {
        List<Answered> calls = calls(300, 1);
        BigDecimal owed = due(calls, NOW);
        BigDecimal first = new BigDecimal("0.01");
        assertTrue(burning(calls).leave(first, owed.add(first), NOW));
        assertFalse(burning(calls).leave(first, owed.add(new BigDecimal("0.009999")), NOW));
        assertFalse(burning(calls).leave(BigDecimal.ZERO, owed, NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5", "7", "100", "1000"})
    void shouldSayToTheSecondHowLongTheMoneyOfAFewCallsLasts(String more) {
        List<Answered> calls = calls(20, 1);
        BigDecimal money = due(calls, NOW).add(new BigDecimal(more));
        long seconds = burning(calls).secondsWith(aCentASecond, money, NOW, FOUR_HOURS);
        assertTrue(owedWithOneMore(calls, seconds).compareTo(money) <= 0);
        assertTrue(seconds == FOUR_HOURS || owedWithOneMore(calls, seconds + 1).compareTo(money) > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"300", "1000", "10000"})
    void shouldNeverSayThatTheMoneyOfManyCallsLastsLongerThanItDoes(String more) {
        List<Answered> calls = calls(300, 1);
        BigDecimal money = due(calls, NOW).add(new BigDecimal(more));
        long seconds = burning(calls).secondsWith(aCentASecond, money, NOW, FOUR_HOURS);
        assertTrue(seconds > 1);
        assertTrue(owedWithOneMore(calls, seconds).compareTo(money) <= 0);
    }

    private BigDecimal owedWithOneMore(List<Answered> calls, long seconds) {
        Instant lastInstant = NOW.plusSeconds(seconds).minusMillis(1);
        return due(calls, lastInstant).add(aCentASecond.price(seconds));
    }
}
