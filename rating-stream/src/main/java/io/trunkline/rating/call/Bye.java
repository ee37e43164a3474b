package io.trunkline.rating.call;

import io.trunkline.protocol.dialog.Hop;
import io.trunkline.rating.deadline.Deadlines;
import io.trunkline.rating.message.CallMessage;
import io.trunkline.rating.message.CallMessage.Request;
import io.trunkline.rating.message.CallMessage.Response;
import io.trunkline.rating.message.Capture;
import io.trunkline.rating.message.Envelope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A BYE and what became of it (RFC 3261, 15.1), over all of its hops. It ends its dialog when it is answered by 2xx, 408
 * or 481, or by nothing; any other final answer ends nothing.
 *
 * @param byCaller whether its From tag is the caller's
 * @param dialog the called side's tag: which dialog it ends
 * @param cseq number of its CSeq
 * @param hops where it was seen; empty when only its answer was
 * @param capture when it was seen first; of one of which only the answer was seen, that
 * @param other when another agent saw it first; null without one
 * @param q850 Q.850 cause of its Reason; -1 without one
 * @param fate what became of it
 * @param fateAt when its answer was captured, by the clock of its own capture; null without one
 * @param due when its fate is sealed if nothing comes, by the collector's clock
 */
record Bye(
        boolean byCaller,
        String dialog,
        long cseq,
        List<Seen> hops,
        Capture capture,
        Capture other,
        int q850,
        Fate fate,
        Instant fateAt,
        Instant due) {

    /** What became of a BYE. */
    enum Fate {
        /** Nothing yet. */
        OPEN,
        /** 2xx, 408 or 481. */
        ACCEPTED,
        /** Another final answer. */
        REFUSED
    }

    /** A hop on which it was seen. */
    record Seen(String branch, Hop hop) {}

    private static final int MOST_HOPS = 8;

    /** Takes an unmodifiable copy of the hops. */
    Bye {
        hops = List.copyOf(hops);
    }

    static Bye sent(Request request, boolean byCaller, Instant due) {
        return new Bye(
                byCaller,
                dialog(request, byCaller),
                request.envelope().cseq(),
                List.of(seen(request)),
                request.capture(),
                null,
                request.q850(),
                Fate.OPEN,
                null,
                due);
    }

    /** One of which only the answer was seen: that proves that it was sent (RFC 3261, 15.1.1). */
    static Bye answered(Response response, boolean byCaller, Instant due) {
        return new Bye(
                byCaller,
                dialog(response, byCaller),
                response.envelope().cseq(),
                List.of(),
                response.capture(),
                null,
                -1,
                fate(response.status()),
                response.capture().at(),
                due);
    }

    private static String dialog(CallMessage message, boolean byCaller) {
        Envelope envelope = message.envelope();
        return Leg.tag(byCaller ? envelope.toTag() : envelope.fromTag());
    }

    private static Seen seen(CallMessage message) {
        return new Seen(message.envelope().branch(), message.capture().hop());
    }

    private static Fate fate(int status) {
        return status < 300 || status == 408 || status == 481 ? Fate.ACCEPTED : Fate.REFUSED;
    }

    /** Whether a request or response is of this BYE, on whatever hop. */
    boolean isOf(CallMessage message, boolean callers) {
        return callers == byCaller
                && message.envelope().cseq() == cseq
                && Objects.equals(dialog(message, callers), dialog);
    }

    /** The same BYE, seen again or on another hop. */
    Bye seenAgain(Request request, Instant newDue) {
        boolean known = hops.contains(seen(request));
        if (known || hops.size() == MOST_HOPS) {
            return this;
        }
        var more = new ArrayList<>(hops);
        more.add(seen(request));
        boolean first = hops.isEmpty();
        return new Bye(
                byCaller,
                dialog,
                cseq,
                more,
                first ? request.capture() : capture,
                first || other != null || request.capture().agent().equals(capture.agent()) ? other : request.capture(),
                first ? request.q850() : q850,
                fate,
                fateAt,
                first ? newDue : due);
    }

    /** Whether a response is to it: by the branch of a hop, and never from where it came (RFC 3261, 17.1.3). */
    boolean isAnsweredBy(Response response) {
        Hop way = response.capture().hop();
        for (Seen seen : hops) {
            if (Objects.equals(seen.branch(), response.envelope().branch()) && way.mayAnswer(seen.hop())) {
                return true;
            }
        }
        return false;
    }

    /** The first final answer counts, on whatever hop. */
    Bye with(Response response) {
        return fate == Fate.OPEN
                ? new Bye(
                        byCaller,
                        dialog,
                        cseq,
                        hops,
                        capture,
                        other,
                        q850,
                        fate(response.status()),
                        Spacing.at(capture, response.capture()),
                        due)
                : this;
    }

    Bye due(Instant at) {
        return new Bye(byCaller, dialog, cseq, hops, capture, other, q850, fate, fateAt, at);
    }

    /** The capture by an agent, or the first one when it did not see it: one clock says more than two. */
    Capture by(String agent) {
        return other != null && other.agent().equals(agent) ? other : capture;
    }

    /** The later one of two; this one when there is no other. */
    Bye orLater(Bye another) {
        return another != null && Spacing.between(capture, another.capture).isPositive() ? another : this;
    }

    boolean isSeen() {
        return !hops.isEmpty();
    }

    boolean isRefused() {
        return fate == Fate.REFUSED;
    }

    /** Whether nothing waits for its fate: it was sent before its dialog was there, and nobody has accepted it. */
    boolean isIdle() {
        return fate == Fate.OPEN && due.equals(Deadlines.NEVER);
    }

    /** Whether it ends its dialog, as far as is known now. */
    boolean ends(Instant now) {
        return switch (fate) {
            case OPEN -> !due.isAfter(now);
            case ACCEPTED -> isSeen() || !due.isAfter(now);
            case REFUSED -> false;
        };
    }
}
