package io.trunkline.rating.call;

import static java.util.Objects.requireNonNullElse;

import io.trunkline.protocol.dialog.Hop;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.sip.SipMethod;
import io.trunkline.rating.call.TrackedCall.Ended;
import io.trunkline.rating.call.TrackedCall.Ringing;
import io.trunkline.rating.message.CallMessage;
import io.trunkline.rating.message.CallMessage.Invite;
import io.trunkline.rating.message.CallMessage.Request;
import io.trunkline.rating.message.CallMessage.Response;
import io.trunkline.rating.message.Capture;
import io.trunkline.rating.message.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** From the first INVITE until an answer or an end. */
final class RingingPhase {

    private static final int TRYING = 100;
    private static final int REQUEST_TERMINATED = 487;

    private final CallTimes times;
    private final Payers payers;
    private final AnsweredPhase answered;

    RingingPhase(CallTimes times, Payers payers, AnsweredPhase answered) {
        this.times = times;
        this.payers = payers;
        this.answered = answered;
    }

    Transition on(Ringing ringing, CallMessage message, Siblings siblings) {
        boolean callers = Leg.isCallers(ringing.setup(), message.envelope());
        return switch (message) {
            case Invite invite -> callers ? onInvite(ringing, invite, siblings) : Transition.stray(ringing);
            case Request request -> onRequest(ringing, request, callers);
            case Response response
            when (response.envelope().method() == SipMethod.INVITE) ->
                callers ? onResponse(ringing, response, siblings) : Transition.to(ringing);
            case Response response
            when (response.envelope().method() == SipMethod.BYE) -> byeWasAnswered(ringing, response, callers);
            case Response other -> Transition.to(ringing);
        };
    }

    private Transition onInvite(Ringing ringing, Invite invite, Siblings siblings) {
        Optional<Attempt> known = ringing.attempts().with(invite.envelope());
        if (known.isPresent()) {
            return Transition.to(seenAgain(ringing, known.get(), Attempt.of(invite), siblings));
        }
        Attempt attempt = Attempt.of(invite);
        Attempts attempts = ringing.attempts().and(attempt);
        Ringing more = ringing.with(attempts);
        Ringing next;
        if (attempts.isSentOn(attempt)) {
            // RFC 3261, 16.6: the platform sent it on, perhaps to several.
            next = more.with(payers.sentOn(ringing.setup(), ringing.setup().toTag(), attempt));
        } else if (attempts.wentOn(attempt)) {
            // The caller's own, which a copy overtook on its way here: that one now says who calls.
            next = identified(more, siblings);
        } else {
            // RFC 3261, 22.2 and 8.1.3.4: credentials or another target come in a new INVITE of the same leg. So may
            // anything else that the caller sends: which of his INVITEs counts is said by the 2xx.
            CallSetup anew = ringing.setup().towards(null, null, null);
            Instant until = invite.capture().receivedAt().plus(times.longestRinging());
            next = identified(more.with(anew), siblings).expecting(null, false, until);
        }
        boolean awaited = !ringing.held().isEmpty()
                && ringing.held().stream().anyMatch(response -> attempt.bears(response.envelope()));
        return awaited ? released(next, siblings) : Transition.to(next);
    }

    /** A retransmission, or the other capture of the same packet. That of an agent that may bill says more. */
    private Ringing seenAgain(Ringing ringing, Attempt known, Attempt again, Siblings siblings) {
        Capture before = known.capture();
        Capture now = again.capture();
        boolean earlier = now.agent().equals(before.agent()) && now.at().isBefore(before.at());
        boolean saysMore = now.mayBill() && !before.mayBill();
        return saysMore || (earlier && now.mayBill() == before.mayBill())
                ? identified(
                        ringing.with(ringing.attempts()
                                .replaced(known, known.refused() ? again.asRefused(known.challengeRealm()) : again)),
                        siblings)
                : ringing;
    }

    private Ringing identified(Ringing ringing, Siblings siblings) {
        Attempt foremost = ringing.attempts().foremost();
        CallSetup known = ringing.setup().startedAt(ringing.attempts().firstAt(foremost));
        Payers.Said said = payers.by(
                foremost, ringing.attempts(), known, foremost.capture().at(), siblings);
        return ringing.with(said.setup(), said.ofPlatform());
    }

    private Transition released(Ringing ringing, Siblings siblings) {
        TrackedCall state = ringing.holdingNothing();
        var events = new ArrayList<CallEvent>();
        for (Response response : inOrder(ringing.held())) {
            Transition step =
                    switch (state) {
                        case Ringing still -> on(still, response, siblings);
                        case TrackedCall.Answered call -> answered.on(call, response, true);
                        case Ended over -> Transition.to(over);
                        case Unknown nothing -> Transition.to(nothing);
                    };
            state = step.after();
            events.addAll(step.events());
        }
        return Transition.to(state, events);
    }

    private static List<Response> inOrder(List<Response> responses) {
        return responses.stream()
                .sorted(Comparator.comparing(response -> response.capture().at()))
                .toList();
    }

    private Transition onRequest(Ringing ringing, Request request, boolean callers) {
        return switch (request.envelope().method()) {
            case CANCEL -> callers ? onCancel(ringing, request) : Transition.stray(ringing);
            case BYE -> Transition.to(onBye(ringing, request, callers));
            default -> Transition.to(ringing);
        };
    }

    /**
     * RFC 3261, 9.1: a CANCEL bears the branch of what it cancels, and goes the same way. A 2xx may still cross it, and
     * without a final response within 64 × T1 the transaction counts as cancelled.
     */
    private Transition onCancel(Ringing ringing, Request cancel) {
        Optional<Attempt> cancelled =
                ringing.attempts().with(cancel.envelope()).filter(attempt -> attempt.isCancelledBy(cancel));
        if (cancelled.isEmpty()) {
            return Transition.stray(ringing);
        }
        if (cancelled.get().refused() || ringing.attempts().isSentOn(cancelled.get())) {
            // The platform ends a fork.
            return Transition.to(ringing);
        }
        if (ringing.expected() != null && ringing.expected().cause().code() == Cause.Code.CANCELLED) {
            return Transition.to(ringing);
        }
        Capture capture = cancel.capture();
        Ending ending = Ending.unanswered(
                REQUEST_TERMINATED,
                Causes.cancelled(
                        failed(ringing, Siblings.NONE), ringing.attempts().at(capture)));
        return Transition.to(ringing.expecting(
                ending, ringing.mayRetry(), capture.receivedAt().plus(times.transaction())));
    }

    /**
     * RFC 3261, 15: the caller may end one early dialog by BYE while others ring on, so it says nothing of the call: its
     * final response does. A BYE may also have overtaken the 2xx, and is kept for it.
     */
    private Ringing onBye(Ringing ringing, Request request, boolean callers) {
        Instant due = request.capture().receivedAt().plus(times.transaction());
        Byes byes = ringing.byes();
        return ringing.with(byes.find(bye -> bye.isOf(request, callers))
                .map(bye -> byes.replaced(bye, bye.seenAgain(request, due)))
                .orElseGet(() -> byes.and(Bye.sent(request, callers, due), List.of())));
    }

    /** An answer that has overtaken its BYE waits for it. */
    private static Transition byeWasAnswered(Ringing ringing, Response response, boolean callers) {
        Byes byes = ringing.byes();
        return byes.find(bye -> bye.isOf(response, callers) && bye.isAnsweredBy(response))
                .map(bye -> Transition.to(ringing.with(byes.replaced(bye, bye.with(response)))))
                .orElseGet(() -> Transition.stray(ringing));
    }

    private Transition onResponse(Ringing ringing, Response response, Siblings siblings) {
        int status = response.status();
        if (status <= TRYING) {
            return Transition.to(ringing);
        }
        Attempts attempts = ringing.attempts();
        Optional<Attempt> found = attempts.with(response.envelope());
        if (found.isEmpty()) {
            return ofUnseenInvite(ringing, response);
        }
        Attempt attempt = found.get();
        if (!attempts.mayAnswer(response.capture().hop(), attempt)) {
            return Transition.stray(ringing);
        }
        if (attempt.refused()) {
            return ringing.isAnsweredBeforeItsFailure(attempt, response)
                    ? answer(ringing, attempt, response, siblings)
                    : Transition.to(ringing);
        }
        if (status < 200) {
            return Transition.to(rings(ringing, response));
        }
        if (status >= 300) {
            return onFailure(ringing, attempt, response, siblings);
        }
        if (attempts.waitsNearer(attempt)) {
            // RFC 3261, 13.2.2.4 and 16.7: the proxy passes it on; who is charged, and from when, the caller's own
            // says.
            CallSetup towards =
                    payers.sentOn(ringing.setup(), response.envelope().toTag(), attempt);
            return Transition.to(ringing.with(towards).holding(response, heldUntil(response)));
        }
        return answer(ringing, attempt, response, siblings);
    }

    private Instant heldUntil(Response response) {
        return response.capture().receivedAt().plus(times.reordering());
    }

    /**
     * A branch that no INVITE bore. Where it goes back to the caller himself from where his INVITEs go, the platform has
     * sent it: then its INVITE was lost on its way here, or it overtook it. Anybody could have sent any other one.
     */
    private Transition ofUnseenInvite(Ringing ringing, Response response) {
        Hop way = response.capture().hop();
        Attempts attempts = ringing.attempts();
        boolean byPlatform =
                attempts.all().stream().anyMatch(attempt -> attempt.hops() <= 1 && way.goesBackOn(attempt.hop()));
        return byPlatform ? Transition.to(ringing.holding(response, heldUntil(response))) : Transition.stray(ringing);
    }

    /** RFC 3261, 13.2.2.1 and 16.7: each provisional response but 100 says that somebody rings, and restarts timer C. */
    private Ringing rings(Ringing ringing, Response response) {
        Instant at = ringing.attempts().at(response.capture());
        Instant known = ringing.call().ringingAt();
        boolean alerts = response.status() == 180 || response.status() == 183;
        Instant ringingAt = alerts && (known == null || at.isBefore(known)) ? at : known;
        String tag = response.envelope().toTag();
        CallSetup setup =
                ringing.setup().toTag() == null && tag != null ? ringing.setup().towards(tag) : ringing.setup();
        Ringing next = ringing.with(new Call.Ringing(setup, ringingAt));
        Instant until = response.capture().receivedAt().plus(times.longestRinging());
        boolean isLonger = Duration.between(ringing.giveUpAt(), until).compareTo(times.silence()) >= 0;
        return isLonger && !isExpected(ringing) ? next.until(until) : next;
    }

    /** Whether it will be over soon: a fork's failure does not say so. */
    private static boolean isExpected(Ringing ringing) {
        return ringing.mayRetry()
                || (ringing.expected() != null && ringing.expected().cause().code() == Cause.Code.CANCELLED);
    }

    private Transition onFailure(Ringing ringing, Attempt attempt, Response response, Siblings siblings) {
        Capture capture = response.capture();
        Attempts left = ringing.attempts().replaced(attempt, attempt.asRefused(response.challengeRealm()));
        Ringing next = ringing.with(left);
        Ending ending = Ending.unanswered(
                response.status(),
                Causes.failure(
                        failed(ringing, attempt, siblings), response.status(), response.q850(), left.at(capture)));
        if (ringing.attempts().isSentOn(attempt)) {
            // RFC 3261, 16.7: one fork failed; the proxy may try others and alone decides what the caller hears.
            return Transition.to(next.expecting(
                    requireNonNullElse(ringing.expected(), ending), ringing.mayRetry(), ringing.giveUpAt()));
        }
        if (left.oneWaits()) {
            // What was refused is forgotten: another INVITE of the caller's goes on.
            return Transition.to(identified(next, siblings));
        }
        if (mayBeTriedAgain(response.status())) {
            return Transition.to(
                    next.expecting(ending, true, capture.receivedAt().plus(times.transaction())));
        }
        // 16.7 again: of a copy whose original was not captured nobody knows whether it was the only fork. The next one
        // follows at once.
        return attempt.hops() > 1
                ? Transition.to(
                        next.expecting(ending, false, capture.receivedAt().plus(times.reordering())))
                : end(next, ending, capture.receivedAt(), times.linger(), siblings);
    }

    /** RFC 3261, 21.3 and 22: redirections and challenges ask for another INVITE; RFC 4028, 6: so does 422. */
    private static boolean mayBeTriedAgain(int status) {
        return status / 100 == 3 || status == 401 || status == 407 || status == 422;
    }

    private Causes.Failed failed(Ringing ringing, Siblings siblings) {
        return failed(ringing, ringing.attempts().foremost(), siblings);
    }

    private Causes.Failed failed(Ringing ringing, Attempt attempt, Siblings siblings) {
        boolean wentOn =
                payers.hasLeft(ringing) || ringing.attempts().wentOn(attempt) || payers.wentOn(attempt, siblings);
        return new Causes.Failed(ringing.setup(), ringing.call().ringingAt() != null, wentOn);
    }

    /** RFC 3261, 13.2.2.4: the 2xx makes the dialog, even after a CANCEL that it crossed. Its INVITE says who pays. */
    private Transition answer(Ringing ringing, Attempt attempt, Response response, Siblings siblings) {
        Instant receivedAt = response.capture().receivedAt();
        Instant until = answered.giveUpAt(receivedAt, response.envelope().sessionExpires());
        return answer(ringing, attempt, Answer.of(ringing, response), until, receivedAt, siblings);
    }

    /**
     * The 2xx makes the dialog.
     *
     * @param until when the call is given up without a BYE
     * @param now by the collector's clock
     */
    Transition answer(Ringing ringing, Attempt attempt, Answer answer, Instant until, Instant now, Siblings siblings) {
        Capture capture = answer.capture();
        String tag = answer.tag();
        Instant at = ringing.attempts().at(capture);
        // Contract, section 5: the rate is the one valid at the time of the answer.
        Attempts attempts = ringing.attempts().andRefusedBy(ringing.held());
        Payers.Said said = payers.by(attempt, attempts, ringing.setup(), at, siblings);
        CallSetup setup = said.setup().towards(tag);
        var call = new Call.Answered(setup, ringing.call().ringingAt(), at);
        List<String> dialogs = answer.dialogs(ringing);
        var state = new TrackedCall.Answered(
                call,
                attempts,
                attempt,
                said.ofPlatform(),
                capture,
                capture,
                dialogs,
                List.of(),
                ringing.byes().ofAnswered(dialogs, capture, times.transaction()),
                null,
                until,
                null,
                answer.unseen());
        var events = new ArrayList<CallEvent>(List.of(new CallEvent.Answered(call, now, capture.passedAt())));
        Transition settled = answered.settle(state, now);
        events.addAll(settled.events());
        return Transition.to(settled.after(), events);
    }

    /** Nothing more came: as was expected, or after the longest time of ringing. */
    Transition expire(Ringing ringing, Siblings siblings) {
        if (!ringing.held().isEmpty() && !ringing.heldUntil().isAfter(ringing.giveUpAt())) {
            return onlyHeld(ringing, siblings);
        }
        boolean unanswered = ringing.call().ringingAt() == null && (ringing.expected() == null || ringing.mayRetry());
        if (ringing.belated() && unanswered) {
            // Nothing came to it, or what asks for the next INVITE, which was seen before.
            return Transition.to(Unknown.NOTHING);
        }
        Capture first = ringing.attempts().foremost().capture();
        Instant given = ringing.giveUpAt().minus(Duration.between(first.at(), first.passedAt()));
        Ending ending = ringing.expected() == null
                ? Ending.unanswered(0, Causes.unanswered(failed(ringing, siblings), given))
                : ringing.expected();
        // Silence and a CANCEL prove nothing: the 2xx of a call that rang may yet come.
        boolean mayYetBeAnswered = ringing.expected() == null
                ? ringing.call().ringingAt() != null
                : ending.cause().code() == Cause.Code.CANCELLED;
        Duration linger = mayYetBeAnswered ? times.longestRinging() : times.linger();
        return end(ringing, ending, ringing.giveUpAt(), linger, siblings);
    }

    /**
     * Nothing came to put the responses that wait in their place: the one nearer to the caller was lost on its way here,
     * or the INVITE of theirs was.
     */
    private Transition onlyHeld(Ringing ringing, Siblings siblings) {
        Attempts attempts = ringing.attempts();
        List<Response> overdue = ringing.overdue(times.reordering());
        Ringing next = ringing.with(attempts.andRefusedBy(overdue)).withoutOverdue(times.reordering());
        boolean isAnswered = overdue.stream().anyMatch(response -> response.status() / 100 == 2);
        Optional<Response> answer = inOrder(isAnswered ? ringing.held() : List.of()).stream()
                .filter(response -> response.status() / 100 == 2)
                .min(Comparator.comparing(
                        response -> attempts.with(response.envelope()).isEmpty()));
        if (answer.isPresent()) {
            // 17.1.1.2: what was refused is not what was answered, nor is what bears another branch and the same
            // number: neither names who pays. 12.2.1.1: a higher number is that of a re-INVITE in the dialog that one
            // made; it was the one that is known where somebody rang, and it may be any other that was not captured
            // where nobody did.
            Envelope envelope = answer.get().envelope();
            Attempt callers = attempts.with(envelope)
                    .map(attempts::origin)
                    .or(() -> onlyOneThatRang(ringing, envelope, siblings))
                    .filter(attempt -> !attempt.refused())
                    .orElseGet(() -> attempts.foremost().withoutCallers());
            return answer(ringing, callers, answer.get(), siblings);
        }
        Optional<Response> failure = inOrder(overdue).stream()
                .filter(response -> response.status() >= 300)
                .findFirst();
        if (failure.isEmpty() || attempts.oneWaits() || !next.held().isEmpty()) {
            return Transition.to(next);
        }
        Capture capture = failure.get().capture();
        Cause cause = Causes.failure(
                failed(ringing, siblings), failure.get().status(), failure.get().q850(), attempts.at(capture));
        Ending ending = Ending.unanswered(failure.get().status(), cause);
        return mayBeTriedAgain(failure.get().status())
                ? Transition.to(
                        next.expecting(ending, true, capture.receivedAt().plus(times.transaction())))
                : end(next, ending, capture.receivedAt(), times.linger(), siblings);
    }

    /**
     * The INVITE that made the dialog of a later answer: the only one of the leg that waits, where the platform was seen to do
     * anything with it. What nobody took any further may be a lie that nobody answers, beside one that was not captured. Where
     * the leg had another call before, it is known by its early dialog alone (12.1), the tag of who rang.
     */
    private static Optional<Attempt> onlyOneThatRang(Ringing ringing, Envelope later, Siblings siblings) {
        Attempts attempts = ringing.attempts();
        String early = ringing.setup().toTag();
        boolean known = early != null && early.equals(later.toTag());
        boolean alone = siblings.ofLeg(later.fromTag()).isEmpty();
        return attempts.onlyOneBefore(later.cseq())
                .filter(attempt ->
                        known || (alone && (ringing.call().ringingAt() != null || attempts.wentOn(attempt))));
    }

    private Transition end(Ringing ringing, Ending ending, Instant receivedAt, Duration linger, Siblings siblings) {
        return end(ringing, ending, receivedAt, linger, List.of(), siblings);
    }

    /**
     * The call is over without an answer.
     *
     * @param flags as {@link Call.Ended#flags}
     */
    Transition end(
            Ringing ringing,
            Ending ending,
            Instant receivedAt,
            Duration linger,
            List<String> flags,
            Siblings siblings) {
        Instant startedAt = ringing.setup().startedAt();
        var call = new Call.Ended(
                payers.failed(ringing, ending.cause(), siblings),
                ringing.call().ringingAt(),
                null,
                ending.at().isAfter(startedAt) ? ending.at() : startedAt,
                ending.outcome(),
                ending.cause().endedBy(),
                ending.status(),
                ending.cause(),
                flags);
        var ended = new Ended(
                call,
                ringing.attempts().andRefusedBy(ringing.held()),
                ringing.callersInvite().orElse(null),
                List.of(),
                receivedAt.plus(linger));
        return Transition.to(ended, new CallEvent.Ended(call, receivedAt));
    }
}
