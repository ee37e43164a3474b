package io.trunkline.rating.call;

import io.trunkline.customers.Customers;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.CaptureGap;
import io.trunkline.protocol.event.EndCallOrder;
import io.trunkline.rating.call.TrackedCall.Ended;
import io.trunkline.rating.call.TrackedCall.Ringing;
import io.trunkline.rating.message.CallMessage;
import io.trunkline.rating.message.CallMessage.Invite;
import io.trunkline.rating.message.CallMessage.Request;
import io.trunkline.rating.message.CallMessage.Response;
import java.time.Instant;

/**
 * The life of a call as a passive observer sees it, by RFC 3261.
 *
 * <pre>
 *            INVITE              2xx to INVITE              BYE that is not refused, session timer, longest call
 *   nothing ────────▶ ringing ──────────────────▶ answered ────────────────────────────────────────▶ ended
 *      ▲                 │  failure to the caller, CANCEL, longest ringing                           ▲ │ │
 *      │                 └───────────────────────────────────────────────────────────────────────────┘ │ │
 *      │                                            ▲                                                  │ │
 *      │                                            └── 2xx to an INVITE that seemed to be over ───────┘ │
 *      └────────────────────────────────────────────── linger ───────────────────────────────────────────┘
 * </pre>
 *
 * <p>A message moves a call only within its transaction and its dialog: a response by the branch of its top Via, its
 * CSeq and its From tag, and never from where its request came (RFC 3261, 17.1.3); a request within a dialog by both
 * tags (12.2). What is of neither moves nothing. Every message may come several times, from both sides of a proxy, late,
 * or before one that was sent earlier. Not bound to a thread; keeps nothing itself. Of the calls of a Call-ID {@link
 * CallLegs} finds the one to which a message belongs.
 */
final class CallTracker {

    private final CallTimes times;
    private final Customers customers;
    private final Payers payers;
    private final RingingPhase ringing;
    private final AnsweredPhase answered;
    private final HiddenRinging hidden;

    CallTracker(CallTimes times, Customers customers, Platform platform) {
        this.times = times;
        this.customers = customers;
        this.payers = new Payers(customers, platform);
        this.answered = new AnsweredPhase(times, platform);
        this.ringing = new RingingPhase(times, payers, answered);
        this.hidden = new HiddenRinging(times, ringing, answered);
    }

    /** Waits until whose calls they are can be told: {@link Customers#awaitWhole}. */
    void awaitCustomers() {
        customers.awaitWhole();
    }

    /** What a message makes of a call; the same call when nothing. */
    Transition on(TrackedCall before, CallMessage message, Siblings siblings) {
        return on(before, message, siblings, false);
    }

    /**
     * The same.
     *
     * @param waited whether the message has waited for what it may have overtaken, and nothing came
     */
    Transition on(TrackedCall before, CallMessage message, Siblings siblings, boolean waited) {
        if (mayNotTouch(before, message)) {
            return Transition.to(before);
        }
        return switch (before) {
            case Unknown unknown -> hold(unknown, message);
            case Ringing call -> ringing.on(call, message, siblings);
            case TrackedCall.Answered call -> answered.on(call, message, waited);
            case Ended call -> onEnded(call, message, siblings);
        };
    }

    /** What becomes of a call whose deadline has come. */
    Transition expire(TrackedCall before, Siblings siblings) {
        return switch (before) {
            case Unknown unknown -> Transition.to(unknown.withoutFirst(times.reordering()));
            case Ringing call -> ringing.expire(call, siblings);
            case TrackedCall.Answered call -> answered.expire(call);
            case Ended call -> Transition.to(Unknown.NOTHING);
        };
    }

    /** What a gap in the capture makes of a call: its answer or its end may have passed unseen. */
    static Transition doubt(TrackedCall before, CaptureGap gap) {
        return switch (before) {
            case Ringing call -> HiddenRinging.doubt(call, gap);
            case TrackedCall.Answered call -> AnsweredPhase.doubt(call, gap);
            case Unknown unknown -> Transition.to(unknown);
            case Ended call -> Transition.to(call);
        };
    }

    /** What the switch's word on an uncertain call makes of it. */
    Transition on(TrackedCall before, CallVerdict verdict, Siblings siblings) {
        return switch (before) {
            case Ringing call -> hidden.onVerdict(call, verdict, siblings);
            case TrackedCall.Answered call -> answered.onVerdict(call, verdict);
            case Unknown unknown -> Transition.to(unknown);
            case Ended call -> Transition.to(call);
        };
    }

    /** What an operator's order to end a call makes of it: only an answered one can be ended. */
    Transition on(TrackedCall before, EndCallOrder order) {
        return before instanceof TrackedCall.Answered call ? answered.onOrder(call, order) : Transition.to(before);
    }

    /** RFC 3261, 8.1.1 and 12.1: a request without a tag in its To is outside of any dialog, and starts a call. */
    Ringing start(Invite invite, String id, Siblings siblings) {
        return start(
                Attempt.of(invite),
                id,
                invite.envelope().callId(),
                invite.envelope().fromTag(),
                siblings);
    }

    /** A call of its own for an INVITE that was answered beside another of its leg. */
    Ringing start(Attempt attempt, String id, String callId, String fromTag, Siblings siblings) {
        Instant at = attempt.capture().at();
        CallSetup known = Payers.nothingBut(id, callId, fromTag, at);
        Attempts attempts = Attempts.of(attempt, Payers.challengeRealms(fromTag, siblings));
        Payers.Said said = payers.by(attempt, attempts, known, at, siblings);
        return Ringing.of(
                        new Call.Ringing(said.setup(), null),
                        attempts,
                        said.ofPlatform(),
                        attempt.capture().receivedAt().plus(times.longestRinging()))
                .belated(isBelated(attempt, fromTag, siblings));
    }

    /** RFC 3261, 8.1.1.5 and 22.2: who sends another INVITE of a leg counts its CSeq up. */
    private static boolean isBelated(Attempt attempt, String fromTag, Siblings siblings) {
        for (TrackedCall sibling : siblings.ofLeg(fromTag)) {
            for (Attempt other : sibling.attempts().all()) {
                if (other.cseq() > attempt.cseq()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Signalling of an agent that may not bill changes no call that another agent's signalling made. */
    private static boolean mayNotTouch(TrackedCall before, CallMessage message) {
        return !message.capture().mayBill()
                && before.visible()
                        .map(Call::setup)
                        .filter(setup -> setup.mayBill())
                        .isPresent();
    }

    /**
     * Packets of one call overtake each other between capture points: what may be of an INVITE or a dialog that is not
     * known yet waits a little.
     */
    private Transition hold(Unknown unknown, CallMessage message) {
        boolean mayMatter =
                switch (message) {
                    case Invite invite -> false;
                    case Request request ->
                        switch (request.envelope().method()) {
                            case BYE, CANCEL -> true;
                            default -> false;
                        };
                    case Response response ->
                        switch (response.envelope().method()) {
                            case INVITE, BYE -> true;
                            default -> false;
                        };
                };
        if (!mayMatter
                || unknown.held().size() == Unknown.MOST_HELD
                || unknown.held().contains(message)) {
            return Transition.stray(unknown);
        }
        return Transition.to(unknown.and(message, message.capture().receivedAt().plus(times.reordering())));
    }

    /**
     * What comes late changes nothing. But a 2xx to an INVITE that only seemed to be over, for a CANCEL or a long
     * silence, makes the call after all (RFC 3261, 9.1 and 13.2.2.4); and one to an INVITE that was sent beside the call
     * makes another.
     */
    private Transition onEnded(Ended ended, CallMessage message, Siblings siblings) {
        return switch (message) {
            case Invite invite -> onEnded(ended, Attempt.of(invite));
            case Request request -> ended.claims(request.envelope()) ? Transition.to(ended) : Transition.stray(ended);
            case Response response -> onEnded(ended, response, siblings);
        };
    }

    private Transition onEnded(Ended ended, Response response, Siblings siblings) {
        CallSetup setup = ended.call().setup();
        Attempt attempt = ended.attempts().with(response.envelope()).orElse(null);
        boolean answers = attempt != null
                && !attempt.refused()
                && response.status() / 100 == 2
                && Leg.isCallers(setup, response.envelope())
                && ended.attempts().mayAnswer(response.capture().hop(), attempt)
                && !(ended.wasAnswered() && ended.attempts().waitsNearer(attempt))
                && !ended.attempts().isSurelySentOn(attempt)
                && !ended.dialogs().contains(Leg.tag(response.envelope().toTag()));
        if (!answers) {
            boolean refuses = attempt != null
                    && !attempt.refused()
                    && response.status() >= 300
                    && ended.attempts().mayAnswer(response.capture().hop(), attempt);
            // Another INVITE of the leg may follow it: what realm it was asked for is remembered for that.
            return refuses
                    ? Transition.to(ended.with(
                            ended.attempts().replaced(attempt, attempt.asRefused(response.challengeRealm()))))
                    : ended.claims(response.envelope()) ? Transition.to(ended) : Transition.stray(ended);
        }
        return ended.wasAnswered()
                ? Transition.split(ended.with(ended.attempts().without(attempt)), attempt)
                : ringing.on(Ringing.again(ended), response, siblings);
    }

    /** As in {@link AnsweredPhase}: late, late but perhaps answered yet, or another call. */
    private Transition onEnded(Ended ended, Attempt attempt) {
        Attempts attempts = ended.attempts();
        if (attempts.knows(attempt) || attempts.isSurelySentOn(attempt)) {
            return Transition.to(ended);
        }
        boolean isEarlier = attempts.at(attempt.capture()).isBefore(ended.call().endedAt());
        // 16.6: it may be a copy, made behind another hop, of one that waits here: then the 2xx to that one comes, too.
        boolean mayBeCopy = !ended.wasAnswered() && attempts.waitsNearer(attempt);
        if (!isEarlier && !mayBeCopy) {
            return Transition.stray(ended);
        }
        // The caller's own may ring as long as any; a proxy's copy is answered or fails with the others, but what only
        // looks
        // like one is the caller's own.
        Instant until = attempt.capture().receivedAt().plus(times.longestRinging());
        Ended more = ended.with(attempts.and(attempt));
        return Transition.to(
                (isEarlier && attempts.isSentOn(attempt)) || ended.wasAnswered() ? more : more.until(until));
    }
}
