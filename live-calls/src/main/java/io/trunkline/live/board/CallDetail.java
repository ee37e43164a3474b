package io.trunkline.live.board;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.EndedBy;
import io.trunkline.protocol.event.Outcome;
import java.time.Instant;

/**
 * One call, up or just ended, as the API shows it.
 *
 * @param call what a list shows of it
 * @param endedAt the end; null while it is up
 * @param outcome how it ended; null while it is up
 * @param endedBy who ended it; null while it is up
 * @param status final SIP status of the INVITE, 0 when there was none; null while it is up
 * @param cause why it ended, in words; null while it is up
 */
public record CallDetail(
        @JsonUnwrapped CallRow call, Instant endedAt, Outcome outcome, EndedBy endedBy, Integer status, Cause cause) {

    static CallDetail up(CallRow call) {
        return new CallDetail(call, null, null, null, null, null);
    }

    static CallDetail ended(CallRow row, Call.Ended call) {
        return new CallDetail(row, call.endedAt(), call.outcome(), call.endedBy(), call.status(), call.cause());
    }
}
