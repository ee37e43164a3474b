package io.trunkline.rating.call;

import static java.util.Objects.requireNonNullElse;

import io.trunkline.customers.Customers;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.EndedBy;
import io.trunkline.protocol.sip.SipMethod;
import io.trunkline.rating.call.TrackedCall.EarlyBye;
import io.trunkline.rating.call.TrackedCall.Ringing;
import io.trunkline.rating.message.CallMessage;
import io.trunkline.rating.message.CallMessage.Invite;
import io.trunkline.rating.message.CallMessage.Request;
import io.trunkline.rating.message.CallMessage.Response;
import io.trunkline.rating.message.Envelope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** From the first INVITE until an answer or an end. */
final class RingingPhase {

    private static final int TRYING = 100;

    private final CallTimes times;
    private final Customers customers;

    RingingPhase(CallTimes times, Customers customers) {
        this.times = times;
        this.customers = customers;
    }

    Transition on(Ringing ringing, CallMessage message) {
        return switch (message) {
            case Invite invite -> onInvite(ringing, invite);
            case Request request -> onRequest(ringing, request);
            case Response response
            when (response.envelope().method() == SipMethod.INVITE) -> onResponse(ringing, response);
            case Response other -> Transition.to(ringing);
        };
    }

    /** Nothing more came: as was expected, or after the longest time of ringing. */
    Transition expire(Ringing ringing) {
        Instant longest = ringing.call().setup().startedAt().plus(times.longestRinging());
        return end(ringing, requireNonNullElse(ringing.expected(), Ending.unanswered(longest)), ringing.deadline());
    }

    private Transition onInvite(Ringing ringing, Invite invite) {
        long cseq = invite.envelope().cseq();
        Attempt attempt = ringing.attempt();
        if (cseq < attempt.cseq()) {
            return Transition.to(ringing);
        }
        boolean nearer = invite.maxForwards() > attempt.maxForwards();
        boolean maySayMore =
                invite.capture().mayBill() && !ringing.call().setup().mayBill();
        if (cseq == attempt.cseq()) {
            boolean retransmitted =
                    Objects.equals(attempt.branch(), invite.envelope().branch());
            if (nearer || maySayMore) {
                return Transition.to(identified(ringing, invite));
            }
            return Transition.to(retransmitted ? ringing : sentOn(ringing, invite));
        }
        // RFC 3261, 22.2 and 8.1.3.4: credentials or another target come in a new INVITE of the same Call-ID
        // with a higher CSeq. A proxy that answers a challenge itself does the same further on its way.
        boolean byCaller = ringing.mayRetry() || nearer || invite.maxForwards() == attempt.maxForwards();
        return Transition.to(byCaller ? triedAgain(ringing, invite) : sentOn(ringing, invite));
    }

    /** The same INVITE seen nearer to the caller, or by an agent that may bill: that one says who calls. */
    private Ringing identified(Ringing ringing, Invite invite) {
        CallSetup known = ringing.call().setup();
        Instant startedAt = earlier(known.startedAt(), invite.capture().at());
        CallSetup setup = Setups.withFirstToTag(Setups.of(invite, startedAt, customers), known.toTag());
        var call = new Call.Ringing(
                Setups.withTarget(setup, known.target()), ringing.call().ringingAt());
        Attempt attempt = Setups.attempt(invite);
        if (!attempt.isCallersHop(ringing.attempt().branch())) {
            attempt = attempt.withExit(known.source());
        }
        return new Ringing(
                call, attempt, ringing.expected(), ringing.mayRetry(), ringing.earlyBye(), ringing.deadline());
    }

    private Ringing triedAgain(Ringing ringing, Invite invite) {
        CallSetup setup = Setups.of(invite, ringing.call().setup().startedAt(), customers);
        Instant deadline = invite.capture().receivedAt().plus(times.longestRinging());
        var call = new Call.Ringing(setup, ringing.call().ringingAt());
        return new Ringing(call, Setups.attempt(invite), null, false, null, deadline);
    }

    /** RFC 3261, 16.6: the platform sent it on, perhaps to several. */
    private static Ringing sentOn(Ringing ringing, Invite invite) {
        CallSetup setup =
                Setups.withTarget(ringing.call().setup(), invite.capture().target());
        return new Ringing(
                new Call.Ringing(setup, ringing.call().ringingAt()),
                ringing.attempt().withExit(invite.capture().source()),
                ringing.expected(),
                ringing.mayRetry(),
                ringing.earlyBye(),
                ringing.deadline());
    }

    private Transition onRequest(Ringing ringing, Request request) {
        Envelope envelope = request.envelope();
        Instant at = request.capture().at();
        if (envelope.method() == SipMethod.CANCEL && ringing.attempt().isCallersHop(envelope.branch())) {
            // RFC 3261, 9.1: a CANCEL bears the branch of what it cancels. A 2xx may still cross it, and
            // without a final response within 64 × T1 the transaction counts as cancelled.
            return Transition.to(expecting(ringing, Ending.byCaller(at), ringing.mayRetry(), request));
        }
        if (envelope.method() == SipMethod.BYE) {
            // RFC 3261, 15: the caller may end an early dialog by BYE. Or the BYE overtook the 2xx.
            boolean byCaller =
                    Objects.equals(envelope.fromTag(), ringing.call().setup().fromTag());
            var bye = new EarlyBye(
                    at, byCaller ? EndedBy.CALLER : EndedBy.CALLEE, byCaller ? envelope.toTag() : envelope.fromTag());
            Ringing expecting = expecting(ringing, Ending.byCaller(at), ringing.mayRetry(), request);
            return Transition.to(new Ringing(
                    expecting.call(),
                    expecting.attempt(),
                    expecting.expected(),
                    expecting.mayRetry(),
                    bye,
                    expecting.deadline()));
        }
        return Transition.to(ringing);
    }

    private Transition onResponse(Ringing ringing, Response response) {
        long cseq = response.envelope().cseq();
        int status = response.status();
        Attempt attempt = ringing.attempt();
        // A later INVITE that was challenged for may have been lost on its way here: its answer still counts.
        boolean current = cseq == attempt.cseq() || (cseq > attempt.cseq() && ringing.mayRetry());
        if (!current || status <= TRYING) {
            return Transition.to(ringing);
        }
        if (status < 200) {
            return Transition.to(rings(ringing, response));
        }
        if (status < 300) {
            return answer(ringing, response);
        }
        Ending ending = Ending.byStatus(status, response.capture().at());
        if (!attempt.isCallersHop(response.envelope().branch())) {
            // RFC 3261, 16.7: one fork failed; the proxy may try others and alone decides what the caller hears.
            return Transition.to(new Ringing(
                    ringing.call(),
                    attempt,
                    requireNonNullElse(ringing.expected(), ending),
                    ringing.mayRetry(),
                    ringing.earlyBye(),
                    ringing.deadline()));
        }
        return mayBeTriedAgain(status)
                ? Transition.to(expecting(ringing, ending, true, response))
                : end(ringing, ending, response.capture().receivedAt());
    }

    /** RFC 3261, 21.3 and 22: redirections and challenges ask for another INVITE; RFC 4028, 6: so does 422. */
    private static boolean mayBeTriedAgain(int status) {
        return status / 100 == 3 || status == 401 || status == 407 || status == 422;
    }

    /** RFC 3261, 13.2.2.1 and 16.7: each provisional response but 100 says that somebody rings, and restarts timer C. */
    private Ringing rings(Ringing ringing, Response response) {
        Instant at = response.capture().at();
        Instant known = ringing.call().ringingAt();
        boolean alerts = response.status() == 180 || response.status() == 183;
        Instant ringingAt = alerts && (known == null || at.isBefore(known)) ? at : known;
        CallSetup setup = Setups.withFirstToTag(
                ringing.call().setup(), response.envelope().toTag());
        boolean onlyAForkFailed =
                ringing.expected() != null && ringing.expected().endedBy() == EndedBy.CALLEE && !ringing.mayRetry();
        Instant deadline = ringing.expected() == null || onlyAForkFailed
                ? later(ringing.deadline(), response.capture().receivedAt().plus(times.longestRinging()))
                : ringing.deadline();
        return new Ringing(
                new Call.Ringing(setup, ringingAt),
                ringing.attempt(),
                ringing.expected(),
                ringing.mayRetry(),
                ringing.earlyBye(),
                deadline);
    }

    /** RFC 3261, 13.2.2.4: the first 2xx makes the dialog, even after a CANCEL that it crossed. */
    private Transition answer(Ringing ringing, Response response) {
        Instant at = response.capture().at();
        Instant receivedAt = response.capture().receivedAt();
        CallSetup setup =
                Setups.answered(ringing.call().setup(), response.envelope().toTag(), at, customers);
        var call = new Call.Answered(setup, ringing.call().ringingAt(), at);
        long session = Math.max(0, response.envelope().sessionExpires());
        var answered = new TrackedCall.Answered(
                call, ringing.attempt(), at, session, null, AnsweredPhase.deadline(times, receivedAt, session));
        var events = new ArrayList<CallEvent>(List.of(new CallEvent.Answered(call, receivedAt)));
        EarlyBye bye = ringing.earlyBye();
        if (bye == null || !Objects.equals(bye.calleeTag(), setup.toTag())) {
            return new Transition(answered, List.copyOf(events));
        }
        Transition ended = AnsweredPhase.end(times, answered, Ending.answered(bye.at(), bye.by()), receivedAt);
        events.addAll(ended.events());
        return new Transition(ended.after(), List.copyOf(events));
    }

    private Ringing expecting(Ringing ringing, Ending ending, boolean mayRetry, CallMessage message) {
        return new Ringing(
                ringing.call(),
                ringing.attempt(),
                ending,
                mayRetry,
                ringing.earlyBye(),
                message.capture().receivedAt().plus(times.transaction()));
    }

    private Transition end(Ringing ringing, Ending ending, Instant receivedAt) {
        var call = new Call.Ended(
                ringing.call().setup(),
                ringing.call().ringingAt(),
                null,
                later(ending.at(), ringing.call().setup().startedAt()),
                ending.outcome(),
                ending.endedBy(),
                ending.status());
        var ended = new TrackedCall.Ended(call, ringing.attempt().cseq(), receivedAt.plus(times.linger()));
        return Transition.to(ended, new CallEvent.Ended(call, receivedAt));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
