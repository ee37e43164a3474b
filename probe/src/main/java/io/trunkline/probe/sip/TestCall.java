package io.trunkline.probe.sip;

import io.trunkline.probe.progress.Progress;
import io.trunkline.probe.sip.SipClient.Answer;
import io.trunkline.protocol.event.EndpointTest.Message;
import io.trunkline.protocol.event.EndpointTest.Options;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sip.SipException;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * A call that is hung up as soon as it rings: CANCEL at the first ringing, ACK of what the INVITE then gets; and where
 * somebody was faster and answered, ACK and BYE. What may be lost is sent again at the intervals of RFC 3261, 17.1. For
 * one call and one thread.
 */
final class TestCall {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final SipClient client;
    private final SipRequests requests;
    private final Request invite;
    private final SipTimes times;
    private final Options options;
    private final List<Message> messages;
    private final Progress progress;
    private Answer ringing;
    private Answer last;
    private boolean heard;

    /**
     * A call that has not begun.
     *
     * @param sequence its CSeq: above those of what was sent before
     * @param times how long it waits for what
     * @param options what was found before
     * @param messages to which it adds its own
     * @throws SipException when no INVITE can be written for this endpoint
     */
    TestCall(
            SipClient client, long sequence, SipTimes times, Options options, List<Message> messages, Progress progress)
            throws SipException {
        this.client = client;
        this.requests = client.requests();
        this.invite = requests.invite(sequence);
        this.times = times;
        this.options = options;
        this.messages = messages;
        this.progress = progress;
    }

    /**
     * Calls, and hangs up.
     *
     * @throws InterruptedException when the probe stops; a telephone that rings is told before
     */
    TestCallOutcome make() throws SipException, InterruptedException {
        long begun = System.nanoTime();
        send(invite);
        try {
            await(invite, answer -> isOf(invite, answer) && answer.status() > Response.TRYING, times.ringsWithin());
            if (last == null && heard) {
                hangUp(requests.cancel(invite), answer -> isOf(invite, answer) && answer.isFinal());
            }
        } catch (InterruptedException e) {
            if (last == null && heard) {
                send(requests.cancel(invite));
            }
            throw e;
        }
        if (isAnswered()) {
            Request bye = requests.bye(invite, last.response());
            hangUp(bye, answer -> isOf(bye, answer) && answer.isFinal());
        } else if (last != null && client.mayLose()) {
            // Should the ACK be lost the refusal comes once more.
            await(null, answer -> false, times.lingering());
        }
        Answer first = ringing == null ? last : ringing;
        return new TestCallOutcome(
                Optional.ofNullable(ringing),
                Optional.ofNullable(last),
                heard,
                first == null ? Duration.ZERO : Duration.ofNanos(first.nanos() - begun));
    }

    private boolean isAnswered() {
        return last != null && last.status() / 100 == 2;
    }

    private void hangUp(Request request, Predicate<Answer> ended) throws SipException, InterruptedException {
        send(request);
        await(request, ended, times.endsWithin());
    }

    private void send(Request request) throws SipException {
        messages.add(client.send(request));
        progress.found(options, messages);
        progress.doing(TestCallOutcome.STEP, request.getMethod() + " sent");
    }

    /** Takes what comes until it is enough, and sends a request again that gets no answer; null for none. */
    private void await(Request again, Predicate<Answer> enough, Duration within)
            throws SipException, InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        Duration interval = times.againAfter();
        long next = System.nanoTime() + interval.toNanos();
        boolean unanswered = again != null && client.mayLose();
        boolean mayStop = again != null && again.getMethod().equals(Request.INVITE);
        while (System.nanoTime() < end && !(mayStop && progress.stopped())) {
            Optional<Answer> came = client.answer(LOOK_EVERY);
            if (came.isPresent()) {
                take(came.get());
                unanswered = unanswered && !isOf(again, came.get());
                if (enough.test(came.get())) {
                    return;
                }
            } else if (unanswered && System.nanoTime() >= next) {
                send(again);
                interval = interval.multipliedBy(2);
                next = System.nanoTime() + interval.toNanos();
            }
        }
    }

    /** RFC 3261, 13.2.2.4 and 17.1.1.2: what ends an INVITE is acknowledged each time that it comes. */
    private void take(Answer answer) throws SipException {
        messages.add(answer.message());
        progress.found(options, messages);
        if (!isOf(invite, answer)) {
            return;
        }
        heard = true;
        progress.doing(TestCallOutcome.STEP, answer.line() + " came");
        if (!answer.isFinal()) {
            ringing = ringing == null && answer.status() > Response.TRYING ? answer : ringing;
            return;
        }
        last = last == null ? answer : last;
        send(
                answer.status() / 100 == 2
                        ? requests.ackAnswer(invite, answer.response())
                        : requests.ackRefusal(invite, answer.response()));
    }

    private static boolean isOf(Request request, Answer answer) {
        return request.getMethod().equals(answer.method());
    }
}
