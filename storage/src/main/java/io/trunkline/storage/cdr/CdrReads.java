package io.trunkline.storage.cdr;

import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.storage.connection.Columns;
import io.trunkline.storage.connection.Page;
import io.trunkline.storage.connection.Query;
import io.trunkline.storage.connection.StoreConnection;
import io.trunkline.storage.link.LinkReads;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers what is asked of call records. Any thread may ask, and waits. */
public final class CdrReads {

    private static final Query LIST = Query.scoped(CdrReads.class, "cdrs-newest-first");

    private static final Query GROUPS = Query.scoped(CdrReads.class, "groups-of-cdrs");

    private static final Query LEGS = Query.scoped(CdrReads.class, "legs-of-calls");

    private static final Query REVISIONS = Query.scoped(CdrReads.class, "revisions-of-calls");

    private static final Query TIERS = Query.scoped(CdrReads.class, "tiers-of-call");

    private static final Query USUAL_HOUR = Query.scoped(CdrReads.class, "usual-hour");

    private static final Query CHARGED = Query.scoped(CdrReads.class, "calls-to-rate-again");

    /** Of a Call-ID that is used again and again no more records are looked at. */
    private static final int MOST_LEGS = 100;

    /** As many as are kept of the last hour. */
    private static final int MOST_USUAL = 2_000;

    private final StoreConnection connection;
    private final LinkReads links;

    /** Reads by a connection that somebody else closes. */
    public CdrReads(StoreConnection connection, LinkReads links) {
        this.connection = connection;
        this.links = links;
    }

    /**
     * A page of call records, newest first; those that started at the same microsecond by descending id.
     *
     * @throws IllegalArgumentException when the cursor is not one of ours
     */
    public Page<Cdr> list(Scope scope, CdrFilter filter) {
        CdrCursor before = filter.cursor() == null ? CdrCursor.first() : CdrCursor.parse(filter.cursor());
        List<Cdr> rows = connection.rows(
                LIST,
                scope,
                filter.parameters(Map.of(
                        "before_micros", before.startedAtMicros(),
                        "before_id", before.id(),
                        "limit", filter.limit() + 1)),
                CdrTable::read);
        Page<Cdr> page = Page.of(
                rows, filter.limit(), CdrCursor::of, cdr -> CdrCursor.of(cdr).text());
        return filter.isByDestination() && !page.items().isEmpty()
                ? new Page<>(thoseThatHold(scope, page.items()), page.next())
                : page;
    }

    /** Of records, newest first, those that no later revision replaces. */
    private List<Cdr> thoseThatHold(Scope scope, List<Cdr> records) {
        var revisions = new HashMap<String, Integer>();
        for (List<String> ids : LinkReads.atOnce(records.stream().map(Cdr::id).toList())) {
            connection
                    .rows(
                            REVISIONS,
                            scope,
                            Map.of(
                                    "ids",
                                    ids,
                                    "first_micros",
                                    Columns.micros(records.getLast().startedAt()),
                                    "last_micros",
                                    Columns.micros(records.getFirst().startedAt())),
                            row -> Map.entry(row.getString("id"), row.getInt("revision")))
                    .forEach(entry -> revisions.put(entry.getKey(), entry.getValue()));
        }
        return records.stream()
                .filter(cdr -> cdr.revision() >= revisions.getOrDefault(cdr.id(), 0))
                .toList();
    }

    /**
     * How many of the calls that fit share what they are grouped by, most calls first: as many groups as the filter's limit.
     *
     * @param by one way to group or more
     */
    public List<CdrGroup> groups(Scope scope, CdrFilter filter, Set<CdrGrouping> by) {
        var others = new HashMap<String, Object>();
        others.put("limit", filter.limit());
        for (CdrGrouping each : CdrGrouping.values()) {
            others.put(each.parameter(), by.contains(each) ? 1 : 0);
        }
        return connection.rows(GROUPS, scope, filter.parameters(others), row -> CdrGroup.read(row, by));
    }

    /**
     * How calls got through in the same hour of the seven days before, those with the most attempts first.
     *
     * @param by trunk, destination or account
     * @param now when the hour ends
     * @throws IllegalArgumentException for any other way to group
     */
    public List<UsualHour> usualHour(Scope scope, CdrGrouping by, Instant now) {
        if (by == CdrGrouping.CAUSE) {
            throw new IllegalArgumentException("calls of one cause have no quality");
        }
        return connection.rows(
                USUAL_HOUR,
                scope,
                Map.of("by", by.word(), "now_micros", Columns.micros(now), "limit", MOST_USUAL),
                UsualHour::read);
    }

    /**
     * The record of one call that has ended.
     *
     * @param id that of a call; or a Call-ID that is no call's id, which gives the newest of those that bear it
     */
    public Optional<Cdr> newest(Scope scope, String id) {
        if (id.isEmpty()) {
            return Optional.empty();
        }
        List<Cdr> bearing =
                list(scope, CdrFilter.newest(MOST_LEGS).withCallId(id)).items();
        return bearing.stream().filter(cdr -> cdr.id().equals(id)).findFirst().or(() -> bearing.stream()
                .findFirst());
    }

    /** What each tier of a call was charged, the caller's own first: those that the scope covers. */
    public List<Cdr> tiers(Scope scope, Cdr cdr) {
        return connection.rows(
                TIERS,
                scope,
                Map.of(
                        "id", cdr.id(),
                        "call_id", cdr.callId(),
                        "started_micros", Columns.micros(cdr.startedAt())),
                CdrTable::read);
    }

    /** The other legs of each of some calls, by its id: those that the scope covers, in the order in which they began. */
    public Map<String, List<CdrLeg>> legs(Scope scope, List<Cdr> calls) {
        Map<String, List<String>> joined =
                links.legs(calls.stream().map(Cdr::callId).distinct().toList());
        // Also of a Call-ID that is joined to no other: two calls may bear it at one time.
        Map<String, List<CdrLeg>> records = records(scope, joined.values());
        var legs = new HashMap<String, List<CdrLeg>>();
        for (Cdr call : calls) {
            legs.put(
                    call.id(),
                    joined.get(call.callId()).stream()
                            .flatMap(callId -> records.getOrDefault(callId, List.of()).stream())
                            .filter(leg -> leg.isOf(call))
                            .sorted(Comparator.comparing(CdrLeg::startedAt).thenComparing(CdrLeg::id))
                            .toList());
        }
        return legs;
    }

    private Map<String, List<CdrLeg>> records(Scope scope, Collection<List<String>> joined) {
        List<String> callIds = joined.stream().flatMap(List::stream).distinct().toList();
        return LinkReads.atOnce(callIds).stream()
                .flatMap(
                        some -> connection
                                .rows(
                                        LEGS,
                                        scope,
                                        Map.of("call_ids", some, "limit", MOST_LEGS * some.size()),
                                        CdrLeg::read)
                                .stream())
                .collect(Collectors.groupingBy(CdrLeg::callId));
    }

    /**
     * A page of answered calls that somebody pays for, every tier a record: by day, account and time.
     *
     * @throws IllegalArgumentException when the cursor is not one of ours
     */
    public Page<Cdr> charged(Scope scope, ChargedCalls calls) {
        List<Cdr> rows = connection.rows(CHARGED, scope, calls.parameters(), CdrTable::read);
        return Page.of(rows, calls.limit(), ChargedCursor::of, cdr -> ChargedCursor.of(cdr)
                .text());
    }
}
