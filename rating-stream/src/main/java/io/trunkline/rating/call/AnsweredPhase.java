package io.trunkline.rating.call;

import static java.util.Objects.requireNonNullElse;

import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.EndedBy;
import io.trunkline.protocol.sip.SipMethod;
import io.trunkline.rating.call.TrackedCall.Answered;
import io.trunkline.rating.message.CallMessage;
import io.trunkline.rating.message.CallMessage.Invite;
import io.trunkline.rating.message.CallMessage.Request;
import io.trunkline.rating.message.CallMessage.Response;
import io.trunkline.rating.message.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** From the 2xx to INVITE until the end. */
final class AnsweredPhase {

    private final CallTimes times;

    AnsweredPhase(CallTimes times) {
        this.times = times;
    }

    Transition on(Answered answered, CallMessage message) {
        if (message instanceof Response response && isLateRinging(answered, response)) {
            return Transition.to(rangBefore(answered, message.capture().at()));
        }
        if (!isWithinDialog(answered.call().setup(), message.envelope())) {
            // A fork's other 2xx, the BYE that ends it, a CANCEL to another fork, a late copy of the INVITE.
            return Transition.to(answered);
        }
        return switch (message) {
            case Invite late -> Transition.to(answered);
            case Request request when (request.envelope().method() == SipMethod.BYE) -> onBye(answered, request);
            case Request request when (request.envelope().method() == SipMethod.CANCEL) -> Transition.to(answered);
            case Request request -> Transition.to(alive(answered, request));
            case Response response
            when (response.envelope().method() == SipMethod.BYE) -> Transition.to(byeWasAnswered(answered, response));
            case Response response -> Transition.to(alive(answered, response));
        };
    }

    /** The session timer or the longest call ran out without a BYE: it lasted to its last sign of life. */
    Transition expire(Answered answered) {
        Ending ending = requireNonNullElse(answered.expected(), Ending.answered(answered.lastSignAt(), EndedBy.NO_BYE));
        return end(times, answered, ending, answered.deadline());
    }

    /** RFC 3261, 15.1: the first BYE ends the session, whatever is answered to it. */
    private Transition onBye(Answered answered, Request bye) {
        Ending ending = Ending.answered(bye.capture().at(), sender(answered, bye));
        return end(times, answered, ending, bye.capture().receivedAt());
    }

    private static EndedBy sender(Answered answered, CallMessage bye) {
        boolean request = bye instanceof Request;
        if (request && answered.attempt().isPlatform(bye.capture().source())) {
            return EndedBy.PLATFORM;
        }
        boolean callers =
                Objects.equals(bye.envelope().fromTag(), answered.call().setup().fromTag());
        return callers ? EndedBy.CALLER : EndedBy.CALLEE;
    }

    /** RFC 3261, 15.1.1: an answer to a BYE, even 481 or 408, proves that one was sent; it may only be late. */
    private Answered byeWasAnswered(Answered answered, Response response) {
        if (response.status() < 200 || answered.expected() != null) {
            return answered;
        }
        return new Answered(
                answered.call(),
                answered.attempt(),
                answered.lastSignAt(),
                answered.sessionSeconds(),
                Ending.answered(response.capture().at(), sender(answered, response)),
                response.capture().receivedAt().plus(times.reordering()));
    }

    /** Any message within the dialog says that it lives; a 2xx with Session-Expires renews it (RFC 4028, 7.2 and 10). */
    private Answered alive(Answered answered, CallMessage message) {
        Instant at = message.capture().at();
        boolean renews = message instanceof Response response
                && response.status() / 100 == 2
                && (message.envelope().method() == SipMethod.INVITE
                        || message.envelope().method() == SipMethod.UPDATE);
        long session = renews ? Math.max(0, message.envelope().sessionExpires()) : answered.sessionSeconds();
        boolean moves = renews && answered.expected() == null && (session > 0 || answered.sessionSeconds() > 0);
        return new Answered(
                answered.call(),
                answered.attempt(),
                at.isAfter(answered.lastSignAt()) ? at : answered.lastSignAt(),
                session,
                answered.expected(),
                moves ? deadline(times, message.capture().receivedAt(), session) : answered.deadline());
    }

    private static boolean isLateRinging(Answered answered, Response response) {
        Instant known = answered.call().ringingAt();
        Instant at = response.capture().at();
        return (response.status() == 180 || response.status() == 183)
                && response.envelope().method() == SipMethod.INVITE
                && response.envelope().cseq() == answered.attempt().cseq()
                && at.isBefore(answered.call().answeredAt())
                && (known == null || at.isBefore(known));
    }

    private static Answered rangBefore(Answered answered, Instant at) {
        var call =
                new Call.Answered(answered.call().setup(), at, answered.call().answeredAt());
        return new Answered(
                call,
                answered.attempt(),
                answered.lastSignAt(),
                answered.sessionSeconds(),
                answered.expected(),
                answered.deadline());
    }

    /** RFC 3261, 12: a dialog is its Call-ID and both tags; in whichever direction. */
    private static boolean isWithinDialog(CallSetup setup, Envelope envelope) {
        return isPair(setup, envelope.fromTag(), envelope.toTag())
                || isPair(setup, envelope.toTag(), envelope.fromTag());
    }

    private static boolean isPair(CallSetup setup, String caller, String callee) {
        return Objects.equals(setup.fromTag(), caller) && Objects.equals(setup.toTag(), callee);
    }

    static Instant deadline(CallTimes times, Instant receivedAt, long sessionSeconds) {
        Duration session = Duration.ofSeconds(sessionSeconds).plus(times.transaction());
        boolean timed = sessionSeconds > 0 && session.compareTo(times.longestCall()) < 0;
        return receivedAt.plus(timed ? session : times.longestCall());
    }

    static Transition end(CallTimes times, Answered answered, Ending ending, Instant receivedAt) {
        Instant answeredAt = answered.call().answeredAt();
        var call = new Call.Ended(
                answered.call().setup(),
                answered.call().ringingAt(),
                answeredAt,
                ending.at().isBefore(answeredAt) ? answeredAt : ending.at(),
                ending.outcome(),
                ending.endedBy(),
                ending.status());
        var ended = new TrackedCall.Ended(call, answered.attempt().cseq(), receivedAt.plus(times.linger()));
        return Transition.to(ended, new CallEvent.Ended(call, receivedAt));
    }
}
