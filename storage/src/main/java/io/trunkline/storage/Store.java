package io.trunkline.storage;

import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.LedgerEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The record of every message, call and movement of money, in ClickHouse. Queries wait for the server, so they
 * belong on threads that may wait; all methods may be called from any thread, and raise {@link StoreException}.
 */
public final class Store implements AutoCloseable {

    /** A trace has no more messages than this: one Call-ID sent for ever must not fill the memory. */
    public static final int LONGEST_TRACE = 10_000;

    private static final Query TRACE = Query.named("trace-of-call");
    private static final Query CDRS = Query.named("cdrs-newest-first");
    private static final Query STATEMENT = Query.named("statement-newest-first");
    private static final Query COUNT_MESSAGES = Query.named("count-messages");
    private static final Query COUNT_UNREADABLE = Query.named("count-unreadable");

    /** Before and after every time that the store can hold. */
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2299-12-31T23:59:59Z");

    private final StoreSettings settings;
    private final StoreConnection connection;

    private Store(StoreSettings settings, StoreConnection connection) {
        this.settings = settings;
        this.connection = connection;
    }

    /**
     * Opens a store. Nothing is sent: the server may be away.
     *
     * @throws StoreException when the URL is not one of a ClickHouse server
     */
    public static Store open(StoreSettings settings) {
        return new Store(settings, new StoreConnection(settings));
    }

    /**
     * Brings the database to the schema of this version, and the retention to its settings. To be called before
     * anything else is asked or written; safe when several processes do it at once.
     *
     * @throws StoreException when the server does not answer, or the database is not one of this version; the
     *     message names the file
     */
    public void migrate() {
        new Migrations(connection, Migrations.all()).apply();
        var retention = new Retention(connection);
        retention.apply("messages", "received_at", settings.retentionMessages());
        retention.apply("unreadable", "recorded_at", settings.retentionMessages());
        retention.apply("cdrs", "started_at", settings.retentionCdrs());
    }

    /**
     * Asks the server whether it is there.
     *
     * @throws StoreException when it is not
     */
    public void ping() {
        connection.execute("SELECT 1");
    }

    /**
     * A page of call records, newest first; those that started at the same microsecond by descending Call-ID.
     *
     * @throws IllegalArgumentException when the cursor is not one of ours
     */
    public Page<Cdr> cdrs(CdrFilter filter) {
        CdrCursor before = filter.cursor() == null ? CdrCursor.first() : CdrCursor.parse(filter.cursor());
        List<Cdr> rows = connection.rows(
                CDRS,
                Map.ofEntries(
                        Map.entry("account_id", orEmpty(filter.accountId())),
                        Map.entry("view", filter.view().parameter()),
                        Map.entry("number", orEmpty(filter.number())),
                        Map.entry("call_id", orEmpty(filter.callId())),
                        Map.entry("outcome", filter.outcome() == null ? "" : Columns.name(filter.outcome())),
                        Map.entry("since_micros", since(filter.since())),
                        Map.entry("until_micros", until(filter.until())),
                        Map.entry("before_micros", before.startedAtMicros()),
                        Map.entry("before_call_id", before.callId()),
                        Map.entry("limit", filter.limit() + 1)),
                CdrTable::read);
        return Page.of(
                rows, filter.limit(), CdrCursor::of, cdr -> CdrCursor.of(cdr).text());
    }

    /** The record of one call that has ended; of several with the same Call-ID the newest. */
    public Optional<Cdr> cdr(String callId) {
        if (callId.isEmpty()) {
            return Optional.empty();
        }
        return cdrs(CdrFilter.newest(1).withCallId(callId)).items().stream().findFirst();
    }

    /**
     * The messages of one call, at most {@link #LONGEST_TRACE}, each once, by the time of capture; those captured
     * in the same microsecond in the order in which their collector took them; each says on which leg it passed.
     */
    public List<TraceMessage> trace(String callId) {
        return Legs.assign(
                connection.rows(TRACE, Map.of("call_id", callId, "limit", LONGEST_TRACE), MessageTable::read));
    }

    /**
     * A page of an account's ledger, last entry first.
     *
     * @throws IllegalArgumentException when the cursor is not one of ours
     */
    public Page<LedgerEntry> statement(StatementFilter filter) {
        long before = filter.cursor() == null ? Long.MAX_VALUE : sequence(filter.cursor());
        List<LedgerEntry> rows = connection.rows(
                STATEMENT,
                Map.of(
                        "account_id", filter.accountId(),
                        "before_sequence", before,
                        "since_micros", since(filter.since()),
                        "until_micros", until(filter.until()),
                        "limit", filter.limit() + 1),
                LedgerTable::read);
        return Page.of(rows, filter.limit(), LedgerEntry::id, entry -> Long.toString(entry.sequence()));
    }

    /** How many messages are kept. Reads the whole table: for tests and for people, not for a page. */
    public long countMessages() {
        return count(COUNT_MESSAGES);
    }

    /** How many records are kept that could not be read. */
    public long countUnreadable() {
        return count(COUNT_UNREADABLE);
    }

    /** Writes rows and waits until the server has them: {@link StoreConnection#insert}. */
    void insert(String table, List<String> columns, RowBuffer rows, String token) {
        connection.insert(table, columns, rows, token);
    }

    private long count(Query query) {
        return connection.rows(query, Map.of(), row -> row.getLong(1)).getFirst();
    }

    private static long since(Instant since) {
        return Columns.micros(since == null || since.isBefore(EARLIEST) ? EARLIEST : since);
    }

    private static long until(Instant until) {
        return Columns.micros(until == null || until.isAfter(LATEST) ? LATEST : until);
    }

    private static long sequence(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a cursor of a statement: " + cursor, e);
        }
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    @Override
    public void close() {
        connection.close();
    }
}
