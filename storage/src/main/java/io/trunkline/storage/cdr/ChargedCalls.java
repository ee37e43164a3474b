package io.trunkline.storage.cdr;

import io.trunkline.protocol.event.Cdr;
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
 * @param after the last record of the page before; null for the first page
 * @param limit most records of a page
 */
public record ChargedCalls(Instant since, Instant until, String accountId, String numberPrefix, Cdr after, int limit) {

    /** Checks what must be there. */
    public ChargedCalls {
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(until, "until");
    }

    /** The page behind a record. */
    public ChargedCalls after(Cdr last) {
        return new ChargedCalls(since, until, accountId, numberPrefix, last, limit);
    }

    Map<String, Object> parameters() {
        return Map.of(
                "since_micros",
                Columns.since(since),
                "until_micros",
                Columns.until(until),
                "account_id",
                Objects.requireNonNullElse(accountId, ""),
                "number_prefix",
                Objects.requireNonNullElse(numberPrefix, ""),
                "after_micros",
                after == null ? Columns.since(since) : Columns.micros(after.startedAt()),
                "after_account",
                after == null ? "" : after.accountId(),
                "after_call_id",
                after == null ? "" : after.callId(),
                "after_level",
                after == null ? -1 : after.level(),
                "limit",
                limit);
    }
}
