package io.trunkline.rating.call;

import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.rating.deadline.Deadlines;
import io.trunkline.rating.message.CallMessage.Response;
import io.trunkline.rating.message.Capture;
import io.trunkline.rating.message.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that is kept of a call between two of its messages. */
sealed interface TrackedCall permits Unknown, TrackedCall.Ringing, TrackedCall.Answered, TrackedCall.Ended {

    /** When {@link CallTracker#expire} is due, by the collector's clock. */
    Instant deadline();

    /** The call as others see it; empty while no INVITE was seen. */
    default Optional<Call> visible() {
        return Optional.empty();
    }

    /** The INVITE by which the caller calls; empty when there was none, and on a leg that the platform makes. */
    default Optional<Attempt> callersInvite() {
        return Optional.empty();
    }

    /** All INVITEs of its leg. */
    default Attempts attempts() {
        return Attempts.NONE;
    }

    /** Tags of the called side of its dialogs; empty before an answer. */
    default List<String> dialogs() {
        return List.of();
    }

    /**
     * Whether a message is of one of its INVITEs, or of one of which those were made, or within one of its dialogs: nobody
     * else's, then.
     */
    default boolean claims(Envelope envelope) {
        List<String> dialogs = dialogs();
        return attempts().with(envelope).isPresent()
                || attempts().areMadeOf(envelope)
                || dialogs.contains(Leg.tag(envelope.toTag()))
                || dialogs.contains(Leg.tag(envelope.fromTag()));
    }

    /**
     * Not answered yet.
     *
     * @param call as others see it
     * @param attempts the INVITEs of its leg
     * @param ofPlatform whether the platform made it
     * @param held responses that wait for one nearer to the caller, or for an INVITE that they overtook
     * @param heldUntil how long they wait, by the collector's clock; {@link Deadlines#NEVER} when there are none
     * @param expected how it ends when nothing more comes before the deadline; null when only a time-out can end it
     * @param mayRetry whether the caller was challenged or redirected and is expected to try again
     * @param byes those that came before any 2xx
     * @param giveUpAt when it is given up, by the collector's clock
     * @param hidden when its answer or its end may have passed unseen, and nobody has said yet whether it rings; null of most
     * @param belated whether an INVITE of its leg with a higher CSeq was seen before it: without any answer it is only a late
     *     copy of one that was followed
     */
    record Ringing(
            Call.Ringing call,
            Attempts attempts,
            boolean ofPlatform,
            List<Response> held,
            Instant heldUntil,
            Ending expected,
            boolean mayRetry,
            Byes byes,
            Instant giveUpAt,
            HiddenTime hidden,
            boolean belated)
            implements TrackedCall {

        /** More are not believed. */
        static final int MOST_HELD = 8;

        /** Takes an unmodifiable copy of the messages. */
        public Ringing {
            held = List.copyOf(held);
        }

        static Ringing of(Call.Ringing call, Attempts attempts, boolean ofPlatform, Instant giveUpAt) {
            return new Ringing(
                    call,
                    attempts,
                    ofPlatform,
                    List.of(),
                    Deadlines.NEVER,
                    null,
                    false,
                    Byes.NONE,
                    giveUpAt,
                    null,
                    false);
        }

        CallSetup setup() {
            return call.setup();
        }

        /** The same of an INVITE that may only be late. */
        Ringing belated(boolean late) {
            return new Ringing(
                    call, attempts, ofPlatform, held, heldUntil, expected, mayRetry, byes, giveUpAt, hidden, late);
        }

        /** A call that seemed to be over rings again. */
        static Ringing again(Ended ended) {
            return new Ringing(
                    new Call.Ringing(ended.call().setup(), ended.call().ringingAt()),
                    ended.attempts(),
                    ended.callers() == null,
                    List.of(),
                    Deadlines.NEVER,
                    null,
                    false,
                    Byes.NONE,
                    ended.deadline(),
                    null,
                    false);
        }

        Ringing with(CallSetup setup) {
            return with(new Call.Ringing(setup, call.ringingAt()));
        }

        Ringing with(CallSetup setup, boolean byPlatform) {
            return new Ringing(
                    new Call.Ringing(setup, call.ringingAt()),
                    attempts,
                    byPlatform,
                    held,
                    heldUntil,
                    expected,
                    mayRetry,
                    byes,
                    giveUpAt,
                    hidden,
                    belated);
        }

        Ringing with(Call.Ringing other) {
            return new Ringing(
                    other, attempts, ofPlatform, held, heldUntil, expected, mayRetry, byes, giveUpAt, hidden, belated);
        }

        Ringing with(Attempts others) {
            return new Ringing(
                    call, others, ofPlatform, held, heldUntil, expected, mayRetry, byes, giveUpAt, hidden, belated);
        }

        Ringing with(Byes others) {
            return new Ringing(
                    call, attempts, ofPlatform, held, heldUntil, expected, mayRetry, others, giveUpAt, hidden, belated);
        }

        Ringing expecting(Ending ending, boolean retry, Instant until) {
            return new Ringing(
                    call, attempts, ofPlatform, held, heldUntil, ending, retry, byes, until, hidden, belated);
        }

        /** Some of its messages may be missing; none any more with null. */
        Ringing hidden(HiddenTime time) {
            return new Ringing(
                    call, attempts, ofPlatform, held, heldUntil, expected, mayRetry, byes, giveUpAt, time, belated);
        }

        Ringing until(Instant other) {
            return new Ringing(
                    call, attempts, ofPlatform, held, heldUntil, expected, mayRetry, byes, other, hidden, belated);
        }

        /**
         * RFC 3261, 17.2.1: after a 2xx there is no failure. One that passed after the 2xx, and overtook it on its way here, is a
         * lie. A copy of an INVITE whose original was not seen still waits for what comes after its failure.
         */
        boolean isAnsweredBeforeItsFailure(Attempt attempt, Response response) {
            return response.status() / 100 == 2
                    && attempt.hops() > 1
                    && expected != null
                    && !attempts.isSentOn(attempt)
                    && attempts.at(response.capture()).isBefore(expected.at());
        }

        Ringing holding(Response response, Instant until) {
            if (held.size() == MOST_HELD || held.contains(response)) {
                return this;
            }
            var more = new ArrayList<>(held);
            more.add(response);
            return new Ringing(
                    call,
                    attempts,
                    ofPlatform,
                    more,
                    held.isEmpty() ? until : heldUntil,
                    expected,
                    mayRetry,
                    byes,
                    giveUpAt,
                    hidden,
                    belated);
        }

        Ringing holdingNothing() {
            return held.isEmpty() ? this : holding(List.of(), Deadlines.NEVER);
        }

        /** Those that have waited long enough when the first of them has. */
        List<Response> overdue(Duration wait) {
            return held.stream()
                    .filter(response ->
                            !response.capture().receivedAt().plus(wait).isAfter(heldUntil))
                    .toList();
        }

        /** Without those that have waited long enough. */
        Ringing withoutOverdue(Duration wait) {
            var left = new ArrayList<>(held);
            left.removeAll(overdue(wait));
            return left.isEmpty()
                    ? holdingNothing()
                    : holding(left, left.getFirst().capture().receivedAt().plus(wait));
        }

        private Ringing holding(List<Response> others, Instant until) {
            return new Ringing(
                    call, attempts, ofPlatform, others, until, expected, mayRetry, byes, giveUpAt, hidden, belated);
        }

        @Override
        public Instant deadline() {
            return heldUntil.isBefore(giveUpAt) ? heldUntil : giveUpAt;
        }

        @Override
        public Optional<Call> visible() {
            return Optional.of(call);
        }

        @Override
        public Optional<Attempt> callersInvite() {
            return ofPlatform ? Optional.empty() : Optional.of(attempts.foremost());
        }
    }

    /**
     * Answered.
     *
     * @param call as others see it
     * @param attempts the INVITEs of its leg
     * @param answered the one that was answered
     * @param ofPlatform whether the platform made it
     * @param answer where and when the 2xx was seen
     * @param lastSign of life within its dialogs, as far as it was written down
     * @param open tags of the called side of the dialogs that are up: one, and more where several forks answered
     * @param closed tags of those that were
     * @param byes of the open dialogs, and of some whose 2xx they may have overtaken
     * @param lastBye the last one that ended a closed dialog; null while none is closed
     * @param giveUpAt when its session timer or the longest call runs out, by the collector's clock
     * @param asked who wanted it ended; null when nobody did
     * @param answerUnseen whether the 2xx was not captured, and the switch said that it is answered
     */
    record Answered(
            Call.Answered call,
            Attempts attempts,
            Attempt answered,
            boolean ofPlatform,
            Capture answer,
            Capture lastSign,
            List<String> open,
            List<String> closed,
            Byes byes,
            Bye lastBye,
            Instant giveUpAt,
            EndAsked asked,
            boolean answerUnseen)
            implements TrackedCall {

        /** Takes unmodifiable copies. */
        public Answered {
            open = List.copyOf(open);
            closed = List.copyOf(closed);
        }

        CallSetup setup() {
            return call.setup();
        }

        Answered with(Call.Answered other) {
            return copy(other, attempts, byes, asked);
        }

        Answered with(Attempts others) {
            return copy(call, others, byes, asked);
        }

        Answered with(Byes others) {
            return copy(call, attempts, others, asked);
        }

        Answered alive(Capture sign, Instant until) {
            return new Answered(
                    call,
                    attempts,
                    answered,
                    ofPlatform,
                    answer,
                    sign,
                    open,
                    closed,
                    byes,
                    lastBye,
                    until,
                    asked,
                    answerUnseen);
        }

        /** Whether an end at a moment is what an operator asked for. */
        boolean isEndAskedFor(Instant at) {
            return asked != null && asked.isObeyedAt(at);
        }

        Answered asked(EndAsked order) {
            return copy(call, attempts, byes, order);
        }

        private Answered copy(Call.Answered otherCall, Attempts others, Byes otherByes, EndAsked order) {
            return new Answered(
                    otherCall,
                    others,
                    answered,
                    ofPlatform,
                    answer,
                    lastSign,
                    open,
                    closed,
                    otherByes,
                    lastBye,
                    giveUpAt,
                    order,
                    answerUnseen);
        }

        @Override
        public List<String> dialogs() {
            var all = new ArrayList<>(open);
            all.addAll(closed);
            return all;
        }

        Answered and(String dialog) {
            var more = new ArrayList<>(open);
            more.add(dialog);
            return new Answered(
                    call,
                    attempts,
                    answered,
                    ofPlatform,
                    answer,
                    lastSign,
                    more,
                    closed,
                    byes,
                    lastBye,
                    giveUpAt,
                    asked,
                    answerUnseen);
        }

        /** Without the dialog that a BYE has ended; the call goes on in another. The dialog has lived until then. */
        Answered without(Bye bye) {
            String dialog = bye.dialog();
            var left = new ArrayList<>(open);
            left.remove(dialog);
            var over = new ArrayList<>(closed);
            over.add(dialog);
            CallSetup setup = left.isEmpty() ? setup() : setup().towards(left.getFirst());
            return new Answered(
                    call.with(setup),
                    attempts,
                    answered,
                    ofPlatform,
                    answer,
                    Spacing.later(lastSign, bye.capture()),
                    left,
                    over,
                    byes.only(each -> !each.dialog().equals(dialog)),
                    bye.orLater(lastBye),
                    giveUpAt,
                    asked,
                    answerUnseen);
        }

        @Override
        public Instant deadline() {
            Instant due = byes.due(open);
            return due.isBefore(giveUpAt) ? due : giveUpAt;
        }

        @Override
        public Optional<Call> visible() {
            return Optional.of(call);
        }

        @Override
        public Optional<Attempt> callersInvite() {
            return ofPlatform ? Optional.empty() : Optional.of(answered);
        }
    }

    /**
     * Over; late messages find it and change nothing.
     *
     * @param call as others see it
     * @param attempts the INVITEs of its leg
     * @param callers the one by which the caller called; null on a leg that the platform made
     * @param dialogs tags of the called side of its dialogs; empty when it was not answered
     */
    record Ended(Call.Ended call, Attempts attempts, Attempt callers, List<String> dialogs, Instant deadline)
            implements TrackedCall {

        /** Takes an unmodifiable copy. */
        public Ended {
            dialogs = List.copyOf(dialogs);
        }

        Ended with(Attempts others) {
            return new Ended(call, others, callers, dialogs, deadline);
        }

        Ended until(Instant other) {
            return other.isAfter(deadline) ? new Ended(call, attempts, callers, dialogs, other) : this;
        }

        boolean wasAnswered() {
            return call.answeredAt() != null;
        }

        @Override
        public Optional<Call> visible() {
            return Optional.of(call);
        }

        @Override
        public Optional<Attempt> callersInvite() {
            return Optional.ofNullable(callers);
        }
    }
}
