package io.trunkline.rating.call;

import io.trunkline.customers.Customers;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.sip.SipMethod;
import io.trunkline.rating.message.CallMessage;
import io.trunkline.rating.message.CallMessage.Invite;
import io.trunkline.rating.message.CallMessage.Request;
import io.trunkline.rating.message.CallMessage.Response;
import io.trunkline.rating.message.Capture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The life of a call as a passive observer sees it, by RFC 3261.
 *
 * <pre>
 *              INVITE                2xx to INVITE            BYE, session timer, longest call
 *   unknown ───────────▶ ringing ──────────────────▶ answered ───────────────────────────────▶ ended
 *      ▲                    │ failure to the caller, CANCEL, longest ringing                     ▲ │
 *      │                    └────────────────────────────────────────────────────────────────────┘ │
 *      └───────────────────────────────────── linger ──────────────────────────────────────────────┘
 * </pre>
 *
 * <p>Every message may come several times, from both sides of a proxy, late, or before one that was sent
 * earlier. A message that does not fit changes nothing. Not bound to a thread; keeps nothing itself.
 */
final class CallTracker {

    /** Messages that are kept for an INVITE that has not come; more are not believed. */
    private static final int MOST_HELD = 16;

    private static final int TRYING = 100;

    private final CallTimes times;
    private final Customers customers;
    private final RingingPhase ringing;
    private final AnsweredPhase answered;

    CallTracker(CallTimes times, Customers customers) {
        this.times = times;
        this.customers = customers;
        this.ringing = new RingingPhase(times, customers);
        this.answered = new AnsweredPhase(times);
    }

    /** What a message makes of a call; the same call when nothing. */
    Transition on(TrackedCall before, CallMessage message) {
        if (mayNotTouch(before, message)) {
            return Transition.to(before);
        }
        return switch (before) {
            case TrackedCall.Unknown unknown -> onUnknown(unknown, message);
            case TrackedCall.Ringing call -> ringing.on(call, message);
            case TrackedCall.Answered call -> answered.on(call, message);
            case TrackedCall.Ended call -> onEnded(call, message);
        };
    }

    /** What becomes of a call whose deadline has come. */
    Transition expire(TrackedCall before) {
        return switch (before) {
            case TrackedCall.Unknown unknown -> Transition.to(TrackedCall.Unknown.NOTHING);
            case TrackedCall.Ringing call -> ringing.expire(call);
            case TrackedCall.Answered call -> answered.expire(call);
            case TrackedCall.Ended call -> Transition.to(TrackedCall.Unknown.NOTHING);
        };
    }

    /** Signalling of an agent that may not bill changes no call that another agent's signalling made. */
    private static boolean mayNotTouch(TrackedCall before, CallMessage message) {
        return !message.capture().mayBill()
                && before.visible()
                        .map(Call::setup)
                        .filter(setup -> setup.mayBill())
                        .isPresent();
    }

    private Transition onUnknown(TrackedCall.Unknown unknown, CallMessage message) {
        return switch (message) {
            case Invite invite -> start(invite, unknown.held());
            case Request request -> {
                SipMethod method = request.envelope().method();
                yield method == SipMethod.BYE || method == SipMethod.CANCEL
                        ? hold(unknown, request)
                        : Transition.to(unknown);
            }
            case Response response ->
                response.envelope().method() == SipMethod.INVITE && response.status() > TRYING
                        ? hold(unknown, response)
                        : Transition.to(unknown);
        };
    }

    /** Packets of one call overtake each other between capture points: what comes before its INVITE waits a little. */
    private Transition hold(TrackedCall.Unknown unknown, CallMessage message) {
        if (unknown.held().size() == MOST_HELD) {
            return Transition.to(unknown);
        }
        var held = new ArrayList<>(unknown.held());
        held.add(message);
        Instant deadline =
                unknown.held().isEmpty() ? message.capture().receivedAt().plus(times.reordering()) : unknown.deadline();
        return Transition.to(new TrackedCall.Unknown(held, deadline));
    }

    /** RFC 3261, 8.1.1 and 12.1: a request without a tag in its To is outside of any dialog, and starts a call. */
    private Transition start(Invite invite, List<CallMessage> overtook) {
        Capture capture = invite.capture();
        var call = new Call.Ringing(Setups.of(invite, capture.at(), customers), null);
        TrackedCall state = new TrackedCall.Ringing(
                call,
                Setups.attempt(invite),
                null,
                false,
                null,
                capture.receivedAt().plus(times.longestRinging()));
        var events = new ArrayList<CallEvent>();
        var inOrder = overtook.stream()
                .sorted(Comparator.comparing(message -> message.capture().at()))
                .toList();
        for (CallMessage message : inOrder) {
            Transition step = on(state, message);
            state = step.after();
            events.addAll(step.events());
        }
        return new Transition(state, List.copyOf(events));
    }

    /** RFC 3261, 8.1.1.4 and 22.2: a new INVITE with a higher CSeq after the end is another call; all else is late. */
    private Transition onEnded(TrackedCall.Ended ended, CallMessage message) {
        if (message instanceof Invite invite && invite.envelope().cseq() > ended.cseq()) {
            return start(invite, List.of());
        }
        return Transition.to(ended);
    }
}
