package io.trunkline.rating.enforcement;

import io.trunkline.rating.call.CallQuestion;
import io.trunkline.rating.call.CallVerdict;
import io.trunkline.rating.enforcement.KamailioRpc.Dialog;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.telemetry.OnceAMinute;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The questions for uncertain calls that are open, and what became of them at the switch.
 *
 * <pre>
 *   asked ──5 s──▶ the switch has it ─────────────────▶ it is up
 *                  it has it no more ──────10 s───────▶ it is over: its BYE, if it took one since, has been read
 *                  it does not answer ──▶ again in 5 s
 *                  it runs for less long than that ───▶ nobody knows: the call stays uncertain
 * </pre>
 *
 * Used by one thread.
 */
final class SwitchEnquiry {

    /** What was captured before the gap, and what comes after it, gets here within this: often that settles it. */
    static final Duration SETTLED = Duration.ofSeconds(5);

    /** A BYE that the switch took just before it was asked is read within this. */
    static final Duration BYE_IS_READ = Duration.ofSeconds(10);

    /** After how long a switch that did not answer is asked again. */
    static final Duration RETRY = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(SwitchEnquiry.class);

    private final KamailioRpc rpc;
    private final RatingMetrics metrics;
    private final OnceAMinute unknownLog = new OnceAMinute();
    private final Map<String, CallQuestion> open = new LinkedHashMap<>();
    private final Map<String, CallVerdict> gone = new LinkedHashMap<>();
    private Instant notBefore = Instant.MIN;
    private String failure = "";

    SwitchEnquiry(KamailioRpc rpc, RatingMetrics metrics) {
        this.rpc = rpc;
        this.metrics = metrics;
    }

    /** A question came; a later one for the same call takes its place. */
    void ask(CallQuestion question) {
        open.put(question.id(), question);
        gone.remove(question.id());
    }

    /** Whether every question has been answered, as far as it can be. */
    boolean isDone() {
        return open.isEmpty() && gone.isEmpty();
    }

    /** Why the switch could not be asked; empty when it could. */
    String failure() {
        return failure;
    }

    /** Asks the switch for what is due, and gives what is known by now. */
    List<CallVerdict> look(Instant now) throws InterruptedException {
        var verdicts = new ArrayList<CallVerdict>();
        gone.values().removeIf(verdict -> !verdict.at().isAfter(now) && verdicts.add(verdict));
        List<CallQuestion> due = now.isBefore(notBefore)
                ? List.of()
                : open.values().stream()
                        .filter(question -> !question.at().plus(SETTLED).isAfter(now))
                        .toList();
        if (due.isEmpty()) {
            return verdicts;
        }
        Optional<Duration> uptime = rpc.uptime();
        if (uptime.isEmpty()) {
            fails("no uptime", now);
            return verdicts;
        }
        // It says whole seconds.
        Instant runsSince = now.minus(uptime.get()).minusSeconds(1);
        for (CallQuestion question : due) {
            if (!ask(question, runsSince, now, verdicts)) {
                return verdicts;
            }
        }
        failure = "";
        return verdicts;
    }

    private boolean ask(CallQuestion question, Instant runsSince, Instant now, List<CallVerdict> verdicts)
            throws InterruptedException {
        switch (rpc.dialog(question.callId(), question.fromTag())) {
            case Dialog.Up(var answeredBy) -> {
                open.remove(question.id());
                verdicts.add(CallVerdict.up(question, answeredBy, now));
                metrics.switchCommand("ask-call", "up");
            }
            case Dialog.Gone() -> {
                open.remove(question.id());
                if (runsSince.isBefore(question.gapBegan())) {
                    gone.put(question.id(), CallVerdict.gone(question, now.plus(BYE_IS_READ)));
                    metrics.switchCommand("ask-call", "gone");
                } else {
                    unknown("it was started after the gap began, and has forgotten its calls");
                }
            }
            case Dialog.Unknown(var why) -> {
                open.remove(question.id());
                unknown(why);
            }
            case Dialog.Failed(var why) -> {
                fails(why, now);
                return false;
            }
        }
        return true;
    }

    private void unknown(String why) {
        metrics.switchCommand("ask-call", "unknown");
        if (unknownLog.mayLog()) {
            LOG.warn("the switch cannot say whether uncertain calls are up: {}", why);
        }
    }

    private void fails(String why, Instant now) {
        metrics.switchCommand("ask-call", "failed");
        failure = "the switch does not answer: " + why;
        notBefore = now.plus(RETRY);
    }
}
