package io.trunkline.exchange;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * An exchange that exists only as the HEP packets that its proxy would send. It is started last, when the
 * collector listens; its {@link SwitchRpc} is started before, since the pipeline must know where to send
 * commands. What happens follows from the seed; when it happens, from the clock and the commands.
 */
public final class SimulatedExchange implements AutoCloseable {

    /**
     * What was sent so far.
     *
     * @param messages SIP messages, each in a packet of its own
     * @param notSent messages that the network did not take
     * @param calls calls that began
     * @param answered those that were answered
     * @param ended those of which all messages were sent
     * @param refused those that were refused because their account is blocked
     * @param endedBySwitch those that were ended by a command
     */
    public record Sent(
            long messages, long notSent, long calls, long answered, long ended, long refused, long endedBySwitch) {}

    private final Timeline timeline;
    private final HepSender sender;
    private final SwitchRpc rpc;
    private final CallTraffic calls;
    private final LabPhones lab;
    private final DyingAgent dying;
    private final Optional<MediaRelay> relay;

    /** The addresses to which it sends calls that leave it. */
    public static List<String> trunks() {
        return Destination.trunks();
    }

    private SimulatedExchange(ExchangeSettings settings, SwitchRpc rpc) {
        this.rpc = rpc;
        this.sender = new HepSender(settings.hepTarget(), settings.captureId());
        this.timeline = new Timeline(settings.speed(), spanMicros(settings));
        var population = Population.of(settings.seed(), settings.subscribers());
        this.relay = settings.odd() ? Optional.of(new MediaRelay(settings, timeline)) : Optional.empty();
        this.calls = new CallTraffic(settings, population, timeline, sender, rpc, relay);
        this.lab = new LabPhones(settings, timeline, sender);
        this.dying = new DyingAgent(settings, timeline);
        long start = timeline.nowMicros();
        rpc.attach(new Commands());
        timeline.at(start, () -> {
            new RegistrationTraffic(settings, population, timeline, sender).start(start);
            calls.start(start);
        });
        if (settings.odd()) {
            lab.start(start);
            dying.start(start);
        }
    }

    /**
     * Starts it. Packets begin to flow at once.
     *
     * @param rpc where its commands come from; it stays open when the exchange is closed
     */
    public static SimulatedExchange start(ExchangeSettings settings, SwitchRpc rpc) {
        return new SimulatedExchange(settings, rpc);
    }

    /** What was sent so far. Any thread. */
    public Sent sent() {
        return calls.sent();
    }

    /** Done when a limited number of calls has begun and ended; without a limit never. */
    public CompletableFuture<Void> finished() {
        return calls.finished();
    }

    /** Stops in the middle of whatever goes on: as a proxy that is switched off, it says no goodbye. */
    @Override
    public void close() {
        rpc.attach(SwitchCommands.NONE);
        timeline.close();
        lab.close();
        dying.close();
        relay.ifPresent(MediaRelay::close);
        sender.close();
    }

    /** What is asked on the endpoint's threads is answered on the timeline's. */
    private final class Commands implements SwitchCommands {

        @Override
        public boolean endCall(String callId, String fromTag, String toTag) {
            return ask(() -> calls.end(callId, fromTag, toTag), false);
        }

        @Override
        public Optional<Dialog> dialog(String callId, String fromTag) {
            return ask(() -> calls.dialog(callId, fromTag), Optional.empty());
        }

        private <T> T ask(Callable<T> question, T otherwise) {
            try {
                return timeline.ask(question);
            } catch (TimeoutException e) {
                return otherwise;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return otherwise;
            }
        }
    }

    /** How long a limited number of calls takes, at its own time, with the length of one call in reserve. */
    private static long spanMicros(ExchangeSettings settings) {
        if (settings.callLimit() == ExchangeSettings.UNLIMITED) {
            return 0;
        }
        var arrivals = Duration.ofMillis((long) (1_000 * settings.callLimit() / settings.callsPerSecond()));
        return (arrivals.toMillis() + CallPlan.LONGEST_MILLIS) * 1_000;
    }
}
