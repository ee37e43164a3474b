package io.trunkline.rating.call;

import io.trunkline.protocol.sip.SipMethod;
import io.trunkline.rating.message.CallMessage;
import io.trunkline.rating.message.Capture;
import io.trunkline.rating.message.Envelope;
import io.trunkline.rating.message.Parties;
import java.time.Instant;
import java.util.List;

/**
 * A message of a call from Alice (192.0.2.10) through a proxy (198.51.100.1) to Bob (203.0.113.5), with what
 * a test does not say filled in: seen on the caller's leg, CSeq 1, the dialog's tags.
 */
record Message(
        SipMethod method,
        int status,
        long cseq,
        Leg leg,
        boolean byCallee,
        String toTag,
        boolean mayBill,
        long sessionExpires,
        String digestUser,
        String requestUser) {

    static final String CALL_ID = "call-1";
    static final String CALLER_TAG = "alice-tag";
    static final String CALLEE_TAG = "bob-tag";

    /** A hop between two addresses: branch and Max-Forwards of the requests of the caller on it. */
    enum Leg {
        CALLER("192.0.2.10:5060", "198.51.100.1:5060", "z9hG4bK-a", 1, 70),
        CALLEE("198.51.100.1:5060", "203.0.113.5:5060", "z9hG4bK-b", 2, 69),
        OTHER_FORK("198.51.100.1:5060", "203.0.113.9:5060", "z9hG4bK-c", 2, 69);

        private final String nearer;
        private final String farther;
        private final String branch;
        private final int vias;
        private final int maxForwards;

        Leg(String nearer, String farther, String branch, int vias, int maxForwards) {
            this.nearer = nearer;
            this.farther = farther;
            this.branch = branch;
            this.vias = vias;
            this.maxForwards = maxForwards;
        }
    }

    private static Message of(SipMethod method, int status, String toTag) {
        return new Message(method, status, 1, Leg.CALLER, false, toTag, true, -1, null, "+31201000");
    }

    static Message invite() {
        return of(SipMethod.INVITE, 0, null);
    }

    static Message reInvite() {
        return of(SipMethod.INVITE, 0, CALLEE_TAG).cseq(2);
    }

    static Message request(SipMethod method) {
        return of(method, 0, method == SipMethod.CANCEL ? null : CALLEE_TAG);
    }

    static Message bye() {
        return request(SipMethod.BYE).cseq(2);
    }

    /** What the other side says to the caller's BYE. */
    static Message byeAnswer(int status) {
        return response(status, SipMethod.BYE).cseq(2);
    }

    static Message response(int status) {
        return response(status, SipMethod.INVITE);
    }

    static Message response(int status, SipMethod method) {
        return of(method, status, CALLEE_TAG);
    }

    Message cseq(long number) {
        return new Message(
                method, status, number, leg, byCallee, toTag, mayBill, sessionExpires, digestUser, requestUser);
    }

    Message on(Leg hop) {
        return new Message(
                method, status, cseq, hop, byCallee, toTag, mayBill, sessionExpires, digestUser, requestUser);
    }

    /** A request that the called side sends, or the response to one. */
    Message callees() {
        return new Message(method, status, cseq, leg, true, toTag, mayBill, sessionExpires, digestUser, requestUser);
    }

    Message toTag(String tag) {
        return new Message(method, status, cseq, leg, byCallee, tag, mayBill, sessionExpires, digestUser, requestUser);
    }

    Message unbilled() {
        return new Message(method, status, cseq, leg, byCallee, toTag, false, sessionExpires, digestUser, requestUser);
    }

    Message sessionExpires(long seconds) {
        return new Message(method, status, cseq, leg, byCallee, toTag, mayBill, seconds, digestUser, requestUser);
    }

    Message digestUser(String user) {
        return new Message(method, status, cseq, leg, byCallee, toTag, mayBill, sessionExpires, user, requestUser);
    }

    Message requestUser(String user) {
        return new Message(method, status, cseq, leg, byCallee, toTag, mayBill, sessionExpires, digestUser, user);
    }

    /** The message as it was captured and received at a moment. */
    CallMessage at(Instant moment) {
        boolean response = status > 0;
        boolean outwards = byCallee == response;
        var capture = new Capture(
                moment,
                moment,
                "edge",
                mayBill,
                outwards ? leg.nearer : leg.farther,
                outwards ? leg.farther : leg.nearer,
                "udp",
                0);
        String branch = byCallee || method == SipMethod.BYE ? leg.branch + "-" + method + cseq : branchOfInvite();
        var envelope = new Envelope(
                CALL_ID,
                method,
                cseq,
                byCallee ? toTag : CALLER_TAG,
                byCallee ? CALLER_TAG : toTag,
                branch,
                sessionExpires);
        if (response) {
            return new CallMessage.Response(capture, envelope, status, -1, null);
        }
        if (method == SipMethod.INVITE && toTag == null) {
            var parties = new Parties(
                    digestUser == null ? List.of() : List.of(digestUser),
                    "alice",
                    null,
                    requestUser,
                    requestUser,
                    "Test phone",
                    List.of(),
                    null);
            return new CallMessage.Invite(capture, envelope, vias(), leg.maxForwards, parties);
        }
        return new CallMessage.Request(capture, envelope, -1);
    }

    /** The proxy's own Via lies on that of the caller's first INVITE. */
    private List<String> vias() {
        return leg.vias == 1 ? List.of(branchOfInvite()) : List.of(branchOfInvite(), Leg.CALLER.branch + "-1");
    }

    private String branchOfInvite() {
        return leg.branch + "-" + cseq;
    }
}
