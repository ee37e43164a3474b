package io.trunkline.probe.mtr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.probe.progress.Progress;
import io.trunkline.protocol.event.EndpointTest;
import io.trunkline.protocol.event.EndpointTest.Result;
import io.trunkline.protocol.event.EndpointTest.Status;
import io.trunkline.protocol.event.PathHop;
import io.trunkline.protocol.event.Reachability.Code;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.TestCommand;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The MTR test by the real mtr. */
class MtrTestTest {

    private final Instant now = Instant.now();

    @TempDir
    private Path directory;

    private final List<EndpointTest> told = new ArrayList<>();

    private Registration at(String address, Registration.State state) {
        return new Registration(
                "endpoint",
                "alice@example.net",
                "acme",
                "sip:alice@" + address + ":5060",
                address + ":5060",
                "udp",
                null,
                now.minusSeconds(60),
                now.plusSeconds(3_000),
                state,
                null,
                "edge",
                true);
    }

    private EndpointTest test(String program, Registration registration) throws InterruptedException {
        return test(program, registration, new AtomicReference<>());
    }

    private EndpointTest test(String program, Registration registration, AtomicReference<Progress> made)
            throws InterruptedException {
        var start = new TestCommand.Start("test", EndpointTest.Kind.MTR, registration, List.of(), false, now);
        var progress = new Progress(EndpointTest.asked(start), InstantSource.system(), test -> {
            told.add(test);
            // Whoever wants it stopped has seen something of it.
            if (!test.hops().isEmpty() && made.get() != null) {
                made.get().stop();
            }
        });
        made.getAndUpdate(wanted -> wanted == null ? null : progress);
        new MtrTest(program).run(start, progress);
        return told.getLast();
    }

    @Test
    void shouldFindTheLossOnTheSecondOfThreeHops() throws Exception {
        try (NetworkPath path = NetworkPath.withLossOnTheSecondHop(60)) {
            EndpointTest test =
                    test(path.mtr(directory).toString(), at(NetworkPath.ENDPOINT, Registration.State.ACTIVE));
            assertEquals(Status.DONE, test.status(), test.toString());
            assertEquals(
                    List.of(NetworkPath.FIRST, NetworkPath.SECOND, NetworkPath.ENDPOINT),
                    test.hops().stream().map(PathHop::address).toList());
            assertEquals(0, test.hops().getFirst().lossPercent());
            PathHop second = test.hops().get(1);
            assertTrue(second.lossPercent() >= 10 && second.lossPercent() < 100, second.toString());
            assertTrue(second.sent() >= 15, second.toString());
            assertTrue(second.bestMillis() <= second.averageMillis() && second.averageMillis() <= second.worstMillis());
            String loss = test.steps().stream()
                    .filter(step -> step.name().equals("loss"))
                    .findFirst()
                    .orElseThrow()
                    .text();
            assertTrue(loss.contains("hop 2, " + NetworkPath.SECOND), loss);
            assertTrue(loss.contains(path.lossGoesOn() ? "goes on to the endpoint" : "but not behind it"), loss);
            assertEquals(path.lossGoesOn(), test.hops().getLast().lossPercent() > 0);
            assertEquals(Code.REACHABLE, test.verdict().code());
            assertTrue(
                    told.stream()
                                    .filter(each ->
                                            each.isRunning() && !each.hops().isEmpty())
                                    .count()
                            > 5,
                    "hop by hop while it runs");
        }
    }

    @Test
    void shouldEndMtrWhenItIsStopped() throws Exception {
        Path program =
                NetworkPath.program(directory, "echo 'x 0 1'; echo 'h 0 10.0.0.1'; echo 'p 0 1500 1'; exec sleep 600");
        long mine = children();
        EndpointTest test = test(
                program.toString(),
                at("10.0.0.9", Registration.State.ACTIVE),
                new AtomicReference<>(new Progress(null, null, null)));
        assertEquals(Status.DONE, test.status());
        assertEquals(Result.WARN, test.steps().getFirst().result());
        assertTrue(
                test.steps().getFirst().text().startsWith("Stopped"),
                test.steps().toString());
        assertEquals(mine, children(), "nothing goes on behind it");
    }

    private static long children() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
    }

    @Test
    void shouldSayWhatToDoWhereMtrIsMissing() throws Exception {
        EndpointTest test = test("/nowhere/mtr", at("127.0.0.1", Registration.State.ACTIVE));
        assertEquals(Status.FAILED, test.status());
        assertNull(test.verdict());
        assertTrue(
                test.steps().getLast().text().contains("mtr-tiny"), test.steps().toString());
        assertFalse(test.steps().getLast().text().contains("error"), "Java's words are for the log");
        assertTrue(test.steps().getLast().text().contains("probe.mtr"));
    }

    @Test
    void shouldSayWhatToDoWhereMtrMayNotOpenRawSockets() throws Exception {
        Path program = NetworkPath.program(
                directory, "echo 'mtr-packet: Failure to open IPv4 sockets: Operation not permitted' >&2; exit 1");
        EndpointTest test = test(program.toString(), at("127.0.0.1", Registration.State.ACTIVE));
        assertEquals(Status.FAILED, test.status());
        assertTrue(
                test.steps().getLast().text().contains("cap_net_raw"),
                test.steps().toString());
    }

    @Test
    void shouldPassNothingButTheAddressFromTheRegistration() throws Exception {
        Path program = NetworkPath.program(directory, "echo \"$*\"");
        EndpointTest test = test(program.toString(), at("10.0.0.9", Registration.State.ACTIVE));
        assertEquals(
                "mtr says: --raw --no-dns --report-cycles 20 --max-ttl 30 10.0.0.9",
                test.steps().getLast().text());
    }

    @Test
    void shouldSendNothingToWhoIsNotRegisteredAnyMore() throws Exception {
        EndpointTest test = test("/nowhere/mtr", at("10.0.0.9", Registration.State.EXPIRED));
        assertEquals(Status.FAILED, test.status());
        assertFalse(test.steps().getLast().text().contains("/nowhere"));
    }
}
