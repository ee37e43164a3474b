package io.trunkline.collector.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.CaptureGap;
import io.trunkline.protocol.event.CaptureGap.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a collector may have missed something, by a clock that is moved by hand. */
class GapsTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path directory;

    private final List<CaptureGap> told = new ArrayList<>();
    private final Map<String, Long> own = new HashMap<>();
    private final List<String> agents = new ArrayList<>(List.of("edge"));
    private Instant now = START;
    private long kernel;
    private boolean forwarded = true;
    private boolean kafkaIsThere = true;

    private Gaps start(double seconds) throws IOException {
        now = moment(seconds);
        kernel = 0;
        own.clear();
        return Gaps.start(
                directory,
                "c1",
                () -> now,
                new Gaps.Counts() {
                    @Override
                    public long kernelDrops() {
                        return kernel;
                    }

                    @Override
                    public Map<String, Long> ownDrops() {
                        return Map.copyOf(own);
                    }

                    @Override
                    public List<String> agents() {
                        return agents;
                    }
                },
                moment -> forwarded,
                gap -> kafkaIsThere && told.add(gap));
    }

    private static Instant moment(double seconds) {
        return START.plusMillis(Math.round(seconds * 1_000));
    }

    private void look(Gaps gaps, double seconds) throws IOException {
        now = moment(seconds);
        gaps.look();
    }

    private void stop(Gaps gaps, double seconds) throws IOException {
        now = moment(seconds);
        gaps.close();
    }

    @Test
    void shouldTellNothingAtTheFirstStart() throws IOException {
        Gaps gaps = start(0);
        look(gaps, 1);
        assertEquals(List.of(), told);
    }

    @Test
    void shouldTellOfTheTimeBetweenItsStopAndItsStart() throws IOException {
        Gaps gaps = start(0);
        look(gaps, 1);
        stop(gaps, 10.5);
        look(start(13.5), 14.5);
        assertEquals(List.of(new CaptureGap("c1", List.of("edge"), moment(10.5), moment(13.5), Reason.AWAY, 0)), told);
    }

    @Test
    void shouldTakeTheLastMomentThatItWroteDownAfterACrash() throws IOException {
        Gaps killed = start(0);
        look(killed, 1);
        look(killed, 2);
        look(start(60), 61);
        assertEquals(List.of(new CaptureGap("c1", List.of("edge"), moment(2), moment(60), Reason.AWAY, 0)), told);
    }

    @Test
    void shouldTellWhenWhatWasTakenBeforeIsInKafkaAndNotBefore() throws IOException {
        stop(start(0), 10);
        forwarded = false;
        Gaps gaps = start(13);
        look(gaps, 14);
        assertEquals(List.of(), told);
        forwarded = true;
        look(gaps, 15);
        assertEquals(1, told.size());
        look(gaps, 16);
        assertEquals(1, told.size(), "once");
    }

    @Test
    void shouldNotForgetAGapThatKafkaDidNotTakeBeforeTheNextCrash() throws IOException {
        stop(start(0), 10);
        kafkaIsThere = false;
        look(start(13), 14);
        kafkaIsThere = true;
        look(start(20), 21);
        assertEquals(
                List.of(moment(10), moment(14)),
                told.stream().map(CaptureGap::from).toList());
    }

    @Test
    void shouldTellOfWhatTheKernelDroppedForAllAgentsTogether() throws IOException {
        agents.add("far");
        Gaps gaps = start(0);
        for (int second = 1; second <= 3; second++) {
            look(gaps, second);
        }
        kernel = 5;
        look(gaps, 4);
        kernel = 12;
        look(gaps, 5);
        assertEquals(List.of(), told, "it may go on");
        look(gaps, 6);
        assertEquals(
                List.of(new CaptureGap("c1", List.of("edge", "far"), moment(1), moment(5), Reason.KERNEL_DROPS, 12)),
                told);
    }

    @Test
    void shouldTellOfDropsThatGoOnEverySoOften() throws IOException {
        Gaps gaps = start(0);
        for (int second = 1; second <= 30; second++) {
            kernel += 10;
            look(gaps, second);
        }
        assertTrue(told.size() >= 2 && told.size() <= 4, () -> "told " + told);
        long lost = told.stream().mapToLong(CaptureGap::lost).sum();
        stop(gaps, 31);
        look(start(31.5), 32);
        assertEquals(
                300,
                told.stream().mapToLong(CaptureGap::lost).sum(),
                () -> "with what was open at the stop, after " + lost);
    }

    @Test
    void shouldTellOfWhatItTookNotItselfByAgent() throws IOException {
        Gaps gaps = start(0);
        look(gaps, 1);
        own.put("far", 3L);
        look(gaps, 2);
        look(gaps, 3);
        assertEquals(List.of(new CaptureGap("c1", List.of("far"), moment(1), moment(2), Reason.OWN_DROPS, 3)), told);
    }

    @Test
    void shouldGoOnWithoutAFileThatItUnderstands() throws IOException {
        stop(start(0), 10);
        Files.writeString(directory.resolve("alive"), "{}");
        look(start(13), 14);
        assertEquals(List.of(), told);
        look(start(24), 25);
        assertEquals(List.of(moment(14)), told.stream().map(CaptureGap::from).toList());
    }

    @Test
    void shouldTellNoGapWhenTheClockWasSetBack() throws IOException {
        stop(start(0), 10);
        look(start(5), 6);
        assertEquals(List.of(), told);
    }
}
