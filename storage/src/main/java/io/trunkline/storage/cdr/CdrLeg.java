package io.trunkline.storage.cdr;

import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.Outcome;
import io.trunkline.storage.connection.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Another leg of a call that has ended.
 *
 * @param id by which the leg's own record is known
 * @param callId SIP Call-ID of the leg
 * @param accountId the account that pays for it; null on a leg that the platform makes
 * @param from calling number or user
 * @param to called number or user
 * @param startedAt its first INVITE
 * @param answeredAt the first 2xx to INVITE; null when it was not answered
 * @param endedAt its end
 * @param outcome how it ended
 * @param source address and port from which its INVITE came
 * @param target address and port to which it went
 * @param agent id of the capture agent
 */
public record CdrLeg(
        String id,
        String callId,
        String accountId,
        String from,
        String to,
        Instant startedAt,
        Instant answeredAt,
        Instant endedAt,
        Outcome outcome,
        String source,
        String target,
        String agent) {

    /** A row of the query {@code legs-of-calls}. */
    static CdrLeg read(ResultSet row) throws SQLException {
        return new CdrLeg(
                row.getString("id"),
                row.getString("call_id"),
                Columns.textOrNull(row, "account_id"),
                row.getString("from_number"),
                row.getString("to_number"),
                Columns.time(row, "started_at_micros"),
                Columns.time(row, "answered_at_micros"),
                Columns.time(row, "ended_at_micros"),
                Columns.constant(row, "outcome", Outcome.class),
                row.getString("source"),
                row.getString("target"),
                row.getString("agent"));
    }

    /** Whether it is another leg of a call: a Call-ID that was used again later makes another call. */
    boolean isOf(Cdr call) {
        boolean atOneTime = !startedAt.isAfter(call.endedAt()) && !endedAt.isBefore(call.startedAt());
        return !id.equals(call.id()) && (!callId.equals(call.callId()) || atOneTime);
    }
}
