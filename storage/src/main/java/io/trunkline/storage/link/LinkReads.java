package io.trunkline.storage.link;

import io.trunkline.protocol.JoinedLegs;
import io.trunkline.protocol.event.CallLink;
import io.trunkline.storage.connection.Query;
import io.trunkline.storage.connection.StoreConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds which Call-IDs are legs of one call. It takes no scope, for a link belongs to nobody: who asks by it reads only
 * what a scope covers. Any thread may ask, and waits.
 */
public final class LinkReads {

    /** One call has hardly ever more than two or three. */
    private static final int MOST_LINKS = 100;

    /** ClickHouse reads statements of up to 256 KiB, and each Call-ID stands in one several times: strangers choose its length. */
    private static final int MOST_CHARACTERS = 20_000;

    private static final int MOST_AT_ONCE = 200;

    private static final Query LINKS = Query.named(LinkReads.class, "links-of-calls");

    private final StoreConnection connection;

    /** Reads by a connection that somebody else closes. */
    public LinkReads(StoreConnection connection) {
        this.connection = connection;
    }

    /** The Call-IDs of all legs of the call to which a Call-ID belongs, that one first; at most {@link JoinedLegs#MOST}. */
    public List<String> legs(String callId) {
        return legs(List.of(callId)).get(callId);
    }

    /** The same for each of many, with as many questions as the longest chain of links needs. */
    public Map<String, List<String>> legs(Collection<String> callIds) {
        var byMember = new HashMap<String, Set<CallLink>>();
        var asked = new LinkedHashSet<String>();
        Set<String> fresh = new LinkedHashSet<>(callIds);
        int most = fresh.size() * JoinedLegs.MOST;
        while (!fresh.isEmpty()) {
            List<CallLink> links = linksOf(fresh);
            asked.addAll(fresh);
            links.forEach(link -> members(link)
                    .forEach(member -> byMember.computeIfAbsent(member, each -> new LinkedHashSet<>())
                            .add(link)));
            fresh = links.stream()
                    .flatMap(link -> link.callIds().stream())
                    .filter(each -> !asked.contains(each))
                    .limit(most - asked.size())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
        var legs = new HashMap<String, List<String>>();
        for (String callId : callIds) {
            legs.put(callId, List.copyOf(JoinedLegs.of(callId, some -> some.stream()
                    .flatMap(each -> byMember.getOrDefault(each, Set.of()).stream())
                    .distinct()
                    .toList())));
        }
        return legs;
    }

    /** In whom a link is found: its legs, and the value where that may be a Call-ID. */
    private static Stream<String> members(CallLink link) {
        Stream<String> legs = link.callIds().stream();
        return link.mayBeCallId() ? Stream.concat(legs, Stream.of(link.value())) : legs;
    }

    private List<CallLink> linksOf(Collection<String> callIds) {
        var links = new ArrayList<CallLink>();
        for (List<String> some : atOnce(callIds)) {
            links.addAll(connection.rows(
                    LINKS, Map.of("call_ids", some, "limit", MOST_LINKS + some.size()), CallLinkTable::read));
        }
        return links;
    }

    /** Call-IDs in portions that fit a statement. */
    public static List<List<String>> atOnce(Collection<String> callIds) {
        var portions = new ArrayList<List<String>>();
        int characters = 0;
        for (String callId : callIds) {
            characters += callId.length();
            if (portions.isEmpty()
                    || characters > MOST_CHARACTERS
                    || portions.getLast().size() == MOST_AT_ONCE) {
                portions.add(new ArrayList<>());
                characters = callId.length();
            }
            portions.getLast().add(callId);
        }
        return portions;
    }
}
