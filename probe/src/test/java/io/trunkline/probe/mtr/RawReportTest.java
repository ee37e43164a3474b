package io.trunkline.probe.mtr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.protocol.event.PathHop;
import java.util.List;
import org.junit.jupiter.api.Test;

class RawReportTest {

    private static RawReport report(String... lines) {
        var report = new RawReport("192.0.2.9");
        List.of(lines).forEach(report::line);
        return report;
    }

    @Test
    void shouldGatherHopsOfWhatMtrPrints() {
        RawReport report = report(
                "x 0 33000",
                "h 0 10.0.0.1",
                "p 0 1000 33000",
                "x 1 33001",
                "h 1 192.0.2.9",
                "p 1 4000 33001",
                "x 0 33002",
                "p 0 3000 33002",
                "x 1 33003");
        assertEquals(
                List.of(
                        new PathHop(1, "10.0.0.1", 2, 0, 3.0, 2.0, 1.0, 3.0),
                        new PathHop(2, "192.0.2.9", 2, 50, 4.0, 4.0, 4.0, 4.0)),
                report.finalHops());
    }

    @Test
    void shouldNotCountAsLostWhatMayYetBeAnswered() {
        RawReport report = report("x 0 1", "h 0 10.0.0.1", "p 0 1000 1", "x 0 2");
        assertEquals(0, report.hops().getFirst().lossPercent());
        report.line("x 0 3");
        assertEquals(50, report.hops().getFirst().lossPercent(), "the newest may be answered, the one before not");
    }

    @Test
    void shouldEndTheWayAtTheEndpoint() {
        RawReport report = report("x 0 1", "h 0 192.0.2.9", "p 0 9 1", "x 1 2", "h 1 192.0.2.9", "p 1 9 2", "x 2 3");
        assertEquals(List.of(1), report.hops().stream().map(PathHop::hop).toList());
    }

    @Test
    void shouldShowOneOfTheSilentHopsBehindTheLastThatAnswered() {
        RawReport report = report("x 0 1", "h 0 10.0.0.1", "p 0 9 1", "x 1 2", "x 2 3", "x 3 4");
        List<PathHop> hops = report.finalHops();
        assertEquals(List.of(1, 2), hops.stream().map(PathHop::hop).toList());
        assertEquals(new PathHop(2, null, 1, 100, null, null, null, null), hops.getLast());
    }

    @Test
    void shouldPassOverWhatIsNoneOfItsLines() {
        assertEquals(
                List.of(),
                report("", "mtr: something", "x y z", "p 0", "d 0 router.example.net")
                        .hops());
    }
}
