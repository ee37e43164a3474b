package io.trunkline.storage.cdr;

import io.trunkline.protocol.event.Outcome;
import io.trunkline.storage.connection.Page;
import java.time.Instant;
import java.util.Objects;

/**
 * Which call records, and how many of them. What is null or empty does not filter. Start from {@link #newest}.
 *
 * @param accountId the account; what it has to do with the call is said by the view
 * @param view which of the account's calls
 * @param number the calling or the called number, the whole of it
 * @param callId SIP Call-ID, or the id of one call
 * @param outcome how the call ended
 * @param since first moment of the call's start
 * @param until the call started before this
 * @param limit most items of a page, 1 to {@link #LARGEST_PAGE}
 * @param cursor {@link Page#next} of the page before; null for the first
 */
public record CdrFilter(
        String accountId,
        CdrView view,
        String number,
        String callId,
        Outcome outcome,
        Instant since,
        Instant until,
        int limit,
        String cursor) {

    /** A page is never larger. */
    public static final int LARGEST_PAGE = 10_000;

    /** Checks the limit. */
    public CdrFilter {
        Objects.requireNonNull(view, "view");
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("limit must be 1 to " + LARGEST_PAGE + ", not " + limit);
        }
    }

    /** The newest calls, whosever they are. */
    public static CdrFilter newest(int limit) {
        return new CdrFilter(null, CdrView.ALL, null, null, null, null, null, limit, null);
    }

    /** The same, of one account. */
    public CdrFilter ofAccount(String id) {
        return new CdrFilter(id, view, number, callId, outcome, since, until, limit, cursor);
    }

    /** The same, in one view. */
    public CdrFilter inView(CdrView other) {
        return new CdrFilter(accountId, other, number, callId, outcome, since, until, limit, cursor);
    }

    /** The same, from or to one number. */
    public CdrFilter withNumber(String e164) {
        return new CdrFilter(accountId, view, e164, callId, outcome, since, until, limit, cursor);
    }

    /** The same, of one Call-ID. */
    public CdrFilter withCallId(String id) {
        return new CdrFilter(accountId, view, number, id, outcome, since, until, limit, cursor);
    }

    /** The same, that ended in one way. */
    public CdrFilter withOutcome(Outcome how) {
        return new CdrFilter(accountId, view, number, callId, how, since, until, limit, cursor);
    }

    /** The same, started at or after one moment and before the other; null for no bound. */
    public CdrFilter between(Instant from, Instant to) {
        return new CdrFilter(accountId, view, number, callId, outcome, from, to, limit, cursor);
    }

    /** The same, after the page that gave the cursor. */
    public CdrFilter after(String next) {
        return new CdrFilter(accountId, view, number, callId, outcome, since, until, limit, next);
    }
}
