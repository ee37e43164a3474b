package io.trunkline.storage.link;

import io.trunkline.protocol.JoinedLegs;
import io.trunkline.storage.connection.Query;
import io.trunkline.storage.connection.StoreConnection;
import java.util.List;
import java.util.Map;

/**
 * Finds which Call-IDs are legs of one call. It takes no scope, for a link belongs to nobody: who asks by it reads only
 * what a scope covers. Any thread may ask, and waits.
 */
public final class LinkReads {

    /** One call has hardly ever more than two or three. */
    private static final int MOST_LINKS = 100;

    private static final Query LINKS = Query.named(LinkReads.class, "links-of-calls");

    private final StoreConnection connection;

    /** Reads by a connection that somebody else closes. */
    public LinkReads(StoreConnection connection) {
        this.connection = connection;
    }

    /** The Call-IDs of all legs of the call to which a Call-ID belongs, that one first; at most {@link JoinedLegs#MOST}. */
    public List<String> legs(String callId) {
        return List.copyOf(JoinedLegs.of(
                callId,
                callIds ->
                        connection.rows(LINKS, Map.of("call_ids", callIds, "limit", MOST_LINKS), CallLinkTable::read)));
    }
}
