package io.trunkline.rating.call;

import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.Cause;
import io.trunkline.rating.call.TrackedCall.Answered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is to be known of the times and the payer of a call that was answered. */
final class CallFlags {

    private CallFlags() {}

    /**
     * The flags of a call that ends now.
     *
     * @param now by the collector's clock
     */
    static List<String> of(Answered answered, Ending ending, Instant now) {
        boolean withoutBye = ending.cause().code() == Cause.Code.NO_BYE;
        var flags = new ArrayList<String>();
        if (ending.skewed()) {
            flags.add(Call.Ended.CLOCK_SKEW);
        }
        if (answered.answerUnseen() || (withoutBye && answered.call().uncertainSince() != null)) {
            flags.add(Call.Ended.CAPTURE_GAP);
        }
        if (withoutBye && answered.isEndAskedFor(now)) {
            flags.add(Call.Ended.CLOSED_BY_OPERATOR);
        }
        if (isInviteUnknown(answered)) {
            flags.add(Call.Ended.INVITE_UNKNOWN);
        }
        return flags;
    }

    /**
     * Whether it cannot be known who has to pay: the INVITE that was answered was not seen, or is one of several, or it
     * bears credentials of several.
     */
    private static boolean isInviteUnknown(Answered answered) {
        Attempt callers = answered.answered();
        boolean several = answered.setup().accountId() == null
                && callers.parties().digestUsers().size() > 1;
        return !answered.ofPlatform() && (several || isUnseen(answered.attempts(), callers));
    }

    /** Whether it was answered without being seen: what stands for it has none of the names that the INVITE bore. */
    private static boolean isUnseen(Attempts attempts, Attempt callers) {
        for (Attempt attempt : attempts.all()) {
            if (attempt.isSameAs(callers) && !attempt.parties().equals(callers.parties())) {
                return true;
            }
        }
        return false;
    }
}
