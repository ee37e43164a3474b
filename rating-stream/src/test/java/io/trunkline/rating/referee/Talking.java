package io.trunkline.rating.referee;

import io.trunkline.rating.referee.Packet.Role;
import io.trunkline.rating.referee.Plan.Within;
import java.util.ArrayList;
import java.util.List;

/** Plays a talk, from its ACK to its BYE; behind a back-to-back user agent each request goes through both dialogs. */
final class Talking {

    private static final long SECOND = 1_000_000;
    private static final long LONG_ENOUGH_SECONDS = 10;

    private final Plan plan;
    private final Wire wire;
    private final List<Dialog> dialogs;

    /**
     * A talk.
     *
     * @param dialogs the caller's first
     */
    Talking(Plan plan, Wire wire, List<Dialog> dialogs) {
        this.plan = plan;
        this.wire = wire;
        this.dialogs = dialogs;
    }

    /** Talks; gives when it is over. */
    long play(long at) {
        acknowledges(at, Role.WITHIN);
        long seconds =
                switch (plan.start().end()) {
                    case ANSWERED_AND_CANCELLED -> 0;
                    // The other fork is done with before the talk is.
                    case ANSWERED_TWICE, ANSWERED_ANEW ->
                        Math.max(LONG_ENOUGH_SECONDS, plan.talk().seconds());
                    default -> plan.talk().seconds();
                };
        long over = at + seconds * SECOND + wire.between(20, 900);
        long session = plan.talk().sessionSeconds();
        for (long refresh = session / 2; session > 0 && refresh < seconds; refresh += session / 2) {
            refreshes(refresh % 4 < 2 ? "UPDATE" : "INVITE", at + refresh * SECOND);
        }
        if (seconds >= LONG_ENOUGH_SECONDS) {
            List<Within> within = plan.talk().within();
            for (int i = 0; i < within.size(); i++) {
                happens(within.get(i), at + (i + 1) * seconds * SECOND / (within.size() + 1));
            }
        }
        return hangsUp(over);
    }

    /** RFC 3261, 13.2.2.4: each copy of the 2xx is acknowledged. */
    private void acknowledges(long at, Role role) {
        for (Dialog dialog : dialogs) {
            dialog.ack(dialog.inviteCseq(), true, dialog.mark(role), at);
            if (plan.networkLossPercent() > 0) {
                dialog.ack(dialog.inviteCseq(), true, dialog.mark(role), at + SECOND / 2);
            }
        }
    }

    private void refreshes(String method, long at) {
        var lines = List.of("Session-Expires: " + plan.talk().sessionSeconds() + ";refresher=uac");
        exchange(method, true, 200, lines, Role.WITHIN, Role.WITHIN, at);
    }

    private void happens(Within within, long at) {
        switch (within) {
            case RE_INVITE -> exchange("INVITE", true, 200, sessionLines(), Role.WITHIN, Role.WITHIN, at);
            case RE_INVITE_BY_CALLEE -> exchange("INVITE", false, 200, sessionLines(), Role.WITHIN, Role.WITHIN, at);
            case RE_INVITE_REFUSED -> exchange("INVITE", true, 488, List.of(), Role.WITHIN, Role.WITHIN, at);
            case UPDATE -> exchange("UPDATE", true, 200, sessionLines(), Role.WITHIN, Role.WITHIN, at);
            case INFO -> exchange("INFO", true, 200, List.of(), Role.WITHIN, Role.WITHIN, at);
            case MESSAGE_BY_CALLEE -> exchange("MESSAGE", false, 200, List.of(), Role.WITHIN, Role.WITHIN, at);
            case REFER -> {
                exchange("REFER", true, 202, List.of(), Role.WITHIN, Role.WITHIN, at);
                exchange("NOTIFY", false, 200, List.of("Event: refer"), Role.WITHIN, Role.WITHIN, at + SECOND / 5);
            }
            case BYE_FORBIDDEN -> refuses(403, at);
            case BYE_TOO_MANY_HOPS -> refuses(483, at);
            case BYE_CHALLENGE_LEFT -> refuses(407, at);
            case BYE_OUT_OF_ORDER -> refusedByOtherSide(at);
        }
    }

    private List<String> sessionLines() {
        long seconds = plan.talk().sessionSeconds();
        return seconds == 0 ? List.of() : List.of("Session-Expires: " + seconds + ";refresher=uac");
    }

    private long hangsUp(long at) {
        return switch (plan.talk().hangUp()) {
            case BY_CALLER -> exchange("BYE", true, 200, List.of(), Role.BYE, Role.BYE_ANSWER, at);
            case BY_CALLEE -> exchange("BYE", false, 200, List.of(), Role.BYE, Role.BYE_ANSWER, at);
            case BY_BOTH -> {
                exchange("BYE", true, 200, List.of(), Role.BYE, Role.BYE_ANSWER, at);
                yield exchange("BYE", false, 481, List.of(), Role.BYE, Role.BYE_ANSWER, at + SECOND / 100);
            }
            case CHALLENGED -> {
                long refused = refuses(407, at);
                yield exchange(
                        "BYE",
                        true,
                        200,
                        plan.start().admission().credentials(),
                        Role.BYE,
                        Role.BYE_ANSWER,
                        refused + wire.between(2, 60));
            }
            case ANSWERED_481 -> exchange("BYE", true, 481, List.of(), Role.BYE, Role.BYE_ANSWER, at);
            case UNANSWERED -> goesUnanswered(at);
            case NEVER -> at;
        };
    }

    /** A request from one side to the other and its final answer; of an INVITE the ACK, too. */
    private long exchange(
            String method, boolean byCaller, int status, List<String> lines, Role asked, Role answered, long at) {
        var way = byCaller ? dialogs : dialogs.reversed();
        var sent = new ArrayList<Sent>();
        long now = at;
        for (Dialog dialog : way) {
            Sip request = dialog.request(method, byCaller, lines);
            sent.add(dialog.toOtherSide(request, byCaller, dialog.mark(asked), now));
            now = sent.getLast().arrivedAtMicros() + wire.between(1, 30);
        }
        for (int i = way.size() - 1; i >= 0; i--) {
            Dialog dialog = way.get(i);
            now = dialog.answer(sent.get(i), status, lines, dialog.mark(answered), dialog.mark(asked), now);
        }
        if (method.equals("INVITE") && status < 300) {
            for (int i = 0; i < way.size(); i++) {
                way.get(i).ack(sent.get(i).sip().cseq(), byCaller, way.get(i).mark(asked), now);
            }
        }
        return now;
    }

    /** A BYE that gets no farther than the platform. */
    private long refuses(int status, long at) {
        Dialog dialog = dialogs.getFirst();
        Sip bye = dialog.request("BYE", true, List.of());
        Sip sent = status == 483 ? bye.withMaxForwards(0) : bye;
        Sent there = dialog.toPlatform(sent, true, dialog.mark(Role.REFUSED_BYE), at);
        return dialog.answer(
                there,
                status,
                Cast.challenge(status),
                dialog.mark(Role.REFUSAL),
                dialog.mark(Role.REFUSED_BYE),
                there.arrivedAtMicros() + wire.between(1, 30));
    }

    private void refusedByOtherSide(long at) {
        Dialog dialog = dialogs.getFirst();
        Sip bye = dialog.request("BYE", true, List.of()).withCseq(1);
        Sent there = dialogs.size() == 1
                ? dialog.toOtherSide(bye, true, dialog.mark(Role.REFUSED_BYE), at)
                : dialog.toPlatform(bye, true, dialog.mark(Role.REFUSED_BYE), at);
        dialog.answer(
                there,
                500,
                List.of(),
                dialog.mark(Role.REFUSAL),
                dialog.mark(Role.REFUSED_BYE),
                there.arrivedAtMicros() + wire.between(1, 30));
    }

    /** RFC 3261, 15.1.1: who gets 408 or no answer to his BYE takes the session for ended. */
    private long goesUnanswered(long at) {
        Dialog dialog = dialogs.getFirst();
        Sip bye = dialog.request("BYE", true, List.of());
        Sent first = dialog.toPlatform(bye, true, dialog.mark(Role.BYE), at);
        long again = first.arrivedAtMicros();
        if (dialogs.size() == 1) {
            for (int copy = 0; copy < 5; copy++) {
                dialog.onwardsOnce(first, again, dialog.mark(Role.BYE));
                again += SECOND << Math.min(copy, 2);
            }
        }
        if (plan.seed() % 2 == 0) {
            return at + 32 * SECOND;
        }
        return dialog.answer(
                first, 408, List.of(), dialog.mark(Role.BYE_ANSWER), dialog.mark(Role.BYE), at + 32 * SECOND);
    }

    /** PRACK of a reliable provisional response (RFC 3262), in an early dialog. */
    void acknowledgesProvisional(long at) {
        exchange("PRACK", true, 200, List.of("RAck: 7001 1 INVITE"), Role.OTHER, Role.OTHER, at);
    }

    /** A BYE of a dialog in which nobody talks. */
    void endsBesides(long at) {
        exchange("BYE", true, 200, List.of(), Role.OTHER, Role.OTHER, at);
    }

    /** ACK and BYE to the 2xx of another fork (RFC 3261, 13.2.2.4). */
    void acknowledgesAndEndsBesides(long at) {
        acknowledges(at, Role.OTHER);
        endsBesides(at + SECOND / 20);
    }
}
