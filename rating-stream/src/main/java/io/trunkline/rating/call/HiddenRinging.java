package io.trunkline.rating.call;

import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CaptureGap;
import io.trunkline.rating.call.TrackedCall.Ringing;
import io.trunkline.rating.message.Capture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a gap in the capture makes of a call that rang when it began: its answer or its end may have passed unseen, and
 * nothing that comes later within the dialog says who answered. The switch knows.
 */
final class HiddenRinging {

    private final CallTimes times;
    private final RingingPhase ringing;
    private final AnsweredPhase answered;

    HiddenRinging(CallTimes times, RingingPhase ringing, AnsweredPhase answered) {
        this.times = times;
        this.ringing = ringing;
        this.answered = answered;
    }

    /**
     * Of a time in which messages of the agent may be missing that saw the caller's INVITE. What another agent sees of the
     * answer counts as ever. Of several gaps the last one's end counts: it may have been answered in any of them.
     */
    static Transition doubt(Ringing call, CaptureGap gap) {
        Capture invite = call.attempts().foremost().capture();
        boolean hidden =
                gap.agents().contains(invite.agent()) && invite.receivedAt().isBefore(gap.until());
        HiddenTime before = call.hidden();
        if (!hidden || (before != null && !gap.until().isAfter(before.until()))) {
            return Transition.to(call);
        }
        return Transition.to(call.hidden(new HiddenTime(before == null ? gap.from() : before.from(), gap.until())));
    }

    /**
     * The switch was asked. One that is answered was so when the gap was over at the latest: the caller pays from then on.
     * One that it has no more is over, and was free; should its 2xx come after all, it makes the call as ever.
     */
    Transition onVerdict(Ringing call, CallVerdict verdict, Siblings siblings) {
        HiddenTime hidden = call.hidden();
        if (hidden == null || !verdict.question().uncertainSince().equals(hidden.from())) {
            return Transition.to(call);
        }
        Ringing certain = call.hidden(null);
        if (!verdict.up()) {
            return gone(certain, hidden, verdict.at(), siblings);
        }
        return verdict.answeredBy() == null
                ? Transition.to(certain)
                : answeredUnseen(certain, hidden.until(), verdict, siblings);
    }

    private Transition answeredUnseen(Ringing call, Instant at, CallVerdict verdict, Siblings siblings) {
        Attempts attempts = call.attempts();
        // 17.1.1.2: what was refused was not answered, and of several that wait nobody knows which one was.
        Attempt callers = attempts.onlyOneBefore(Long.MAX_VALUE)
                .orElseGet(() -> attempts.foremost().withoutCallers());
        Capture capture = callers.capture().back().seenAt(at);
        return ringing.answer(
                call,
                callers,
                new Answer(capture, verdict.answeredBy(), null, true),
                answered.giveUpAt(verdict.at(), 0),
                verdict.at(),
                siblings);
    }

    private Transition gone(Ringing call, HiddenTime hidden, Instant now, Siblings siblings) {
        Capture invite = call.attempts().foremost().capture();
        Instant last = hidden.from().isAfter(invite.passedAt()) ? hidden.from() : invite.passedAt();
        Instant knownUntil = invite.at().plus(Duration.between(invite.passedAt(), last));
        Ending ending =
                call.expected() == null ? Ending.unanswered(0, Causes.lostWhileRinging(knownUntil)) : call.expected();
        List<String> flags = List.of(Call.Ended.CAPTURE_GAP);
        return ringing.end(call, ending, now, times.longestRinging(), flags, siblings);
    }
}
