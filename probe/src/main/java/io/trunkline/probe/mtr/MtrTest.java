package io.trunkline.probe.mtr;

import io.trunkline.probe.place.Whereabouts;
import io.trunkline.probe.progress.Progress;
import io.trunkline.protocol.event.EndpointTest.Result;
import io.trunkline.protocol.event.PathHop;
import io.trunkline.protocol.event.Reachability;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.TestCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the way of packets to an endpoint by the real {@code mtr}, with fixed arguments: only the address is the
 * endpoint's, an IP literal from its registration. Any thread may run a test, and waits for its end.
 */
public final class MtrTest {

    private static final Logger LOG = LoggerFactory.getLogger(MtrTest.class);

    private static final String STEP = "way";

    /** One a second. */
    private static final int PACKETS = 20;

    private static final int MOST_HOPS = 30;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration TELL_EVERY = Duration.ofMillis(500);

    /** Of what mtr says when it cannot. */
    private static final int LAST_LINES = 5;

    private static final double HIGH_LOSS = 5;

    private final String program;

    /** A test by a program: a path, or a name to look for on the path. */
    public MtrTest(String program) {
        this.program = program;
    }

    /**
     * Runs one test to its end, until it is stopped, or a minute at most.
     *
     * @throws InterruptedException when the probe stops; mtr is ended
     */
    public void run(TestCommand.Start start, Progress progress) throws InterruptedException {
        Registration registration = start.registration();
        if (registration.state() != Registration.State.ACTIVE
                || (registration.expiresAt() != null && registration.expiresAt().isBefore(start.at()))) {
            progress.failed(
                    "It is not registered any more, and its address may be somebody else's now: nothing was sent");
            return;
        }
        Optional<String> target = Whereabouts.of(registration)
                .flatMap(Whereabouts::reachedAt)
                .map(address -> address.getAddress().getHostAddress());
        if (target.isEmpty()) {
            progress.failed("No address is known to which packets could be sent: its contact is a name, and nobody "
                    + "saw from where it registered");
            return;
        }
        progress.doing(STEP, "Following the way to " + target.get() + ", " + PACKETS + " packets to each hop");
        try {
            Process process = start(target.get());
            try {
                follow(process, target.get(), progress);
            } finally {
                process.destroy();
                if (!process.waitFor(2, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            }
        } catch (IOException e) {
            LOG.warn("The program {} of the MTR test cannot be run: {}", program, e.getMessage());
            progress.failed(
                    "The program " + program + " is not on the probe's machine, or may not be run there: install "
                            + "Debian's package mtr-tiny on it, or say in probe.mtr where the program is");
        }
    }

    private Process start(String target) throws IOException {
        var builder = new ProcessBuilder(
                program,
                "--raw",
                "--no-dns",
                "--report-cycles",
                Integer.toString(PACKETS),
                "--max-ttl",
                Integer.toString(MOST_HOPS),
                target);
        return builder.redirectErrorStream(true).start();
    }

    private static void follow(Process process, String target, Progress progress)
            throws IOException, InterruptedException {
        var report = new RawReport(target);
        var said = new ArrayDeque<String>();
        long begun = System.nanoTime();
        long toldAt = begun;
        List<PathHop> told = List.of();
        process.getOutputStream().close();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            boolean open = true;
            while (open && !progress.stopped() && System.nanoTime() - begun < LONGEST.toNanos()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (!lines.ready() && process.isAlive()) {
                    LockSupport.parkNanos(LOOK_EVERY.toNanos());
                } else {
                    String line = lines.readLine();
                    open = line != null;
                    if (open) {
                        report.line(line);
                        note(said, line);
                    }
                }
                if (System.nanoTime() - toldAt > TELL_EVERY.toNanos()
                        && !report.hops().equals(told)) {
                    told = report.hops();
                    toldAt = System.nanoTime();
                    progress.found(told);
                }
            }
        }
        conclude(process, target, report, said, progress);
    }

    private static void note(ArrayDeque<String> said, String line) {
        if (!line.matches("[xhpd] .*")) {
            said.addLast(line);
            if (said.size() > LAST_LINES) {
                said.removeFirst();
            }
        }
    }

    private static void conclude(
            Process process, String target, RawReport report, ArrayDeque<String> said, Progress progress) {
        List<PathHop> hops = report.finalHops();
        if (hops.stream().allMatch(hop -> hop.sent() == 0)) {
            progress.failed(progress.stopped() ? "It was stopped before a packet was sent" : couldNot(process, said));
            return;
        }
        progress.found(hops);
        int most = hops.stream().mapToInt(PathHop::sent).max().orElse(0);
        if (progress.stopped()) {
            progress.step(STEP, Result.WARN, "Stopped after " + most + " packets");
        } else {
            progress.step(STEP, Result.OK, "Sent " + most + " packets to each of " + hops.size() + " hops");
        }
        progress.done(verdict(target, hops, progress));
    }

    private static String couldNot(Process process, ArrayDeque<String> said) {
        String words = String.join(" ", said).strip();
        String lower = words.toLowerCase(Locale.ROOT);
        if (lower.contains("permitted") || lower.contains("permission") || lower.contains("socket")) {
            return "mtr may not open raw sockets (" + words + "): on the probe's machine let it by "
                    + "setcap cap_net_raw+ep \"$(command -v mtr-packet)\", or give the probe's unit or container the "
                    + "capability NET_RAW";
        }
        return words.isEmpty()
                ? "mtr sent nothing and said nothing; is it running: " + process.isAlive()
                : "mtr says: " + words;
    }

    private static Reachability verdict(String target, List<PathHop> hops, Progress progress) {
        PathHop last = hops.getLast();
        boolean there = target.equals(last.address());
        Optional<PathHop> lossy = hops.stream()
                .filter(hop -> hop.lossPercent() >= HIGH_LOSS && hop.address() != null)
                .findFirst();
        lossy.ifPresent(hop -> progress.step("loss", Result.WARN, loss(hop, last, there)));
        if (!there) {
            progress.step("end", Result.WARN, end(hops));
            return Reachability.unknown(
                    Reachability.Code.SILENT,
                    "Packets do not come back from " + target + ". Many telephones and routers answer no pings: "
                            + "a SIP test tells more");
        }
        if (last.lossPercent() >= 100) {
            return Reachability.no(Reachability.Code.SILENT, "Nothing comes back from " + target);
        }
        return Reachability.yes(String.format(
                Locale.ROOT,
                "Packets reach %s over %d hops in %.1f ms on average; %s of them are lost",
                target,
                last.hop(),
                last.averageMillis(),
                last.lossPercent() == 0 ? "none" : percent(last.lossPercent())));
    }

    private static String loss(PathHop hop, PathHop last, boolean there) {
        boolean goesOn = there && last.lossPercent() >= HIGH_LOSS;
        String where =
                percent(hop.lossPercent()) + " of the packets are lost at hop " + hop.hop() + ", " + hop.address();
        if (hop.hop() == last.hop()) {
            return where + ", the endpoint itself";
        }
        return where
                + (goesOn
                        ? ", and the loss goes on to the endpoint: look there"
                        : ", but not behind it: that router only answers fewer pings than it forwards packets");
    }

    private static String end(List<PathHop> hops) {
        return hops.stream()
                .filter(hop -> hop.address() != null)
                .reduce((first, second) -> second)
                .map(hop -> "The last that answered is hop " + hop.hop() + ", " + hop.address())
                .orElse("Nobody on the way answers");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share);
    }
}
