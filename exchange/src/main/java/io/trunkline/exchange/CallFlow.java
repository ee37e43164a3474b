package io.trunkline.exchange;

import io.trunkline.exchange.DialogText.Side;
import io.trunkline.exchange.Request.Party;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Writes the script of a call from its plan: each message twice, as it comes to the proxy and as it leaves
 * it. The flows are those of RFC 3665, 3, with the proxy staying on the route. Moments are in milliseconds
 * from the first message until they are put down.
 */
final class CallFlow {

    private static final long RELAY = 1;
    private static final long CHALLENGE = 3;
    private static final long ROUND_TRIP = 24;
    private static final long RETRANSMISSION = 500;
    private static final long HOLD = 6_000;
    private static final long PACKET_MILLIS = 20;
    private static final long BYTES_OF_A_PACKET = 160;
    private static final int MOST_LOST_OF_A_THOUSAND = 12;
    private static final int MOST_JITTER_MILLIS = 7;
    private static final int FIRST_CSEQ_OF_THE_PROXY = 1_000;

    private final CallPlan plan;
    private final Oddity oddity;
    private final RandomGenerator random;
    private final DialogText text;
    private final CallRequests requests;
    private final List<Callee> callees;
    private final List<CallScript.Message> messages = new ArrayList<>();
    private int cseq;
    private long answeredMicros = CallScript.NEVER;
    private long endedMicros;

    private CallFlow(CallPlan plan, String callId, Oddity oddity) {
        this.plan = plan;
        this.oddity = oddity;
        this.random = plan.texts();
        this.text = new DialogText(plan, callId, oddity == Oddity.BACK_TO_BACK, random);
        this.callees = callees();
        this.requests = new CallRequests(plan, text, callees, random);
        this.cseq = 1 + random.nextInt(100);
    }

    /** The script of a call. The same plan and Call-ID give the same script. */
    static CallScript of(CallPlan plan, String callId) {
        return of(plan, callId, Oddity.NONE);
    }

    /** The script of a call with something odd in it. */
    static CallScript of(CallPlan plan, String callId, Oddity oddity) {
        return new CallFlow(plan, callId, oddity).write();
    }

    private List<Callee> callees() {
        if (plan.callee() == null) {
            return List.of(Callee.trunk(plan.destination().trunk(), plan.number(), DialogText.token(random)));
        }
        var telephone = Callee.telephone(plan.callee(), DialogText.token(random));
        return plan.forked()
                ? List.of(telephone, Callee.softphone(plan.callee(), DialogText.token(random)))
                : List.of(telephone);
    }

    private CallScript write() {
        long at = 0;
        if (plan.challenged()) {
            at = challenge(at);
            cseq++;
        }
        var invite = requests.invite(cseq, plan.challenged());
        request(at, invite, Side.CALLER, first());
        if (plan.inviteSentTwice()) {
            at += RETRANSMISSION;
            request(at, invite, Side.CALLER, first());
        }
        at += CHALLENGE;
        boolean unknownHere = plan.ending() == CallPlan.Ending.NOT_FOUND && plan.callee() != null;
        if (plan.ending() == CallPlan.Ending.PAYMENT_REQUIRED) {
            refuse(at, invite, 402, "Payment Required");
        } else if (unknownHere) {
            refuse(at, invite, 404, "Not Found");
        } else {
            proxyAnswers(at, invite, 100, "trying -- your call is important to us", null, null);
            passOn(at + RELAY, invite);
        }
        var lastInvite = cseq;
        return new CallScript(
                text.callId(),
                text.fromTag(),
                text.calleesTag(callees.getLast().tag(), Side.CALLER),
                text.media(callees.getLast()),
                messages,
                answeredMicros,
                endedMicros,
                atMicros -> endedBySwitch(atMicros, lastInvite));
    }

    /** The INVITE without credentials and its 407 (RFC 3261, 22.3); returns when the caller tries again. */
    private long challenge(long at) {
        var invite = requests.invite(cseq, false);
        String tag = DialogText.token(random);
        request(at, invite, Side.CALLER, first());
        proxyAnswers(
                at + CHALLENGE,
                invite,
                407,
                "Proxy Authentication Required",
                tag,
                "Proxy-Authenticate: Digest realm=\"" + Proxy.REALM + "\", nonce=\"" + requests.nonce()
                        + "\", algorithm=MD5, qop=\"auth\"");
        long again = at + CHALLENGE + ROUND_TRIP;
        request(again, CallRequests.ackOfRefusal(invite, tag), Side.CALLER, first());
        return again + RELAY;
    }

    /** The call goes to the called side, and ends there as the plan says. */
    private void passOn(long at, Request invite) {
        for (var callee : callees) {
            request(at, requests.branchOf(invite, callee), Side.CALLEE, callee);
            response(
                    at + ROUND_TRIP, requests.branchOf(invite, callee), Side.CALLEE, callee, 100, "Trying", null, null);
        }
        long reached = at + plan.delayMillis();
        switch (plan.ending()) {
            case ANSWERED -> answered(rings(reached, invite), invite);
            case NO_ANSWER -> unanswered(rings(reached, invite), invite);
            case CANCELLED -> cancelled(rings(reached, invite), invite);
            case DECLINED -> refusedByCallee(rings(reached, invite), invite, 603, "Decline");
            case BUSY -> refusedByCallee(reached, invite, 486, "Busy Here");
            case NOT_FOUND -> refusedByCallee(reached, invite, 404, "Not Found");
            case UNAVAILABLE -> {
                if (plan.callee() == null) {
                    refusedByCallee(reached, invite, 503, "Service Unavailable");
                } else {
                    refusedByCallee(reached, invite, 480, "Temporarily Unavailable");
                }
            }
            case PAYMENT_REQUIRED -> throw new AssertionError("a call that is refused is not passed on");
        }
    }

    /** All telephones ring, one a little after the other; returns when it has rung long enough. */
    private long rings(long at, Request invite) {
        long next = at;
        for (var callee : callees) {
            relayed(next, requests.branchOf(invite, callee), callee, 180, "Ringing", callee.tag(), null);
            next += 120;
        }
        if (oddity == Oddity.STRAY) {
            straysOf(next + plan.ringMillis() / 2, invite);
        }
        return at + plan.ringMillis();
    }

    private void answered(long at, Request invite) {
        var callee = callees.getLast();
        var answered = requests.branchOf(invite, callee);
        String sdp = text.calleeSdp(callee, 1, "sendrecv");
        answeredMicros = micros(at + RELAY);
        relayed(at, answered, callee, 200, "OK", callee.tag(), sdp);
        long acknowledged = at + ROUND_TRIP;
        if (plan.answerSentTwice()) {
            relayed(at + RETRANSMISSION, answered, callee, 200, "OK", callee.tag(), sdp);
            acknowledged = at + RETRANSMISSION + ROUND_TRIP;
        }
        for (var other : callees) {
            if (!other.equals(callee)) {
                cancelBranch(at + RELAY, invite, other);
            }
        }
        relay(acknowledged, requests.inDialog("ACK", cseq, Party.CALLER, callee, List.of(), null), callee);
        if (plan.holdAfterMillis() >= 0) {
            reInvite(at + plan.holdAfterMillis(), callee, 2, "sendonly", "recvonly");
            reInvite(at + plan.holdAfterMillis() + HOLD, callee, 3, "sendrecv", "sendrecv");
        }
        if (oddity == Oddity.REFUSED_BYE) {
            refusedBye(at + plan.talkMillis() / 2, callee);
        }
        hangUp(at + plan.talkMillis(), callee);
    }

    /** It comes from where its request came: nobody has answered (RFC 3261, 17.1.3). */
    private void straysOf(long at, Request invite) {
        String busy =
                text.response(invite, Side.CALLER, first(), 486, "Busy Here", Party.CALLEE, first().tag(), null, null);
        messages.add(message(micros(at), Side.CALLER, true, first(), busy));
    }

    /** The exchange lets nobody end the call for now: they talk on. */
    private void refusedBye(long at, Callee callee) {
        cseq++;
        var bye = requests.inDialog("BYE", cseq, Party.CALLER, callee, List.of(), null);
        request(at, bye, Side.CALLER, callee);
        proxyAnswers(at + RELAY, bye, 403, "Forbidden", callee.tag(), null);
    }

    private void reInvite(long at, Callee callee, int version, String direction, String answer) {
        cseq++;
        var invite =
                requests.inDialog("INVITE", cseq, Party.CALLER, callee, List.of(), text.callerSdp(version, direction));
        relay(at, invite, callee);
        proxyAnswers(at + RELAY, invite, 100, "trying -- your call is important to us", null, null);
        relayed(at + ROUND_TRIP, invite, callee, 200, "OK", callee.tag(), text.calleeSdp(callee, version, answer));
        relay(at + 2 * ROUND_TRIP, requests.inDialog("ACK", cseq, Party.CALLER, callee, List.of(), null), callee);
    }

    private void hangUp(long at, Callee callee) {
        var side = plan.calleeHangsUp() ? Party.CALLEE : Party.CALLER;
        int number = plan.calleeHangsUp() ? 1 : ++cseq;
        var headers = new ArrayList<>(List.of("Reason: Q.850;cause=16;text=\"Normal call clearing\""));
        if (plan.calleeHangsUp() && plan.callee() == null) {
            headers.add(rtpStat());
        }
        var bye = requests.inDialog("BYE", number, side, callee, headers, null);
        endedMicros = micros(at);
        relay(at, bye, callee);
        relayed(at + ROUND_TRIP, bye, callee, 200, "OK", callee.tag(), null);
    }

    /** What the gateway of a trunk says at the end of what it heard. */
    private String rtpStat() {
        long packets = plan.talkMillis() / PACKET_MILLIS;
        long lost = packets * Math.floorMod(plan.textSeed(), MOST_LOST_OF_A_THOUSAND) / 1_000;
        long jitter = 1L + Math.floorMod(plan.textSeed(), MOST_JITTER_MILLIS);
        return "X-RTP-Stat: PS=" + packets + ";OS=" + packets * BYTES_OF_A_PACKET + ";PR=" + (packets - lost) + ";OR="
                + (packets - lost) * BYTES_OF_A_PACKET + ";PL=" + lost + ";JI=" + jitter;
    }

    /** The proxy's patience ends (RFC 3261, 16.8). */
    private void unanswered(long at, Request invite) {
        callees.forEach(callee -> cancelBranch(at, invite, callee));
        refuse(at + 2 * ROUND_TRIP, invite, 408, "Request Timeout");
    }

    /** The caller's does (RFC 3261, 9). */
    private void cancelled(long at, Request invite) {
        var cancel = CallRequests.cancel(invite);
        request(at, cancel, Side.CALLER, first());
        proxyAnswers(at + RELAY, cancel, 200, "canceling", DialogText.token(random), null);
        callees.forEach(callee -> cancelBranch(at + 2 * RELAY, invite, callee));
        refuse(at + 2 * ROUND_TRIP, invite, 487, "Request Terminated");
    }

    private void cancelBranch(long at, Request invite, Callee callee) {
        var branch = requests.branchOf(invite, callee);
        var cancel = CallRequests.cancelByProxy(branch);
        request(at, cancel, Side.CALLEE, callee);
        response(at + ROUND_TRIP, cancel, Side.CALLEE, callee, 200, "OK", callee.tag(), null);
        response(at + ROUND_TRIP + RELAY, branch, Side.CALLEE, callee, 487, "Request Terminated", callee.tag(), null);
        request(at + ROUND_TRIP + 2 * RELAY, CallRequests.ackByProxy(branch, callee), Side.CALLEE, callee);
    }

    private void refusedByCallee(long at, Request invite, int status, String reason) {
        for (var callee : callees) {
            var branch = requests.branchOf(invite, callee);
            response(at, branch, Side.CALLEE, callee, status, reason, callee.tag(), null);
            request(at + RELAY, CallRequests.ackByProxy(branch, callee), Side.CALLEE, callee);
        }
        refuse(at + RELAY, invite, status, reason);
    }

    /** The refusal reaches the caller, who acknowledges it. */
    private void refuse(long at, Request invite, int status, String reason) {
        String tag = callees.size() == 1 && status != 402 && status != 408 ? first().tag() : DialogText.token(random);
        endedMicros = micros(at);
        proxyAnswers(at, invite, status, reason, tag, null);
        request(at + ROUND_TRIP, CallRequests.ackOfRefusal(invite, tag), Side.CALLER, first());
    }

    private List<CallScript.Message> endedBySwitch(long atMicros, int lastCseq) {
        var ending = new ArrayList<CallScript.Message>();
        var callee = callees.getLast();
        for (var side : Side.values()) {
            var bye = new Request(
                    "BYE",
                    side == Side.CALLER ? FIRST_CSEQ_OF_THE_PROXY : lastCseq + FIRST_CSEQ_OF_THE_PROXY,
                    Party.PROXY,
                    null,
                    DialogText.branch(random),
                    callee.tag(),
                    false,
                    List.of(),
                    null);
            var answers = side == Side.CALLER ? Party.CALLER : Party.CALLEE;
            ending.add(message(atMicros, side, false, callee, text.request(bye, side, callee)));
            ending.add(message(
                    atMicros + ROUND_TRIP * 1_000,
                    side,
                    true,
                    callee,
                    text.response(bye, side, callee, 200, "OK", answers, callee.tag(), null, null)));
        }
        ending.sort((a, b) -> Long.compare(a.atMicros(), b.atMicros()));
        return ending;
    }

    // What passes on one side or on both.

    private void request(long at, Request request, Side side, Callee callee) {
        messages.add(message(
                micros(at), side, DialogText.onOwnSide(request, side), callee, text.request(request, side, callee)));
    }

    private void relay(long at, Request request, Callee callee) {
        boolean fromCaller = request.from() == Party.CALLER;
        request(at, request, fromCaller ? Side.CALLER : Side.CALLEE, callee);
        request(at + RELAY, request, fromCaller ? Side.CALLEE : Side.CALLER, callee);
    }

    private void response(
            long at, Request request, Side side, Callee callee, int status, String reason, String tag, String sdp) {
        var from = request.from() == Party.CALLEE ? Party.CALLER : Party.CALLEE;
        put(at, request, side, callee, text.response(request, side, callee, status, reason, from, tag, null, sdp));
    }

    /** A response of the far side, as it passes on both. */
    private void relayed(long at, Request request, Callee callee, int status, String reason, String tag, String sdp) {
        boolean toCaller = request.from() == Party.CALLER;
        response(at, request, toCaller ? Side.CALLEE : Side.CALLER, callee, status, reason, tag, sdp);
        response(at + RELAY, request, toCaller ? Side.CALLER : Side.CALLEE, callee, status, reason, tag, sdp);
    }

    /** A response that the proxy gives the caller itself, or passes on as its own choice among several. */
    private void proxyAnswers(long at, Request request, int status, String reason, String tag, String header) {
        String response = text.response(request, Side.CALLER, first(), status, reason, Party.PROXY, tag, header, null);
        put(at, request, Side.CALLER, first(), response);
    }

    private void put(long at, Request request, Side side, Callee callee, String response) {
        messages.add(message(micros(at), side, !DialogText.onOwnSide(request, side), callee, response));
    }

    private CallScript.Message message(long atMicros, Side side, boolean towardsProxy, Callee callee, String message) {
        var far = side == Side.CALLER ? plan.caller().outside() : callee.address();
        var transport = side == Side.CALLER ? plan.caller().transport() : callee.transport();
        return towardsProxy
                ? new CallScript.Message(atMicros, far, Proxy.ADDRESS, transport, message)
                : new CallScript.Message(atMicros, Proxy.ADDRESS, far, transport, message);
    }

    private Callee first() {
        return callees.getFirst();
    }

    private static long micros(long millis) {
        return millis * 1_000;
    }
}
