package io.trunkline.rating.call;

import io.trunkline.protocol.dialog.Hop;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CaptureGap;
import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.Cause.By;
import io.trunkline.protocol.event.EndCallOrder;
import io.trunkline.protocol.sip.SipMethod;
import io.trunkline.rating.call.TrackedCall.Answered;
import io.trunkline.rating.message.CallMessage;
import io.trunkline.rating.message.CallMessage.Invite;
import io.trunkline.rating.message.CallMessage.Request;
import io.trunkline.rating.message.CallMessage.Response;
import io.trunkline.rating.message.Capture;
import io.trunkline.rating.message.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** From the 2xx to INVITE until the end. */
final class AnsweredPhase {

    /** RFC 4028, 5: no session timer is shorter. What says so is wrong or lies. */
    private static final long SHORTEST_SESSION_SECONDS = 90;

    /** More forks than this do not answer one call. */
    private static final int MOST_DIALOGS = 8;

    private final CallTimes times;
    private final Platform platform;

    AnsweredPhase(CallTimes times, Platform platform) {
        this.times = times;
        this.platform = platform;
    }

    /**
     * What a message makes of it.
     *
     * @param waited whether the message has waited for what it may have overtaken, and nothing came
     */
    Transition on(Answered answered, CallMessage message, boolean waited) {
        return switch (message) {
            case Invite invite -> onInvite(answered, Attempt.of(invite));
            case Request request -> onRequest(answered, request);
            case Response response
            when (response.envelope().method() == SipMethod.BYE) -> onByeAnswer(answered, response, waited);
            case Response response -> onResponse(answered, response, waited);
        };
    }

    /**
     * An INVITE outside of the dialog: seen before or sent on by the platform, and late; sent before the answer, and late
     * itself, so that it may yet be answered beside; or another call (RFC 3261, 8.1.1.4 and 22.2).
     */
    private static Transition onInvite(Answered answered, Attempt attempt) {
        Attempts attempts = answered.attempts();
        if (attempts.knows(attempt) || attempts.isSurelySentOn(attempt)) {
            return Transition.to(answered);
        }
        return Spacing.between(answered.answer(), attempt.capture()).isNegative()
                ? Transition.to(answered.with(attempts.and(attempt)))
                : Transition.stray(answered);
    }

    private Transition onRequest(Answered answered, Request request) {
        Envelope envelope = request.envelope();
        if (envelope.method() == SipMethod.CANCEL && envelope.toTag() == null) {
            return answered.attempts().with(envelope).isPresent()
                    ? Transition.to(answered)
                    : Transition.stray(answered);
        }
        Optional<String> dialog = dialog(answered, envelope);
        if (dialog.isEmpty()) {
            return Transition.stray(answered);
        }
        if (!answered.open().contains(dialog.get())) {
            return Transition.to(answered);
        }
        return envelope.method() == SipMethod.BYE ? onBye(answered, request) : living(answered, request);
    }

    /** RFC 3261, 12: a dialog is its Call-ID and both tags, in whichever direction. Gives the called side's tag. */
    private static Optional<String> dialog(Answered answered, Envelope envelope) {
        String callers = answered.setup().fromTag();
        String tag = Leg.tag(Objects.equals(callers, envelope.fromTag()) ? envelope.toTag() : envelope.fromTag());
        return Leg.bears(answered.setup(), envelope)
                        && (answered.open().contains(tag) || answered.closed().contains(tag))
                ? Optional.of(tag)
                : Optional.empty();
    }

    private Transition onResponse(Answered answered, Response response, boolean waited) {
        Envelope envelope = response.envelope();
        Attempts attempts = answered.attempts();
        Optional<Attempt> found = envelope.method() == SipMethod.INVITE && Leg.isCallers(answered.setup(), envelope)
                ? attempts.with(envelope)
                : Optional.empty();
        if (found.isPresent()) {
            return onResponse(answered, found.get(), response, waited);
        }
        // RFC 3261, 16.7: the proxy takes its own Via off and sends it on; the INVITE of that hop was not captured.
        if (envelope.method() == SipMethod.INVITE && answered.answered().isMadeOf(envelope)) {
            return Transition.to(answered);
        }
        if (dialog(answered, envelope).isEmpty()) {
            return Transition.stray(answered);
        }
        return isCallersOwnWord(answered, response) ? Transition.stray(answered) : living(answered, response);
    }

    /** RFC 3261, 17.1.3: nobody answers his own request. */
    private static boolean isCallersOwnWord(Answered answered, Response response) {
        Hop way = response.capture().hop();
        Hop callers = answered.answered().hop();
        // What was answered is a proxy's copy where the caller's own was not captured, and the proxy sends answers on.
        return answered.answered().hops() <= 1
                && Leg.isCallers(answered.setup(), response.envelope())
                && !way.mayAnswer(callers)
                && way.isAlong(callers);
    }

    /** A response to one of the INVITEs with which the leg began. */
    private Transition onResponse(Answered answered, Attempt attempt, Response response, boolean waited) {
        if (!answered.attempts().mayAnswer(response.capture().hop(), attempt)) {
            return Transition.stray(answered);
        }
        if (response.status() < 200) {
            return Transition.to(rangBefore(answered, response));
        }
        String tag = Leg.tag(response.envelope().toTag());
        boolean known = answered.open().contains(tag) || answered.closed().contains(tag);
        if (known || attempt.refused()) {
            return Transition.to(answered);
        }
        if (response.status() >= 300) {
            return Transition.to(answered.with(answered.attempts().replaced(attempt, attempt.asRefused())));
        }
        if (isFork(answered, attempt)) {
            // RFC 3261, 13.2.2.4: another fork answered too. It is no second call; the caller ends one of the two, and
            // the call goes on in the other. 16.7: a proxy passes every 2xx on, so it is enough to see it on a farther
            // hop; and after 64 × T1 a caller looks for no more.
            boolean room = answered.open().size() + answered.closed().size() < MOST_DIALOGS;
            boolean inTime =
                    Spacing.between(answered.answer(), response.capture()).compareTo(times.transaction()) < 0;
            return room && inTime ? alsoAnswered(answered, tag, response.capture()) : Transition.to(answered);
        }
        if (answered.attempts().isSurelySentOn(attempt)) {
            return Transition.to(answered);
        }
        // Its Via values say that it was made of the call's own, and it comes from somebody else: if so, its 2xx goes
        // on
        // to the caller. Anybody can write Via values: if it does not, it is another call.
        boolean maySeemSo = answered.answered().mayLeadTo(attempt)
                && !Hop.sameHost(
                        answered.answered().capture().source(),
                        attempt.capture().source());
        return maySeemSo && !waited
                ? Transition.stray(answered)
                : Transition.split(answered.with(answered.attempts().without(attempt)), attempt);
    }

    private Transition alsoAnswered(Answered answered, String dialog, Capture answer) {
        Byes byes = answered.byes().ofAnswered(List.of(dialog), answer, times.transaction());
        return settle(answered.and(dialog).with(byes), answer.receivedAt());
    }

    /**
     * Whether an INVITE is of the call: the one that was answered, or a copy of it that a proxy made. Via values alone say
     * so where one between the two was not captured, or the one of which both were made: but what a caller sends himself is
     * another call, whatever he writes into it. His comes from no address of the platform; where nobody said which those
     * are, it is one that the platform has sent on.
     */
    private boolean isFork(Answered answered, Attempt attempt) {
        Attempt first = answered.answered();
        if (attempt.isSameAs(first) || first.leadsTo(attempt)) {
            return true;
        }
        boolean callers = platform.isKnown()
                ? !platform.has(attempt.capture().source())
                : answered.attempts().surelyWentOn(attempt);
        return !callers && (first.mayLeadTo(attempt) || areCopiesOfOne(first, attempt));
    }

    private static boolean areCopiesOfOne(Attempt first, Attempt attempt) {
        return attempt.cseq() == first.cseq()
                && attempt.hops() > 1
                && first.hops() > 1
                && attempt.vias().subList(1, attempt.hops()).equals(first.vias().subList(1, first.hops()))
                && attempt.maxForwards() == first.maxForwards()
                && Hop.sameHost(attempt.capture().source(), first.capture().source());
    }

    private static Answered rangBefore(Answered answered, Response response) {
        Instant known = answered.call().ringingAt();
        Instant at = answered.call().answeredAt().plus(Spacing.between(answered.answer(), response.capture()));
        boolean rang = (response.status() == 180 || response.status() == 183)
                && at.isBefore(answered.call().answeredAt())
                && (known == null || at.isBefore(known));
        return rang ? answered.with(answered.call().rangAt(at)) : answered;
    }

    /** RFC 3261, 15.1: a BYE within the dialog ends it, unless it is refused; that its answer says. */
    private Transition onBye(Answered answered, Request request) {
        boolean callers = Leg.isCallers(answered.setup(), request.envelope());
        Instant receivedAt = request.capture().receivedAt();
        Instant due = receivedAt.plus(times.transaction());
        Byes byes = answered.byes();
        Byes after = byes.find(bye -> bye.isOf(request, callers))
                .map(bye -> byes.replaced(bye, bye.seenAgain(request, due)))
                .orElseGet(() -> byes.and(Bye.sent(request, callers, due), answered.open()));
        return settle(answered.with(after), receivedAt);
    }

    /**
     * RFC 3261, 15.1.1: 2xx, 408 and 481 end the dialog, as no answer does. An answer to a BYE that was not seen proves
     * that one was sent when the platform passes it on: either side alone could send it to the platform. Any other may have
     * overtaken its BYE.
     */
    private Transition onByeAnswer(Answered answered, Response response, boolean waited) {
        if (dialog(answered, response.envelope())
                .filter(answered.open()::contains)
                .isEmpty()) {
            return dialog(answered, response.envelope()).isPresent()
                    ? Transition.to(answered)
                    : Transition.stray(answered);
        }
        boolean callers = Leg.isCallers(answered.setup(), response.envelope());
        Instant receivedAt = response.capture().receivedAt();
        Byes byes = answered.byes();
        Optional<Bye> known = byes.find(bye -> bye.isOf(response, callers));
        if (known.filter(Bye::isSeen).isPresent()) {
            return known.get().isAnsweredBy(response)
                    ? settle(
                            answered.with(byes.replaced(known.get(), known.get().with(response))), receivedAt)
                    : waits(answered, waited);
        }
        if (!answered.attempts().isFromPlatform(response.capture().hop())) {
            return waits(answered, waited);
        }
        Byes after = known.isPresent()
                ? byes
                : byes.and(Bye.answered(response, callers, receivedAt.plus(times.reordering())), answered.open());
        return Transition.to(answered.with(after));
    }

    private static Transition waits(Answered answered, boolean waited) {
        return waited ? Transition.to(answered) : Transition.stray(answered);
    }

    /** Ends the dialogs whose BYE counts by now, and with the last of them the call. */
    Transition settle(Answered answered, Instant now) {
        Answered left = answered;
        for (String dialog : answered.open()) {
            Optional<Bye> bye = left.byes().ending(dialog, now);
            if (bye.isPresent() && left.open().size() == 1) {
                Instant until = bye.get().capture().receivedAt().plus(times.reordering());
                return mayBeAnsweredBeside(left, bye.get()) && now.isBefore(until)
                        ? Transition.to(left.with(
                                left.byes().replaced(bye.get(), bye.get().due(until))))
                        : end(left, bye.get().orLater(left.lastBye()), now);
            }
            left = bye.isPresent()
                    ? left.without(bye.get())
                    : left.with(left.byes().awaitingFirst(dialog, now));
        }
        return Transition.to(left);
    }

    /**
     * Whether another fork's 2xx may be on its way here, overtaken by the BYE: one of the devices to which the INVITE went
     * has neither failed nor answered. Where nobody saw to which it went, a caller who hangs up as soon as he is answered
     * may have been answered twice (RFC 3261, 13.2.2.4).
     */
    private boolean mayBeAnsweredBeside(Answered answered, Bye bye) {
        Attempts attempts = answered.attempts();
        Duration talk = Spacing.between(answered.answer(), bye.capture());
        boolean atOnce = !talk.isNegative() && talk.compareTo(times.reordering()) < 0;
        if (atOnce && bye.byCaller() && !attempts.wentOn(answered.answered())) {
            return true;
        }
        int dialogs = answered.open().size() + answered.closed().size();
        int devices = 0;
        for (Attempt attempt : attempts.all()) {
            devices += !attempt.refused() && !attempts.wentOn(attempt) && isFork(answered, attempt) ? 1 : 0;
        }
        return devices > dialogs;
    }

    /** The session timer or the longest call ran out without a BYE: it lasted to its last sign of life. */
    Transition expire(Answered answered) {
        Instant now = answered.deadline();
        if (now.isBefore(answered.giveUpAt())) {
            return settle(answered, now);
        }
        return endUnseen(answered, now);
    }

    /** It is over, and no BYE was seen: it lasted to its last sign of life, or until a gap in the capture began. */
    private Transition endUnseen(Answered answered, Instant now) {
        Spacing.Talk talk = Spacing.talk(answered.answer(), answered.lastSign());
        Instant lastSignAt = endedAt(answered, talk);
        Instant knownUntil = answered.call().uncertainSince();
        boolean inGap = knownUntil != null && knownUntil.isAfter(lastSignAt);
        Cause cause = answered.isEndAskedFor(now)
                ? Causes.closed(answered.asked(), inGap ? knownUntil : lastSignAt)
                : inGap ? Causes.lostInGap(knownUntil) : Causes.noBye(lastSignAt);
        return end(answered, Ending.answered(cause, talk.skewed()), now);
    }

    /**
     * Of a time in which its agent's messages may be missing: a BYE may have passed unseen. Until the gap began it was
     * surely up, or until its last sign of life, if that was later. No other agent's messages are counted upon.
     */
    static Transition doubt(Answered answered, CaptureGap gap) {
        boolean hidden = gap.agents().contains(answered.answer().agent())
                && answered.answer().receivedAt().isBefore(gap.until())
                && answered.lastSign().receivedAt().isBefore(gap.until());
        if (!hidden || answered.call().uncertainSince() != null) {
            return Transition.to(answered);
        }
        Duration known = Duration.between(
                answered.answer().passedAt(),
                later(gap.from(), answered.lastSign().passedAt()));
        Instant knownUntil =
                later(answered.call().answeredAt().plus(known), answered.call().answeredAt());
        return revised(answered.with(answered.call().uncertainSince(knownUntil)), gap.until());
    }

    /**
     * The switch was asked for a call that is uncertain. One that it has is up. One that it has no more, and whose BYE
     * would have been read by now, ended in the gap.
     */
    Transition onVerdict(Answered answered, CallVerdict verdict) {
        if (!verdict.question().uncertainSince().equals(answered.call().uncertainSince())) {
            return Transition.to(answered);
        }
        return verdict.up() ? certain(answered, verdict.at()) : endUnseen(answered, verdict.at());
    }

    /**
     * An operator wants it ended. A switch that takes commands does it: its BYE is remembered to be the operator's. Without
     * one, a call of which nobody knows whether it is up is over when the operator says so.
     */
    Transition onOrder(Answered answered, EndCallOrder order) {
        Answered asked = answered.asked(new EndAsked(order.by(), order.at()));
        return order.bySwitch() || answered.call().uncertainSince() == null
                ? Transition.to(order.bySwitch() ? asked : answered)
                : endUnseen(asked, order.at());
    }

    /** Surely up at a moment by the collector's clock, as if it had been seen then. */
    private static Transition certain(Answered answered, Instant at) {
        return revised(withoutDoubt(answered, answered.answer().seenAt(at)), at);
    }

    private static Answered withoutDoubt(Answered answered, Capture sign) {
        return answered.with(answered.call().uncertainSince(null))
                .alive(Spacing.later(answered.lastSign(), sign), answered.giveUpAt());
    }

    private static Transition revised(Answered answered, Instant receivedAt) {
        return Transition.to(answered, new CallEvent.Revised(answered.call(), receivedAt));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Transition end(Answered answered, Bye bye, Instant now) {
        Spacing.Talk talk =
                Spacing.talk(answered.answer(), bye.by(answered.answer().agent()));
        boolean ordered = isPlatforms(answered, bye)
                && answered.answered().hops() <= 1
                && answered.isEndAskedFor(bye.capture().passedAt());
        Instant at = endedAt(answered, talk);
        Cause cause = ordered
                ? Causes.endedByOperator(answered.asked(), at)
                : Causes.hungUp(sender(answered, bye), bye.q850(), at);
        return end(answered, Ending.answered(cause, talk.skewed()), now);
    }

    private static Instant endedAt(Answered answered, Spacing.Talk talk) {
        return answered.call().answeredAt().plus(talk.length());
    }

    /** One that no side sent to the platform is the platform's own: known only where both its sides are captured. */
    private static By sender(Answered answered, Bye bye) {
        boolean bothSeen = answered.attempts().wentOn(answered.answered());
        return bothSeen && isPlatforms(answered, bye) ? By.PLATFORM : bye.byCaller() ? By.CALLER : By.CALLEE;
    }

    /** Whether no side was seen to send it to the platform. */
    private static boolean isPlatforms(Answered answered, Bye bye) {
        for (Bye.Seen seen : bye.hops()) {
            if (!isOfPlatform(answered.attempts(), answered.answered(), seen.hop())) {
                return false;
            }
        }
        return bye.isSeen();
    }

    private static boolean isOfPlatform(Attempts attempts, Attempt callers, Hop hop) {
        if (callers.hop().isFromTarget(hop)) {
            return true;
        }
        for (Attempt sentOn : attempts.all()) {
            if (sentOn.capture().source().equals(hop.source()) && callers.leadsTo(sentOn)) {
                return true;
            }
        }
        return false;
    }

    /** A sign of life ends all doubt. */
    private Transition living(Answered answered, CallMessage message) {
        Instant doubted = answered.call().uncertainSince();
        Answered after = alive(answered, message);
        Capture sign = message.capture();
        if (doubted == null || !Spacing.at(answered.answer(), sign).isAfter(doubted)) {
            return Transition.to(after);
        }
        return revised(withoutDoubt(after, sign), sign.receivedAt());
    }

    /** Any message within the dialog says that it lives; a 2xx with Session-Expires renews it (RFC 4028, 7.2 and 10). */
    private Answered alive(Answered answered, CallMessage message) {
        Capture sign = message.capture();
        boolean renews = message instanceof Response response
                && response.status() / 100 == 2
                && message.envelope().sessionExpires() > 0;
        Instant until = renews ? giveUpAt(sign.receivedAt(), message.envelope().sessionExpires()) : answered.giveUpAt();
        // It only ever makes the call longer: what a side can say alone does not make it shorter.
        boolean longer = Duration.between(answered.giveUpAt(), until).compareTo(times.silence()) >= 0;
        boolean later = Spacing.between(answered.lastSign(), sign).compareTo(times.silence()) >= 0;
        return longer || later
                ? answered.alive(Spacing.later(answered.lastSign(), sign), longer ? until : answered.giveUpAt())
                : answered;
    }

    /**
     * When a call is given up without a BYE.
     *
     * @param sessionSeconds interval of its session timer; 0 or less without one
     */
    Instant giveUpAt(Instant receivedAt, long sessionSeconds) {
        Duration session = Duration.ofSeconds(Math.max(SHORTEST_SESSION_SECONDS, sessionSeconds))
                .plus(times.transaction());
        boolean timed = sessionSeconds > 0 && session.compareTo(times.longestCall()) < 0;
        return receivedAt.plus(timed ? session : times.longestCall());
    }

    private Transition end(Answered answered, Ending ending, Instant receivedAt) {
        var call = new Call.Ended(
                answered.setup(),
                answered.call().ringingAt(),
                answered.call().answeredAt(),
                ending.at(),
                ending.outcome(),
                ending.cause().endedBy(),
                ending.status(),
                ending.cause(),
                CallFlags.of(answered, ending, receivedAt));
        var dialogs = new ArrayList<>(answered.closed());
        dialogs.addAll(answered.open());
        var ended = new TrackedCall.Ended(
                call,
                answered.attempts()
                        .replaced(answered.answered(), answered.answered().asRefused()),
                answered.ofPlatform() ? null : answered.answered(),
                dialogs,
                receivedAt.plus(times.linger()));
        return Transition.to(ended, new CallEvent.Ended(call, receivedAt));
    }
}
