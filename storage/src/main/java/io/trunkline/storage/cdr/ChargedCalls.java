package io.trunkline.storage.cdr;

import io.trunkline.protocol.event.Payer;
import io.trunkline.storage.connection.Columns;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * Which answered calls that somebody pays for, and where among them: a page is what comes behind the last record of the one
 * before.
 *
 * @param since first moment at which a call began, from 1970 on
 * @param until it began before this
 * @param accountId the account that pays; null for any
 * @param numberPrefix with which the called number begins; null for any
 * @param role why the account pays; null for any reason
 * @param cursor {@link io.trunkline.storage.connection.Page#next} of the page before; null for the first page
 * @param limit most records of a page
 */
public record ChargedCalls(
        Instant since,
        Instant until,
        String accountId,
        String numberPrefix,
        Payer.Role role,
        String cursor,
        int limit) {

    /** Checks what must be there. */
    public ChargedCalls {
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(until, "until");
    }

    /** The page behind the one that gave the cursor. */
    public ChargedCalls after(String next) {
        return new ChargedCalls(since, until, accountId, numberPrefix, role, next, limit);
    }

    /**
     * The parameters of {@code calls-to-rate-again.sql}, for one row more than the page has.
     *
     * @throws IllegalArgumentException when the cursor is not one of ours
     */
    Map<String, Object> parameters() {
        var after = cursor == null ? new ChargedCursor(Columns.since(since), -1, "", "") : ChargedCursor.parse(cursor);
        return Map.ofEntries(
                Map.entry("since_micros", Columns.since(since)),
                Map.entry("until_micros", Columns.until(until)),
                Map.entry("account_id", Objects.requireNonNullElse(accountId, "")),
                Map.entry("number_prefix", Objects.requireNonNullElse(numberPrefix, "")),
                Map.entry("role", role == null ? "" : Columns.name(role)),
                Map.entry("after_micros", after.startedAtMicros()),
                Map.entry("after_account", after.accountId()),
                Map.entry("after_call_id", after.callId()),
                Map.entry("after_level", after.level()),
                Map.entry("limit", limit + 1));
    }
}
