package io.trunkline.storage.cdr;

import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.Outcome;
import io.trunkline.storage.connection.Columns;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Which call records, and how many of them. Start from {@link #newest}; what is not said does not filter. Immutable.
 */
public final class CdrFilter {

    /** A page is never larger. */
    public static final int LARGEST_PAGE = 10_000;

    private static final long NO_BOUND = -1;

    /** The parameters of {@code cdrs-that-fit.sql}, for all calls. */
    private static final Map<String, Object> ALL = Map.ofEntries(
            Map.entry("account_id", ""),
            Map.entry("view", CdrView.ALL.parameter()),
            Map.entry("number", ""),
            Map.entry("number_prefix", ""),
            Map.entry("call_id", ""),
            Map.entry("outcome", ""),
            Map.entry("cause", ""),
            Map.entry("destination", ""),
            Map.entry("trunk", ""),
            Map.entry("agent", ""),
            Map.entry("endpoint_user", ""),
            Map.entry("endpoint_address", ""),
            Map.entry("endpoint_since_micros", NO_BOUND),
            Map.entry("endpoint_until_micros", NO_BOUND),
            Map.entry("min_ring_millis", NO_BOUND),
            Map.entry("max_ring_millis", NO_BOUND),
            Map.entry("min_millis", NO_BOUND),
            Map.entry("max_millis", NO_BOUND),
            Map.entry("since_micros", Columns.since(null)),
            Map.entry("until_micros", Columns.until(null)));

    private final Map<String, Object> parameters;
    private final int limit;
    private final String cursor;

    private CdrFilter(Map<String, Object> parameters, int limit, String cursor) {
        this.parameters = Map.copyOf(parameters);
        this.limit = limit;
        this.cursor = cursor;
    }

    /**
     * The newest calls, whosever they are.
     *
     * @param limit most items of a page, 1 to {@link #LARGEST_PAGE}
     */
    public static CdrFilter newest(int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("limit must be 1 to " + LARGEST_PAGE + ", not " + limit);
        }
        return new CdrFilter(ALL, limit, null);
    }

    /** The same, of one account; what it has to do with the call is said by the view. */
    public CdrFilter ofAccount(String id) {
        return with("account_id", id);
    }

    /** The same, in one view. */
    public CdrFilter inView(CdrView view) {
        return with("view", view.parameter());
    }

    /** The same, from or to one number or user, the whole of it. */
    public CdrFilter withNumber(String e164) {
        return with("number", e164);
    }

    /** The same, from or to a number or user that begins so. */
    public CdrFilter withNumberPrefix(String digits) {
        return with("number_prefix", digits);
    }

    /** The same, of one SIP Call-ID, or of the id of one call. */
    public CdrFilter withCallId(String id) {
        return with("call_id", id);
    }

    /** The same, that ended in one way. */
    public CdrFilter withOutcome(Outcome how) {
        return with("outcome", Columns.name(how));
    }

    /** The same, that ended for one reason. */
    public CdrFilter withCause(Cause.Code code) {
        return with("cause", Columns.name(code));
    }

    /** The same, to one destination of a rate card, by its name. */
    public CdrFilter withDestination(String name) {
        return with("destination", name);
    }

    /** The same, that the platform sent to one address, said without port and brackets. */
    public CdrFilter withTrunk(String address) {
        return with("trunk", address);
    }

    /** The same, seen first by one capture agent. */
    public CdrFilter withAgent(String id) {
        return with("agent", id);
    }

    /**
     * The same, made by an endpoint or for it: from or to its user; and from or to the address and port at which it was,
     * since one moment and before the other.
     *
     * @param address empty where nobody saw it
     * @param until null while it is there
     */
    public CdrFilter ofEndpoint(String user, String address, Instant since, Instant until) {
        return with("endpoint_user", user)
                .with("endpoint_address", address)
                .with("endpoint_since_micros", Columns.since(since))
                .with("endpoint_until_micros", Columns.until(until));
    }

    /** The same, that rang so many seconds; a call that did not ring fits no bound. */
    public CdrFilter ringing(OptionalLong least, OptionalLong most) {
        return with("min_ring_millis", millis(least)).with("max_ring_millis", millis(most));
    }

    /** The same, of which the talk took so many seconds. */
    public CdrFilter lasting(OptionalLong least, OptionalLong most) {
        return with("min_millis", millis(least)).with("max_millis", millis(most));
    }

    /** The same, started at or after one moment and before the other; null for no bound. */
    public CdrFilter between(Instant from, Instant to) {
        return with("since_micros", Columns.since(from)).with("until_micros", Columns.until(to));
    }

    /** The same, after the page that gave the cursor ({@link io.trunkline.storage.connection.Page#next}). */
    public CdrFilter after(String next) {
        return new CdrFilter(parameters, limit, next);
    }

    int limit() {
        return limit;
    }

    boolean isByDestination() {
        return !parameters.get("destination").equals("");
    }

    /** Null for the first page. */
    String cursor() {
        return cursor;
    }

    /** The parameters of {@code cdrs-that-fit.sql}, with those that the statement around it has besides. */
    Map<String, Object> parameters(Map<String, Object> others) {
        var all = new HashMap<>(parameters);
        all.putAll(others);
        return all;
    }

    private CdrFilter with(String name, Object value) {
        var changed = new HashMap<>(parameters);
        changed.put(name, value);
        return new CdrFilter(changed, limit, cursor);
    }

    private static long millis(OptionalLong seconds) {
        return seconds.isPresent() ? Math.multiplyExact(seconds.getAsLong(), 1_000) : NO_BOUND;
    }
}
