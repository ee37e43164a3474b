package io.trunkline.rating.call;

import io.trunkline.rating.call.Bye.Fate;
import io.trunkline.rating.call.TrackedCall.Ringing;
import io.trunkline.rating.message.CallMessage.Response;
import io.trunkline.rating.message.Capture;
import io.trunkline.rating.message.Envelope;
import java.util.ArrayList;
import java.util.List;

/**
 * A 2xx to the caller.
 *
 * @param capture where and when it passed
 * @param tag of the called side
 * @param branch of its top Via; null without one, and when it was not captured
 * @param unseen whether it was not captured
 */
record Answer(Capture capture, String tag, String branch, boolean unseen) {

    /** One that was captured, at its first copy. */
    static Answer of(Ringing ringing, Response response) {
        Envelope envelope = response.envelope();
        return new Answer(firstCopy(ringing, response), envelope.toTag(), envelope.branch(), false);
    }

    /**
     * When it was answered. RFC 3261, 13.3.1.4: a 2xx is sent again until it is acknowledged, and the nearer copy of the
     * first one may have been lost on its way here. So it was where the other side took a BYE between the two.
     */
    private static Capture firstCopy(Ringing ringing, Response response) {
        Capture first = response.capture();
        String tag = Leg.tag(response.envelope().toTag());
        for (Response held : ringing.held()) {
            boolean same = held.status() / 100 == 2
                    && tag.equals(Leg.tag(held.envelope().toTag()))
                    && Spacing.between(held.capture(), first).isPositive();
            if (same
                    && ringing.byes()
                            .find(bye -> isBetween(held, bye, response))
                            .isPresent()) {
                first = held.capture();
            }
        }
        return first;
    }

    /** Only what the platform passes on is known to be more than the word of one side. */
    private static boolean isBetween(Response held, Bye bye, Response response) {
        return bye.fate() != Fate.REFUSED
                && bye.hops().size() > 1
                && bye.dialog().equals(Leg.tag(response.envelope().toTag()))
                && Spacing.between(held.capture(), bye.capture()).isPositive()
                && Spacing.between(bye.capture(), response.capture()).isPositive();
    }

    /**
     * That of the 2xx, and those of the other forks that have answered by now: a proxy passes every 2xx on (16.7), and to the
     * caller all of them bear the branch of his INVITE, whether that was captured or not.
     */
    List<String> dialogs(Ringing ringing) {
        var dialogs = new ArrayList<>(List.of(Leg.tag(tag)));
        for (Response held : ringing.held()) {
            Envelope envelope = held.envelope();
            String other = Leg.tag(envelope.toTag());
            boolean sameInvite = branch != null && branch.equals(envelope.branch());
            boolean answers = held.status() / 100 == 2
                    && (sameInvite || ringing.attempts().with(envelope).isPresent());
            if (answers && !dialogs.contains(other)) {
                dialogs.add(other);
            }
        }
        return dialogs;
    }
}
