package io.trunkline.live.scenario;

import io.trunkline.live.captured.CapturedSip;
import io.trunkline.protocol.sip.Redaction;
import io.trunkline.storage.message.Leg;
import io.trunkline.storage.message.TraceMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A captured call as a scenario of SIPp, as the side played it that sent the INVITE: what it sent is sent again after the
 * same pauses, what it received is awaited. Of the source leg that is the caller; of the destination leg the platform, towards
 * the first to which it sent the call. Retransmissions are SIPp's own affair, strays are left out.
 *
 * <p>Credentials never stand in it: where a challenge was answered, SIPp answers it with the user and the password
 * of its command line.
 */
public final class Scenario {

    /** Milliseconds. What takes less is the time that a program needs to answer, not a pause that somebody made. */
    private static final long SHORTEST_PAUSE = 100;

    private static final List<Integer> USUAL_PROVISIONALS = List.of(100, 180, 183);

    /** What is the same in a message and in its retransmission; RSeq tells reliable provisionals apart (RFC 3262). */
    private record Passage(boolean sent, String method, int status, long cseq, String rseq) {}

    private Scenario() {}

    /**
     * The scenario as XML in ASCII; nothing when there is no INVITE among the messages.
     *
     * @param messages of one call, in order of time, of one leg or of both
     */
    public static Optional<String> of(List<TraceMessage> messages) {
        boolean callers = messages.stream().anyMatch(message -> isInvite(message) && message.leg() == Leg.SOURCE);
        List<TraceMessage> leg = messages.stream()
                .filter(message -> message.leg() == (callers ? Leg.SOURCE : Leg.DESTINATION))
                .toList();
        return IntStream.range(0, leg.size())
                .filter(place -> isInvite(leg.get(place)))
                .mapToObj(place -> of(leg.get(place), leg.subList(place, leg.size())))
                .findFirst();
    }

    private static String of(TraceMessage invite, List<TraceMessage> leg) {
        var ends = new Ends(invite.source(), invite.target());
        var writer = new ScenarioWriter(invite.callId(), invite.at(), ends);
        return writer.write(withUsualProvisionals(steps(invite, leg)));
    }

    private static List<Step> steps(TraceMessage invite, List<TraceMessage> leg) {
        var steps = new ArrayList<Step>();
        Set<Passage> seen = new HashSet<>();
        TraceMessage before = invite;
        for (TraceMessage message : leg) {
            if (!message.callId().equals(invite.callId()) || !isSip(message) || !isBetween(invite, message)) {
                continue;
            }
            CapturedSip sip = CapturedSip.of(Redaction.of(message.raw()));
            boolean sent = isSent(invite, message);
            var passage = new Passage(
                    sent,
                    message.method(),
                    message.status(),
                    message.cseq(),
                    sip.value("rseq").orElse(""));
            if (!seen.add(passage)) {
                continue;
            }
            if (sent) {
                long millis = before.at().until(message.at()).toMillis();
                if (millis >= SHORTEST_PAUSE) {
                    steps.add(new Step.Pause(millis));
                }
                steps.add(new Step.Send(message.method(), message.status(), message.cseq(), sip));
            } else {
                steps.add(new Step.Receive(message.method(), message.status(), message.cseq(), sip));
            }
            before = message;
        }
        return steps;
    }

    private static boolean isInvite(TraceMessage message) {
        return message.isRequest() && message.method().equals("INVITE") && isSip(message);
    }

    private static boolean isSip(TraceMessage message) {
        return !message.method().isEmpty()
                && message.cseq() >= 0
                && !message.flags().contains("stray");
    }

    /** The caller is at one end of all that passed on its leg; the platform sends a call to several at once. */
    private static boolean isBetween(TraceMessage invite, TraceMessage message) {
        return invite.leg() == Leg.SOURCE
                || (message.source().equals(invite.source()) && message.target().equals(invite.target()))
                || (message.source().equals(invite.target()) && message.target().equals(invite.source()));
    }

    /** By the address, and where a port changed (RFC 3261, section 18) by the host. */
    private static boolean isSent(TraceMessage invite, TraceMessage message) {
        if (message.source().equals(invite.source()) || message.target().equals(invite.source())) {
            return message.source().equals(invite.source());
        }
        return Ends.host(message.source()).equals(Ends.host(invite.source()));
    }

    /** Whoever answers an INVITE next time may say that it rings otherwise: what comes before the answer is free. */
    private static List<Step> withUsualProvisionals(List<Step> steps) {
        var all = new ArrayList<Step>();
        for (int n = 0; n < steps.size(); n++) {
            Step step = steps.get(n);
            all.add(step);
            if (step instanceof Step.Send send && send.is("INVITE")) {
                Set<Integer> captured = new HashSet<>();
                for (int next = n + 1; next < steps.size() && steps.get(next) instanceof Step.Receive receive; next++) {
                    captured.add(receive.status());
                }
                if (!captured.isEmpty()) {
                    USUAL_PROVISIONALS.stream()
                            .filter(status -> !captured.contains(status))
                            .forEach(status ->
                                    all.add(new Step.Receive("INVITE", status, send.cseq(), CapturedSip.NONE)));
                }
            }
        }
        return all;
    }
}
