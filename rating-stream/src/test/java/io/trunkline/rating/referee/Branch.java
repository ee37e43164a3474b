package io.trunkline.rating.referee;

import io.trunkline.rating.referee.Packet.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * What the platform sent to one device, hop by hop from the device back to the caller. Behind a back-to-back user agent
 * the hops belong to two legs.
 */
record Branch(Wire wire, List<Step> steps) {

    /**
     * A hop.
     *
     * @param tag what the device, or the back-to-back user agent, says its tag is on this leg
     */
    record Step(Leg leg, Sent sent, String tag) {}

    /** Adds the hops of a leg, the last one first. */
    static List<Step> steps(Leg leg, Sent last, String tag) {
        var steps = new ArrayList<Step>();
        for (Sent each = last; each != null; each = each.previous()) {
            steps.add(new Step(leg, each, tag));
        }
        return steps;
    }

    long arrivedAt() {
        return steps.getFirst().sent().arrivedAtMicros();
    }

    /** Of each leg its last hop, from the device on. */
    private List<Step> legs() {
        var legs = new ArrayList<Step>();
        for (Step step : steps) {
            if (legs.isEmpty() || legs.getLast().leg() != step.leg()) {
                legs.add(step);
            }
        }
        return legs;
    }

    long rings(int status, String moreOfTag, List<String> lines, long at) {
        long now = at;
        for (Step leg : legs()) {
            Sip response = leg.sent().first().sip().response(status, leg.tag() + moreOfTag, lines);
            now = wire.provisional(leg.sent(), response, leg.leg().mark(Role.OTHER), now);
        }
        return now;
    }

    long answers(List<String> lines, Role role, long at) {
        long now = at;
        for (Step leg : legs()) {
            Sip response = leg.sent().first().sip().response(200, leg.tag(), lines);
            now = wire.answer(leg.sent(), response, leg.leg().mark(role), now);
        }
        return now;
    }

    /** A failure that the platform keeps to itself: it may try others (RFC 3261, 16.7). */
    long failsHere(int status, long at) {
        return fails(steps.getFirst(), status, Role.OTHER, at);
    }

    long failsAllTheWay(int status, Role role, long at) {
        return failsUpwards(status, role, failsHereAs(status, role, at));
    }

    private long failsHereAs(int status, Role role, long at) {
        return fails(steps.getFirst(), status, role, at);
    }

    /** On all hops but the device's. */
    long failsUpwards(int status, Role role, long at) {
        long now = at;
        for (Step step : steps.subList(1, steps.size())) {
            now = fails(step, status, role, now);
        }
        return now;
    }

    private long fails(Step step, int status, Role role, long at) {
        Sip response = step.sent().sip().response(status, step.tag(), List.of());
        return wire.failure(
                step.sent(), response, step.leg().mark(role), step.leg().mark(Role.OTHER), at);
    }

    /** The platform cancels it (RFC 3261, 16.10); gives when the device has it. */
    long isCancelledHere(long at) {
        return cancel(steps.getFirst(), Role.OTHER, at);
    }

    /** The caller cancels, and each hop does (RFC 3261, 9). */
    long isCancelledByCaller(long at) {
        long now = at;
        for (Step step : steps.reversed()) {
            now = cancel(step, Role.CANCEL, now);
        }
        return now;
    }

    private long cancel(Step step, Role role, long at) {
        Sip cancel = step.sent().sip().as("CANCEL", null);
        Sent sent = wire.send(cancel, step.sent().hop(), true, step.leg().mark(role), at);
        wire.reply(
                sent,
                cancel.response(200, step.tag(), List.of()),
                step.leg().mark(Role.OTHER),
                step.leg().mark(role),
                sent.arrivedAtMicros() + wire.between(1, 4));
        return sent.arrivedAtMicros();
    }

    /** The dialogs that its 2xx makes, the caller's first. */
    List<Dialog> dialogs(String moreOfTag) {
        return legs().reversed().stream()
                .map(leg -> leg.leg().dialog(leg.sent(), leg.tag() + moreOfTag))
                .toList();
    }
}
