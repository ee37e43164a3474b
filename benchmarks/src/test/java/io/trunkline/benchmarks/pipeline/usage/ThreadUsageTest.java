package io.trunkline.benchmarks.pipeline.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ThreadUsageTest {

    private static final String NAME = "trunkline-rating-of-a-test-StreamThread-1";
    private static final double ENOUGH_SECONDS = 0.05;

    @Test
    void shouldKnowByItsWholeNameWhatAThreadUsed() throws Exception {
        long pid = ProcessHandle.current().pid();
        var over = new AtomicBoolean();
        var busy = Thread.ofPlatform().name(NAME).daemon().start(() -> {
            while (!over.get()) {
                Thread.onSpinWait();
            }
        });
        try {
            var before = ThreadUsage.of(pid);
            var after = ThreadUsage.of(pid);
            while (used(after) - used(before) < ENOUGH_SECONDS) {
                after = ThreadUsage.of(pid);
            }
            var cores = after.cores(before);
            assertTrue(cores.get(Part.STREAMS) > 0);
            assertEquals(
                    after.allCores(before),
                    cores.values().stream().mapToDouble(Double::doubleValue).sum(),
                    1e-9,
                    "the parts are the whole process");
        } finally {
            over.set(true);
            busy.join();
        }
    }

    @Test
    void shouldKnowThePartsByTheirThreads() {
        assertEquals(Part.BROKER_REQUESTS, Part.of("data-plane-kafka-request-handler-3"));
        assertEquals(Part.JIT, Part.of("C2 CompilerThread0"));
        assertEquals(Part.GC, Part.of("G1 Conc#0"));
        assertEquals(Part.OTHERS, Part.of("nobody knows"));
    }

    private static double used(ThreadUsage usage) {
        return usage.threads().values().stream()
                .filter(thread -> thread.name().equals(NAME))
                .mapToDouble(ThreadUsage.Used::cpuSeconds)
                .sum();
    }
}
