package io.trunkline.live.board;

import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import java.time.Instant;

/**
 * Another leg of a call that is up, as the API shows it.
 *
 * @param id by which the leg itself is known
 * @param callId SIP Call-ID of the leg
 * @param accountId the account that pays for it; null on a leg that the platform makes
 * @param from calling number or user
 * @param to called number or user
 * @param state how it stands
 * @param startedAt its first INVITE
 * @param answeredAt the first 2xx to INVITE; null when there was none
 * @param source address and port from which its INVITE came
 * @param target address and port to which it went
 * @param trunk the address, without port, to which the platform sent it; null while it has not left the platform
 * @param agent id of the capture agent
 */
public record CallLeg(
        String id,
        String callId,
        String accountId,
        String from,
        String to,
        CallRow.State state,
        Instant startedAt,
        Instant answeredAt,
        String source,
        String target,
        String trunk,
        String agent) {

    static CallLeg of(String id, Call call) {
        return switch (call) {
            case Call.Ringing ringing -> of(id, call.setup(), CallRow.State.RINGING, null);
            case Call.Answered answered -> of(id, call.setup(), CallRow.State.ANSWERED, answered.answeredAt());
            case Call.Ended ended -> of(id, call.setup(), CallRow.State.ENDED, ended.answeredAt());
        };
    }

    private static CallLeg of(String id, CallSetup setup, CallRow.State state, Instant answeredAt) {
        return new CallLeg(
                id,
                setup.callId(),
                setup.accountId(),
                setup.from(),
                setup.to(),
                state,
                setup.startedAt(),
                answeredAt,
                setup.source(),
                setup.target(),
                setup.trunk(),
                setup.agent());
    }
}
