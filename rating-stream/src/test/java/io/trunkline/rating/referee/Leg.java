package io.trunkline.rating.referee;

import io.trunkline.rating.referee.Packet.Mark;
import io.trunkline.rating.referee.Packet.Role;
import java.util.ArrayList;
import java.util.List;

/** One Call-ID and From tag: the INVITEs of a caller, or of a back-to-back user agent, up to where they fork. */
final class Leg {

    private final Wire wire;
    private final int call;
    private final String callId;
    private final String fromTag;
    private final String from;
    private final List<Hop> hops;
    private long cseq;

    /**
     * A leg.
     *
     * @param hops up to where it forks, from the caller on
     */
    Leg(Wire wire, int call, String callId, String fromTag, String from, List<Hop> hops, long cseq) {
        this.wire = wire;
        this.call = call;
        this.callId = callId;
        this.fromTag = fromTag;
        this.from = from;
        this.hops = List.copyOf(hops);
        this.cseq = cseq;
    }

    Mark mark(Role role) {
        return new Mark(call, role);
    }

    String callId() {
        return callId;
    }

    String fromTag() {
        return fromTag;
    }

    /** The next INVITE. */
    Sip invite(String number, List<String> more) {
        cseq++;
        String from = this.from;
        var lines =
                new ArrayList<String>(List.of("Contact: <sip:" + hops.getFirst().near() + ">"));
        lines.addAll(more);
        String via = wire.via(hops.getFirst().near());
        return new Sip(
                "INVITE",
                Cast.uri(number),
                0,
                List.of(via),
                70,
                from,
                fromTag,
                Cast.uri(number),
                null,
                callId,
                cseq,
                List.copyOf(lines));
    }

    /** Sends it to the platform, which says 100 (RFC 3261, 16.2). */
    Sent toPlatform(Sip invite, Role role, long at) {
        Sent sent = wire.send(invite, hops.getFirst(), true, mark(role), at);
        wire.provisional(sent, invite.response(100, null, List.of()), mark(Role.OTHER), sent.arrivedAtMicros());
        return sent;
    }

    /** The platform sends it on up to where it forks; without the credentials that were meant for it. */
    Sent toFork(Sent received, Role role) {
        Sent sent = received;
        for (int i = 1; i < hops.size(); i++) {
            sent = wire.sendOn(sent, withoutCredentials(sent.sip()), hops.get(i), mark(role));
        }
        return sent;
    }

    /** Sends it to a device, by a fork of the platform. */
    Sent toDevice(Sent atFork, Hop last, Role role) {
        return wire.sendOn(atFork, withoutCredentials(atFork.sip()), last, mark(role));
    }

    /** RFC 3261, 22.3: a proxy takes off the credentials that it has used; some leave them. */
    private static Sip withoutCredentials(Sip sip) {
        return sip.cseq() % 2 == 0
                ? sip
                : sip.withMore(sip.more().stream()
                        .filter(line -> !line.contains("uthorization"))
                        .toList());
    }

    /** The platform refuses it alone. */
    long refuse(Sent received, int status, Role role, long at) {
        Sip response = received.sip()
                .response(status, "platform-" + call + "-" + received.sip().cseq(), Cast.challenge(status));
        return wire.failure(received, response, mark(role), mark(Role.OTHER), at);
    }

    Dialog dialog(Sent onLastHop, String calleeTag) {
        var way = new ArrayList<Hop>();
        for (Sent each = onLastHop; each != null; each = each.previous()) {
            way.addFirst(each.hop());
        }
        return new Dialog(wire, call, onLastHop.first().sip(), calleeTag, way);
    }
}
