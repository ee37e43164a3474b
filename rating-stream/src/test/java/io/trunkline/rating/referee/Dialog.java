package io.trunkline.rating.referee;

import io.trunkline.rating.referee.Packet.Mark;
import java.util.List;

/** A dialog (RFC 3261, 12): what both sides send within it, over all of its hops. */
final class Dialog {

    private final Wire wire;
    private final Sip invite;
    private final String calleeTag;
    private final List<Hop> hops;
    private final int call;
    private long callersCseq;
    private long calleesCseq = 4_000;

    /**
     * A dialog.
     *
     * @param invite the INVITE as its caller sent it
     * @param hops from the caller to the called side
     */
    Dialog(Wire wire, int call, Sip invite, String calleeTag, List<Hop> hops) {
        this.wire = wire;
        this.call = call;
        this.invite = invite;
        this.calleeTag = calleeTag;
        this.hops = List.copyOf(hops);
        this.callersCseq = invite.cseq();
    }

    Mark mark(Packet.Role role) {
        return new Mark(call, role);
    }

    /** The next request of a side. */
    Sip request(String method, boolean byCaller, List<String> more) {
        long cseq = byCaller ? ++callersCseq : ++calleesCseq;
        String via = wire.via(hop(byCaller, 0).source(byCaller));
        String uri = byCaller
                ? "sip:" + hops.getLast().far()
                : "sip:" + hops.getFirst().near();
        String from = byCaller ? invite.from() : invite.to();
        String to = byCaller ? invite.to() : invite.from();
        return new Sip(
                method,
                uri,
                0,
                List.of(via),
                70,
                from,
                byCaller ? invite.fromTag() : calleeTag,
                to,
                byCaller ? calleeTag : invite.fromTag(),
                invite.callId(),
                cseq,
                more);
    }

    private Hop hop(boolean byCaller, int index) {
        return byCaller ? hops.get(index) : hops.get(hops.size() - 1 - index);
    }

    /** Sends a request as far as the platform. */
    Sent toPlatform(Sip request, boolean byCaller, Mark mark, long at) {
        return wire.send(request, hop(byCaller, 0), byCaller, mark, at);
    }

    /** Sends a request to the other side. */
    Sent toOtherSide(Sip request, boolean byCaller, Mark mark, long at) {
        return onwards(toPlatform(request, byCaller, mark, at), byCaller, mark);
    }

    /** Sends one copy on to the other side's hop, at a moment. */
    void onwardsOnce(Sent first, long at, Mark mark) {
        Sent there = new Sent(first.sip(), first.hop(), true, null, at);
        if (hops.size() > 1) {
            Hop last = hops.getLast();
            wire.sendOn(there, there.sip(), last, mark);
        }
    }

    /** CSeq of the INVITE that made it. */
    long inviteCseq() {
        return invite.cseq();
    }

    private Sent onwards(Sent first, boolean byCaller, Mark mark) {
        Sent sent = first;
        for (int i = 1; i < hops.size(); i++) {
            sent = wire.sendOn(sent, sent.sip(), hop(byCaller, i), mark);
        }
        return sent;
    }

    /** The answer to a request, back to its sender. */
    long answer(Sent last, int status, List<String> more, Mark mark, Mark markOfCopies, long at) {
        Sip response = last.first().sip().response(status, calleeTag, more);
        if (last.sip().isInvite() && status < 300) {
            return wire.answer(last, response, mark, at);
        }
        long now = at;
        for (Sent each = last; each != null; each = each.previous()) {
            now = last.sip().isInvite()
                    ? wire.failure(each, response, mark, markOfCopies, now)
                    : wire.reply(each, response, mark, markOfCopies, now);
        }
        return now;
    }

    /** The ACK to a 2xx: a transaction of its own, with the CSeq of its INVITE (RFC 3261, 13.2.2.4). */
    void ack(long cseq, boolean byCaller, Mark mark, long at) {
        Sip template = byCaller ? request("ACK", true, List.of()) : request("ACK", false, List.of());
        if (byCaller) {
            callersCseq--;
        } else {
            calleesCseq--;
        }
        onwards(wire.sendOnce(template.withCseq(cseq), hop(byCaller, 0), byCaller, mark, at), byCaller, mark);
    }
}
