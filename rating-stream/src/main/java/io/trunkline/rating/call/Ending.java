package io.trunkline.rating.call;

import io.trunkline.protocol.event.EndedBy;
import io.trunkline.protocol.event.Outcome;
import java.time.Instant;

/**
 * How a call ends.
 *
 * @param at capture time of what ended it
 * @param outcome how
 * @param endedBy by whom
 * @param status final status of the INVITE; 0 when there was none
 */
record Ending(Instant at, Outcome outcome, EndedBy endedBy, int status) {

    private static final int REQUEST_TERMINATED = 487;

    /** By a final failure or redirection of the INVITE. */
    static Ending byStatus(int status, Instant at) {
        return status == REQUEST_TERMINATED ? byCaller(at) : new Ending(at, outcome(status), EndedBy.CALLEE, status);
    }

    /** The caller gave up before an answer. */
    static Ending byCaller(Instant at) {
        return new Ending(at, Outcome.CANCELLED, EndedBy.CALLER, REQUEST_TERMINATED);
    }

    /** Nothing more was heard of it before an answer. */
    static Ending unanswered(Instant at) {
        return new Ending(at, Outcome.NO_ANSWER, EndedBy.NO_BYE, 0);
    }

    /** After an answer. */
    static Ending answered(Instant at, EndedBy by) {
        return new Ending(at, Outcome.ANSWERED, by, 200);
    }

    private static Outcome outcome(int status) {
        return switch (status) {
            case 486, 600 -> Outcome.BUSY;
            case 408, 480 -> Outcome.NO_ANSWER;
            default -> status / 100 == 5 ? Outcome.FAILED : Outcome.REJECTED;
        };
    }
}
