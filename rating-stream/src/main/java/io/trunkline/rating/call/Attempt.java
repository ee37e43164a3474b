package io.trunkline.rating.call;

import io.trunkline.protocol.dialog.Hop;
import io.trunkline.protocol.dialog.Vias;
import io.trunkline.rating.message.CallMessage.Invite;
import io.trunkline.rating.message.CallMessage.Request;
import io.trunkline.rating.message.CallMessage.Response;
import io.trunkline.rating.message.Capture;
import io.trunkline.rating.message.Envelope;
import io.trunkline.rating.message.Parties;
import java.util.List;
import java.util.Objects;

/**
 * An INVITE transaction on one hop (RFC 3261, 17): the caller's own, or a copy that a proxy made of it.
 *
 * @param cseq number of its CSeq
 * @param branch branch of its top Via; null of a sender by RFC 2543
 * @param vias branches of its Via values, the last hop's first
 * @param maxForwards its Max-Forwards; -1 without one
 * @param capture where and when it was seen
 * @param parties whom it names
 * @param refused whether it got a final response of 300 or more: it will never be answered
 * @param challengeRealm the realm for which that asked for credentials; null when it did not
 */
record Attempt(
        long cseq,
        String branch,
        List<String> vias,
        int maxForwards,
        Capture capture,
        Parties parties,
        boolean refused,
        String challengeRealm) {

    /** Takes an unmodifiable copy of the branches. */
    Attempt {
        vias = List.copyOf(vias);
    }

    static Attempt of(Invite invite) {
        return new Attempt(
                invite.envelope().cseq(),
                invite.envelope().branch(),
                invite.vias(),
                invite.maxForwards(),
                invite.capture(),
                invite.parties(),
                false,
                null);
    }

    /** One that was not seen, but a failure to it: it went the other way. */
    static Attempt refusedBy(Response failure) {
        String branch = failure.envelope().branch();
        return new Attempt(
                failure.envelope().cseq(),
                branch,
                List.of(Leg.tag(branch)),
                -1,
                failure.capture().back(),
                Parties.NOBODY,
                true,
                failure.challengeRealm());
    }

    Attempt asRefused() {
        return asRefused(challengeRealm);
    }

    /** RFC 3261, 22.1: it was refused because credentials for a realm are wanted. */
    Attempt asRefused(String realm) {
        return new Attempt(cseq, branch, vias, maxForwards, capture, parties, true, realm);
    }

    /** RFC 3261, 17.1.3: a response belongs to the request whose branch its top Via bears; so does a retransmission. */
    boolean bears(Envelope envelope) {
        return envelope.cseq() == cseq && Objects.equals(envelope.branch(), branch);
    }

    /** RFC 3261, 16.6: whether it was made of the INVITE of a message: the branch of that lies beneath its own, or is it. */
    boolean isMadeOf(Envelope envelope) {
        return envelope.cseq() == cseq && envelope.branch() != null && vias.contains(envelope.branch());
    }

    /** The same as far as nobody is named who pays: the source alone may say it. */
    Attempt withoutCallers() {
        return new Attempt(cseq, branch, vias, maxForwards, capture, parties.withoutCallers(), refused, challengeRealm);
    }

    /** Whether another capture, or a retransmission, is of the same transaction. */
    boolean isSameAs(Attempt other) {
        return other.cseq == cseq && Objects.equals(other.branch, branch);
    }

    Hop hop() {
        return capture.hop();
    }

    /** RFC 3261, 9.1: a CANCEL bears the branch and the number of what it cancels, and goes the same way. */
    boolean isCancelledBy(Request cancel) {
        return bears(cancel.envelope()) && cancel.capture().hop().isAlong(hop());
    }

    /** How many hops are behind it. */
    int hops() {
        return vias.size();
    }

    /**
     * Whether another INVITE of the leg is this one, sent on (RFC 3261, 16.6): all its Via values lie beneath the other's
     * own, and that leaves where this one came in. Neither is a claim that a caller can make: what he sends comes from
     * his own address. Without the Via values, which some take off to hide who is behind them, the hops alone say so.
     */
    boolean leadsTo(Attempt next) {
        boolean leaves = next.hop().leaves(hop());
        // It does not go back to where it came from: so the called side makes nobody the caller of a leg.
        boolean hidden = next.cseq == cseq
                && next.maxForwards >= 0
                && next.maxForwards < maxForwards
                && next.hops() <= hops()
                && !Hop.sameHost(next.capture.target(), capture.source());
        return leaves && (isBeneath(next) || hidden);
    }

    /**
     * The same with weaker evidence: the Via values alone, and another sender or another hop between, which was not
     * captured. The capture may have wrong addresses. A caller can write this himself: it is enough to wait for the
     * answer to the other one, and for no more.
     */
    boolean mayLeadTo(Attempt next) {
        boolean otherSender = !Hop.sameHost(capture.source(), next.capture.source());
        return leadsTo(next) || (isBeneath(next) && (otherSender || next.hops() > hops() + 1));
    }

    private boolean isBeneath(Attempt next) {
        return Vias.areBeneath(vias, next.vias);
    }
}
