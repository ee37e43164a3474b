package io.trunkline.exchange;

import io.trunkline.exchange.Request.Party;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Makes the requests of one call. */
final class CallRequests {

    private final CallPlan plan;
    private final DialogText text;
    private final List<Callee> callees;
    private final RandomGenerator random;

    CallRequests(CallPlan plan, DialogText text, List<Callee> callees, RandomGenerator random) {
        this.plan = plan;
        this.text = text;
        this.callees = callees;
        this.random = random;
    }

    /** An INVITE of the caller, with credentials or without. */
    Request invite(int cseq, boolean authorised) {
        var headers = new ArrayList<String>();
        if (authorised) {
            headers.add(
                    "Proxy-Authorization: Digest username=\"" + plan.caller().user() + "\", realm=\"" + Proxy.REALM
                            + "\", nonce=\"" + nonce() + "\", uri=\"sip:" + plan.dialled() + "@" + Proxy.DOMAIN
                            + "\", response=\"" + nonce() + "\", algorithm=MD5, cnonce=\"" + DialogText.token(random)
                            + "\", qop=auth, nc=00000001");
        }
        headers.add("Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, INFO, REFER, NOTIFY");
        headers.add("Supported: replaces, timer");
        return new Request(
                "INVITE",
                cseq,
                Party.CALLER,
                DialogText.branch(random),
                DialogText.branch(random),
                null,
                false,
                headers,
                text.callerSdp(1, "sendrecv"));
    }

    /** The INVITE as it goes to one of several telephones: each has a branch of its own (RFC 3261, 16.6). */
    Request branchOf(Request invite, Callee callee) {
        var headers = invite.headers().stream()
                .filter(header -> !header.startsWith("Proxy-Authorization"))
                .toList();
        return new Request(
                invite.method(),
                invite.cseq(),
                invite.from(),
                invite.branch(),
                invite.proxyBranch() + "." + callees.indexOf(callee),
                null,
                false,
                headers,
                invite.sdp());
    }

    /** A request on the dialog's route. */
    Request inDialog(String method, int number, Party from, Callee callee, List<String> headers, String sdp) {
        return new Request(
                method,
                number,
                from,
                DialogText.branch(random),
                DialogText.branch(random),
                callee.tag(),
                false,
                headers,
                sdp);
    }

    /** The caller's ACK of a refusal; it has the branch of the INVITE (RFC 3261, 17.1.1.3). */
    static Request ackOfRefusal(Request invite, String tag) {
        return new Request("ACK", invite.cseq(), Party.CALLER, invite.branch(), null, tag, true, List.of(), null);
    }

    /** The proxy's ACK of a refusal by the called side. */
    static Request ackByProxy(Request branch, Callee callee) {
        return new Request(
                "ACK", branch.cseq(), Party.PROXY, null, branch.proxyBranch(), callee.tag(), true, List.of(), null);
    }

    /** The caller's CANCEL of its INVITE. */
    static Request cancel(Request invite) {
        return new Request("CANCEL", invite.cseq(), Party.CALLER, invite.branch(), null, null, true, List.of(), null);
    }

    /** The proxy's CANCEL of one branch. */
    static Request cancelByProxy(Request branch) {
        return new Request(
                "CANCEL", branch.cseq(), Party.PROXY, null, branch.proxyBranch(), null, true, List.of(), null);
    }

    /** What a digest looks like. */
    String nonce() {
        return String.format(Locale.ROOT, "%016x%016x", random.nextLong(), random.nextLong());
    }
}
