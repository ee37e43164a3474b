package io.trunkline.exchange;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Begins calls and plays their scripts. Everything here happens on the timeline's thread, but for the counts,
 * which any thread may read.
 */
final class CallTraffic {

    /** The prepaid customer's lines are picked up again so long after a call. */
    private static final long REDIAL_MICROS = 2_000_000;
    /** And so long after one that was refused. */
    private static final long REDIAL_AFTER_REFUSAL_MICROS = 10_000_000;
    /** Odd calls come so far apart, but for the first of each kind, which come at once for who has just started it. */
    private static final long ODD_APART_MICROS = 20_000_000;

    private static final long FIRST_ODD_APART_MICROS = 2_000_000;
    /** Calls by the bad trunk come so far apart. */
    private static final long FAILING_APART_MICROS = 7_000_000;

    /** At the beginning calls come faster for a while, so that a newcomer soon sees some. */
    private static final long RUSH_MICROS = 15_000_000;

    private static final double RUSH = 2.5;

    /** A call that is being played. */
    private final class Playing {
        private final CallScript script;
        private final long startMicros;
        private final long mediaSeed;
        private final Runnable afterwards;
        private List<CallScript.Message> messages;
        private int next;
        private int generation;
        private boolean countedAsAnswered;

        Playing(CallScript script, long startMicros, long mediaSeed, Runnable afterwards) {
            this.script = script;
            this.startMicros = startMicros;
            this.mediaSeed = mediaSeed;
            this.afterwards = afterwards;
            this.messages = script.messages();
        }

        void schedule() {
            if (next == messages.size()) {
                calls.remove(script.callId());
                ended.incrementAndGet();
                afterwards.run();
                return;
            }
            int scheduled = generation;
            timeline.at(startMicros + messages.get(next).atMicros(), () -> play(scheduled));
        }

        private void play(int scheduled) {
            if (scheduled != generation) {
                return;
            }
            var message = messages.get(next++);
            if (!countedAsAnswered && message.atMicros() >= script.answeredMicros()) {
                countedAsAnswered = true;
                answered.incrementAndGet();
                relay.ifPresent(each -> each.follow(script.callId(), script.media(), mediaSeed, this::isUp));
            }
            sender.send(message.from(startMicros));
            schedule();
        }

        private boolean isUp() {
            return generation == 0 && script.confirmedAt(timeline.nowMicros() - startMicros);
        }

        Optional<SwitchCommands.Dialog> dialog(String fromTag) {
            return generation == 0 ? script.dialogAt(timeline.nowMicros() - startMicros, fromTag) : Optional.empty();
        }

        boolean end(String fromTag, String toTag) {
            long now = timeline.nowMicros() - startMicros;
            if (!script.confirmedAt(now) || !script.hasTags(fromTag, toTag)) {
                return false;
            }
            messages = script.endedBySwitch(now);
            next = 0;
            generation++;
            endedBySwitch.incrementAndGet();
            schedule();
            return true;
        }
    }

    private final ExchangeSettings settings;
    private final Population population;
    private final Timeline timeline;
    private final HepSender sender;
    private final SwitchRpc rpc;
    private final Optional<MediaRelay> relay;
    private final RandomGenerator random;
    private final Map<String, Playing> calls = new HashMap<>();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong endedBySwitch = new AtomicLong();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private long rushUntilMicros;

    /**
     * Calls that have not begun.
     *
     * @param relay who reports how their media arrives
     */
    CallTraffic(
            ExchangeSettings settings,
            Population population,
            Timeline timeline,
            HepSender sender,
            SwitchRpc rpc,
            Optional<MediaRelay> relay) {
        this.settings = settings;
        this.population = population;
        this.timeline = timeline;
        this.sender = sender;
        this.rpc = rpc;
        this.relay = relay;
        this.random = new SplittableRandom(settings.seed()).split();
    }

    /** Begins the traffic at a moment. */
    void start(long atMicros) {
        rushUntilMicros = settings.callLimit() == ExchangeSettings.UNLIMITED ? atMicros + RUSH_MICROS : atMicros;
        arrive(atMicros, settings.callLimit());
        for (int line = 0; line < settings.prepaidLines(); line++) {
            var lineRandom = new SplittableRandom(settings.seed() + 1 + line);
            timeline.at(atMicros + line * REDIAL_MICROS, () -> redial(lineRandom));
        }
        if (settings.odd()) {
            oddOnes(atMicros + FIRST_ODD_APART_MICROS, 0, new SplittableRandom(settings.seed()));
            failingOnes(atMicros + FAILING_APART_MICROS, new SplittableRandom(settings.seed()));
        }
    }

    private void oddOnes(long atMicros, long number, RandomGenerator oddRandom) {
        timeline.at(atMicros, () -> {
            begin(CallPlan.drawPlain(population, oddRandom), Oddity.inTurn(number), atMicros, () -> {});
            long apart = Oddity.allHadATurn(number + 1) ? ODD_APART_MICROS : FIRST_ODD_APART_MICROS;
            oddOnes(atMicros + apart, number + 1, oddRandom);
        });
    }

    private void failingOnes(long atMicros, RandomGenerator failingRandom) {
        timeline.at(atMicros, () -> {
            begin(CallPlan.drawFailing(population, failingRandom), atMicros, () -> {});
            failingOnes(atMicros + FAILING_APART_MICROS, failingRandom);
        });
    }

    /** Ends a call that is answered; false when there is none with these. On the timeline's thread. */
    boolean end(String callId, String fromTag, String toTag) {
        var playing = calls.get(callId);
        return playing != null && playing.end(fromTag, toTag);
    }

    /** How a call stands; the caller's tag may be null. On the timeline's thread. */
    Optional<SwitchCommands.Dialog> dialog(String callId, String fromTag) {
        return Optional.ofNullable(calls.get(callId)).flatMap(playing -> playing.dialog(fromTag));
    }

    /** Done when the limited number of calls has begun and ended. */
    CompletableFuture<Void> finished() {
        return finished;
    }

    SimulatedExchange.Sent sent() {
        return new SimulatedExchange.Sent(
                sender.sent(),
                sender.failed(),
                begun.get(),
                answered.get(),
                ended.get(),
                refused.get(),
                endedBySwitch.get());
    }

    /** The call that is due at this moment, and after it the next. */
    private void arrive(long atMicros, long left) {
        if (left == 0) {
            finishWhenQuiet();
            return;
        }
        timeline.at(atMicros, () -> {
            begin(CallPlan.draw(population, random), atMicros, this::finishWhenQuiet);
            double rate = settings.callsPerSecond() * (atMicros < rushUntilMicros ? RUSH : 1);
            arrive(atMicros + (long) (1_000_000 * random.nextExponential() / rate), left - 1);
        });
    }

    private void redial(RandomGenerator lineRandom) {
        var plan = CallPlan.drawPrepaid(population, lineRandom);
        boolean willBeRefused = rpc.isBlocked(plan.caller().accountId());
        long pause = (willBeRefused ? REDIAL_AFTER_REFUSAL_MICROS : REDIAL_MICROS) + lineRandom.nextLong(REDIAL_MICROS);
        begin(plan, timeline.nowMicros(), () -> timeline.at(timeline.nowMicros() + pause, () -> redial(lineRandom)));
    }

    private void begin(CallPlan drawn, long atMicros, Runnable afterwards) {
        begin(drawn, Oddity.NONE, atMicros, afterwards);
    }

    private void begin(CallPlan drawn, Oddity oddity, long atMicros, Runnable afterwards) {
        boolean refuse = rpc.isBlocked(drawn.caller().accountId());
        if (refuse) {
            refused.incrementAndGet();
        }
        long number = begun.incrementAndGet();
        String callId =
                oddity.callIdPrefix() + settings.runId() + "-" + Long.toString(number, Character.MAX_RADIX) + "-"
                        + Long.toUnsignedString(drawn.textSeed(), Character.MAX_RADIX) + "@"
                        + drawn.caller().inside().getAddress().getHostAddress();
        var script = CallFlow.of(refuse ? drawn.refused() : drawn, callId, oddity);
        var playing = new Playing(script, atMicros, drawn.textSeed(), afterwards);
        calls.put(callId, playing);
        playing.schedule();
    }

    private void finishWhenQuiet() {
        if (begun.get() >= settings.callLimit() && calls.isEmpty()) {
            finished.complete(null);
        }
    }
}
