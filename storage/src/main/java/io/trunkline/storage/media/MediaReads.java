package io.trunkline.storage.media;

import io.trunkline.protocol.Scope;
import io.trunkline.storage.connection.Query;
import io.trunkline.storage.connection.StoreConnection;
import io.trunkline.storage.connection.StoreException;
import io.trunkline.storage.message.MessageReads;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Answers what is asked of RTCP reports. Any thread may ask, and waits. */
public final class MediaReads {

    /** Reports of both sides every five seconds, for hours. */
    static final int MOST = 20_000;

    /** Beside the question about messages, whose scope it shares. */
    private static final Query OF_CALL = Query.scoped(MessageReads.class, "media-of-call");

    private final StoreConnection connection;

    /** Reads by a connection that somebody else closes. */
    public MediaReads(StoreConnection connection) {
        this.connection = connection;
    }

    /**
     * The reports of some Call-IDs by the time of capture, at most 20,000; of those that the scope does not cover none, by
     * the rule for messages.
     *
     * @throws StoreException when the store cannot be asked
     */
    public List<CapturedReport> reports(Scope scope, Collection<String> callIds) {
        return callIds.isEmpty()
                ? List.of()
                : connection.rows(
                        OF_CALL, scope, Map.of("call_ids", List.copyOf(callIds), "limit", MOST), MediaTable::read);
    }
}
