package io.trunkline.probe.sip;

import io.trunkline.probe.place.Transport;
import io.trunkline.probe.place.Whereabouts;
import io.trunkline.probe.progress.Progress;
import io.trunkline.protocol.dialog.TestCalls;
import io.trunkline.protocol.event.EndpointTest.Message;
import io.trunkline.protocol.event.EndpointTest.Options;
import io.trunkline.protocol.event.EndpointTest.Result;
import io.trunkline.protocol.event.Reachability;
import io.trunkline.protocol.event.Reachability.Code;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.TestCommand;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sip.SipException;

/**
 * Asks an endpoint whether it can receive calls, as the platform would reach it: is it registered, is its contact where
 * it really is, does it answer OPTIONS, what does the answer mean, and where it is wished, does a call ring there. Any
 * thread may run a test, and waits for its end: some thirty seconds at most.
 */
public final class SipTest {

    private static final int REQUESTS = 5;

    private final Optional<String> from;
    private final TestCalls testCalls;
    private final InstantSource clock;
    private final SipTimes times;

    /**
     * A test.
     *
     * @param from who it says it is; empty for {@code sip:test@} its address
     * @param testCalls from where it may call
     */
    public SipTest(Optional<String> from, TestCalls testCalls, InstantSource clock) {
        this(from, testCalls, clock, SipTimes.USUAL);
    }

    /** The same with other times than the usual ones. */
    SipTest(Optional<String> from, TestCalls testCalls, InstantSource clock, SipTimes times) {
        this.from = from;
        this.testCalls = testCalls;
        this.clock = clock;
        this.times = times;
    }

    /**
     * Runs one test to its end.
     *
     * @throws InterruptedException when the probe stops
     */
    public void run(TestCommand.Start start, Progress progress) throws InterruptedException {
        Registration registration = start.registration();
        Optional<Registration> newer = Registered.newer(start);
        Optional<Reachability> over = Registered.check(registration, newer, clock.instant(), progress);
        if (over.isPresent()) {
            progress.done(over.get());
            return;
        }
        Optional<Whereabouts> known = Whereabouts.of(registration);
        if (known.isEmpty()) {
            progress.failed("Its contact is no SIP address that a test could use: " + registration.contact());
            return;
        }
        Whereabouts place = known.get();
        contact(place, progress);
        if (place.transport().isEmpty()) {
            progress.failed("It speaks " + registration.transport() + ", and is reached only over the connection that "
                    + "it opened to the platform itself: no test from elsewhere can use that");
            return;
        }
        if (place.reachedAt().isEmpty()) {
            progress.failed("No address is known to which a request could be sent: its contact says "
                    + place.uri().getHost() + ", and nobody saw from where it registered");
            return;
        }
        ask(start, place, newer, progress);
    }

    private static void contact(Whereabouts place, Progress progress) {
        String says = place.contact().map(Whereabouts::text).orElse(place.uri().getHost());
        if (place.received().isEmpty()) {
            progress.step(
                    "contact", Result.WARN, "It says that it is at " + says + "; from where it registered nobody saw");
        } else if (place.behindNat()) {
            String came = Whereabouts.text(place.received().get());
            boolean inside = place.contact().get().getAddress().isSiteLocalAddress();
            progress.step(
                    "contact",
                    inside ? Result.OK : Result.WARN,
                    "It says that it is at " + says + ", but registered from " + came
                            + ": it is behind NAT, and calls must " + "go to " + came);
        } else if (place.contact().isEmpty()) {
            progress.step(
                    "contact",
                    Result.WARN,
                    "It says " + says + ", which is no address; it registered from "
                            + Whereabouts.text(place.received().get()));
        } else {
            progress.step("contact", Result.OK, "It is at " + says + ", as it says");
        }
    }

    private void ask(TestCommand.Start start, Whereabouts place, Optional<Registration> newer, Progress progress)
            throws InterruptedException {
        InetSocketAddress target = place.reachedAt().orElseThrow();
        Transport transport = place.transport().orElseThrow();
        if (transport.connects()) {
            Optional<Reachability> none = Connection.tried(target, transport, place, newer, progress);
            if (none.isPresent()) {
                progress.done(none.get());
                return;
            }
        }
        var roundTrips = new RoundTrips();
        var messages = new ArrayList<Message>();
        String aor = start.registration().aor();
        Reachability verdict;
        try (var client = new SipClient(target, transport, place.uri(), aor, from, clock)) {
            exchange(client, target, roundTrips, messages, progress);
            verdict = conclude(place, target, roundTrips, newer, progress);
            if (start.call()) {
                verdict = call(client, verdict, roundTrips.options(), messages, progress);
            }
        } catch (IOException | SipException e) {
            if (messages.isEmpty()) {
                progress.step(
                        "options",
                        Result.FAIL,
                        "OPTIONS cannot be sent to " + Whereabouts.text(target) + ": " + reason(e));
                progress.done(Registered.elsewhere(newer)
                        .orElse(Reachability.no(
                                Code.SILENT, "Nothing can be sent to " + Whereabouts.text(target) + ": " + reason(e))));
                return;
            }
            verdict = conclude(place, target, roundTrips, newer, progress);
        }
        progress.done(verdict);
    }

    /** Nobody is rung who is not there, and nobody from where a capture would take the call for a customer's. */
    private Reachability call(
            SipClient client, Reachability verdict, Options options, List<Message> messages, Progress progress)
            throws InterruptedException {
        if (!Boolean.TRUE.equals(verdict.reachable()) || progress.stopped()) {
            return verdict;
        }
        if (!testCalls.mayLeave(client.local())) {
            progress.step(
                    TestCallOutcome.STEP,
                    Result.WARN,
                    "No call was made: it would leave " + client.local().getHostAddress()
                            + ", which probe.networks does not name, and where it is captured it would be taken for a "
                            + "customer's. Set probe.networks for the probes and for the rating");
            return verdict;
        }
        try {
            return new TestCall(client, REQUESTS + 1, times, options, messages, progress)
                    .make()
                    .tell(progress, verdict);
        } catch (SipException e) {
            progress.step(TestCallOutcome.STEP, Result.FAIL, "The call broke off: " + reason(e));
            return verdict;
        }
    }

    private void exchange(
            SipClient client,
            InetSocketAddress target,
            RoundTrips roundTrips,
            List<Message> messages,
            Progress progress)
            throws SipException, InterruptedException {
        progress.doing("options", "Sending OPTIONS to " + Whereabouts.text(target));
        for (long sequence = 1; sequence <= REQUESTS && !progress.stopped(); sequence++) {
            long sentAt = System.nanoTime();
            roundTrips.sent(sequence, sentAt);
            messages.add(client.send(client.requests().options(sequence)));
            boolean last = sequence == REQUESTS;
            collect(client, last ? times.answerWithin() : times.between(), last, roundTrips, messages);
            Options so = roundTrips.options();
            progress.found(so, messages);
            progress.doing("options", so.received() + " of " + so.sent() + " OPTIONS answered so far");
        }
    }

    /** Takes what comes in some time. */
    private static void collect(
            SipClient client, Duration within, boolean untilComplete, RoundTrips roundTrips, List<Message> messages)
            throws InterruptedException {
        long until = System.nanoTime() + within.toNanos();
        while (!(untilComplete && roundTrips.complete()) && System.nanoTime() < until) {
            client.answer(Duration.ofNanos(until - System.nanoTime())).ifPresent(answer -> {
                messages.add(answer.message());
                if (answer.isFinal()) {
                    roundTrips.answered(answer);
                }
            });
        }
    }

    private static Reachability conclude(
            Whereabouts place,
            InetSocketAddress target,
            RoundTrips roundTrips,
            Optional<Registration> newer,
            Progress progress) {
        Options options = roundTrips.options();
        if (options.received() == 0) {
            progress.step(
                    "options",
                    Result.FAIL,
                    "None of " + options.sent() + " OPTIONS to " + Whereabouts.text(target) + " was answered");
            return Registered.elsewhere(newer).orElseGet(() -> silent(place, target));
        }
        boolean all = options.received() == options.sent();
        progress.step("options", all ? Result.OK : Result.WARN, answered(options));
        StatusMeaning meaning = StatusMeaning.of(options.lastStatus());
        progress.step("answer", meaning.result(), "It answers " + roundTrips.lastAnswer() + ". " + meaning.text());
        Reachability verdict = meaning.verdict("It answers " + roundTrips.lastAnswer() + " in "
                + millis(options.medianMillis()) + (all ? "" : ", " + lost(options)));
        return verdict.reachable() ? verdict : Registered.elsewhere(newer).orElse(verdict);
    }

    private static Reachability silent(Whereabouts place, InetSocketAddress target) {
        String where = Whereabouts.text(target);
        return place.behindNat()
                ? Reachability.unknown(
                        Code.SILENT,
                        "It is registered, but nothing comes back from " + where
                                + ". It is behind NAT, whose router may let "
                                + "in only what comes from the platform's own address, or has closed the way: let the "
                                + "customer restart the telephone, register more often (every 60 to 120 s) and turn off "
                                + "SIP ALG in the router; then try a call")
                : Reachability.no(
                        Code.SILENT,
                        "It is registered, but nothing comes back from " + where + ": it is switched off or without "
                                + "network, or a firewall in front of it drops what comes in. Let the customer restart the "
                                + "telephone, and let UDP and TCP to that port through");
    }

    private static String answered(Options options) {
        return options.received() + " of " + options.sent() + " OPTIONS answered, round trip "
                + millis(options.minMillis()) + " to " + millis(options.maxMillis()) + ", median "
                + millis(options.medianMillis());
    }

    private static String lost(Options options) {
        return options.sent() - options.received() + " of " + options.sent()
                + " lost on the way: expect calls that fail " + "now and then";
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }

    private static String reason(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
