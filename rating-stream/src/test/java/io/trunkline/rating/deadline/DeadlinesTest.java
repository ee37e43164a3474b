package io.trunkline.rating.deadline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Deadlines deadlines = new Deadlines();

    sealed interface Step {

        record Set(String key, int second) implements Step {}

        record Clear(String key) implements Step {}

        record Due(int second) implements Step {}
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<String> keys = Arbitraries.of("a", "b", "c", "d", "e");
        Arbitrary<Integer> seconds = Arbitraries.integers().between(0, 9);
        Arbitrary<Step> step = Arbitraries.oneOf(
                Combinators.combine(keys, seconds).as(Step.Set::new),
                keys.map(Step.Clear::new),
                seconds.map(Step.Due::new));
        return step.list().ofMaxSize(40);
    }

    @Property
    void shouldGiveEachKeyThatIsDueOnceTheSoonestFirst(@ForAll("steps") List<Step> steps) {
        var fresh = new Deadlines();
        var expected = new HashMap<String, Instant>();
        for (Step step : steps) {
            switch (step) {
                case Step.Set(var key, var second) -> {
                    fresh.set(key, NOON.plusSeconds(second));
                    expected.put(key, NOON.plusSeconds(second));
                }
                case Step.Clear(var key) -> {
                    fresh.clear(key);
                    expected.remove(key);
                }
                case Step.Due(var second) -> {
                    Instant now = NOON.plusSeconds(second);
                    List<String> due = expected.entrySet().stream()
                            .filter(each -> !each.getValue().isAfter(now))
                            .sorted(Map.Entry.<String, Instant>comparingByValue()
                                    .thenComparing(Map.Entry.comparingByKey()))
                            .map(Map.Entry::getKey)
                            .toList();
                    assertEquals(due, fresh.due(now));
                    due.forEach(expected::remove);
                }
            }
            assertEquals(expected.values().stream().min(Comparator.naturalOrder()), fresh.soonest());
        }
    }

    @Test
    void shouldForgetWhatWasSetAgainAndAgain() {
        for (int i = 0; i < 100_000; i++) {
            deadlines.set("key " + i % 10, NOON.plusSeconds(i));
        }

        assertEquals(NOON.plusSeconds(99_990), deadlines.soonest().orElseThrow());
        assertEquals(10, deadlines.due(Instant.MAX).size());
        assertEquals(List.of(), deadlines.due(Instant.MAX));
    }
}
