package io.trunkline.rating.call;

import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.Outcome;
import java.time.Instant;

/**
 * How a call ends.
 *
 * @param at when, as the call's duration is reckoned
 * @param outcome how
 * @param status final status of the INVITE; 0 when there was none
 * @param cause why
 * @param skewed whether the clocks of the agents differ so much that the time is doubtful
 */
record Ending(Instant at, Outcome outcome, int status, Cause cause, boolean skewed) {

    private static final int OK = 200;

    /** Before an answer, by a final failure, a redirection that was not followed, or a CANCEL. */
    static Ending unanswered(int status, Cause cause) {
        return new Ending(cause.at(), outcome(status, cause.code()), status, cause, false);
    }

    /** After an answer. */
    static Ending answered(Cause cause, boolean skewed) {
        return new Ending(cause.at(), Outcome.ANSWERED, OK, cause, skewed);
    }

    private static Outcome outcome(int status, Cause.Code code) {
        if (code == Cause.Code.CANCELLED) {
            return Outcome.CANCELLED;
        }
        return switch (status) {
            case 486, 600 -> Outcome.BUSY;
            case 0, 408, 480 -> Outcome.NO_ANSWER;
            default -> status / 100 == 5 ? Outcome.FAILED : Outcome.REJECTED;
        };
    }
}
