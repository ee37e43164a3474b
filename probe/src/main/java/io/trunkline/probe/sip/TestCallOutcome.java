package io.trunkline.probe.sip;

import io.trunkline.probe.progress.Progress;
import io.trunkline.probe.sip.SipClient.Answer;
import io.trunkline.protocol.event.EndpointTest.Result;
import io.trunkline.protocol.event.Reachability;
import io.trunkline.protocol.event.Reachability.Code;
import java.time.Duration;
import java.util.Optional;
import javax.sip.message.Response;

/**
 * What became of a test call.
 *
 * @param ringing the first answer that said that it rings
 * @param last the final answer to its INVITE
 * @param heard whether anything came back
 * @param after how long after its INVITE it rang, or was answered or refused without
 */
record TestCallOutcome(Optional<Answer> ringing, Optional<Answer> last, boolean heard, Duration after) {

    static final String STEP = "call";

    /**
     * Tells it as a step.
     *
     * @param before the verdict without it
     * @return the verdict with it
     */
    Reachability tell(Progress progress, Reachability before) {
        if (ringing.isPresent()) {
            String rang = "It rang after " + millis() + " (" + ringing.get().line() + ")";
            boolean over = last.isPresent() && !isAnswered();
            progress.step(STEP, over ? Result.OK : Result.WARN, rang + howItEnded());
            return Reachability.yes(before.text() + ". A call rings there after " + millis());
        }
        if (isAnswered()) {
            String found = "It answered the call by itself after " + millis() + ", without ringing";
            progress.step(STEP, Result.WARN, found + ", and was hung up: it is set to answer automatically");
            return Reachability.yes(before.text() + ". " + found);
        }
        if (last.isPresent() && last.get().status() != Response.REQUEST_TERMINATED) {
            StatusMeaning meaning = StatusMeaning.of(last.get().status());
            String found = "It answers the call " + last.get().line();
            progress.step(STEP, meaning.result(), found + ". " + meaning.text());
            return meaning.verdict(found);
        }
        String found = heard
                ? "It takes the call, but does not ring within "
                        + SipTimes.USUAL.ringsWithin().toSeconds()
                        + " s: look for do-not-disturb or a call filter in the telephone"
                : "It answers OPTIONS, but nothing to a call: something in front of it lets only small packets "
                        + "through, or changes SIP; let the customer turn off SIP ALG in the router";
        progress.step(STEP, Result.FAIL, found);
        return Reachability.no(Code.SILENT, found);
    }

    private boolean isAnswered() {
        return last.isPresent() && last.get().status() / 100 == 2;
    }

    private String howItEnded() {
        if (last.isEmpty()) {
            return " and was hung up, but does not say that it has stopped: it may ring for some seconds more";
        }
        return isAnswered() ? ", was answered in the same moment, and was hung up" : ", and was hung up at once";
    }

    private String millis() {
        return after.toMillis() + " ms";
    }
}
