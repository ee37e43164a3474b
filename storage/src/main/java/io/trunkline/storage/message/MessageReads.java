package io.trunkline.storage.message;

import io.trunkline.protocol.Scope;
import io.trunkline.storage.connection.Query;
import io.trunkline.storage.connection.StoreConnection;
import io.trunkline.storage.link.LinkReads;
import java.util.List;
import java.util.Map;

/** Answers what is asked of captured messages. Any thread may ask, and waits. */
public final class MessageReads {

    /** A trace has no more messages than this: one Call-ID sent for ever must not fill the memory. */
    public static final int LONGEST_TRACE = 10_000;

    private static final Query TRACE = Query.scoped(MessageReads.class, "trace-of-call");

    private final StoreConnection connection;
    private final LinkReads links;

    /** Reads by a connection that somebody else closes. */
    public MessageReads(StoreConnection connection, LinkReads links) {
        this.connection = connection;
        this.links = links;
    }

    /**
     * The messages of one call, over all legs that links join, at most {@link #LONGEST_TRACE}, each once, by the time of capture; those captured
     * in the same microsecond in the order in which their collector took them; each says on which leg it passed.
     *
     * <p>A message belongs to no account: it is covered by {@link Scope.Below} when the record of its leg is, and no
     * other account has a record of the same Call-ID. Who sends a call chooses its Call-ID, also that of somebody
     * else, and what joins it to others. So a call that is still up is covered by {@link Scope.Everything} alone, and of
     * one whose own leg is not covered nothing is given.
     *
     * @param id that of a call, or a Call-ID; all messages that bear its Call-ID are given, for the legs of one who keeps
     *     it are of the call too
     */
    public List<TraceMessage> trace(Scope scope, String id) {
        String callId = id;
        while (true) {
            List<TraceMessage> messages = ofLegs(scope, callId);
            int semicolon = callId.lastIndexOf(';');
            if (!messages.isEmpty() || semicolon < 1) {
                return Legs.assign(StrayMarks.mark(messages));
            }
            // What stands behind it tells the calls of one Call-ID apart.
            callId = callId.substring(0, semicolon);
        }
    }

    private List<TraceMessage> ofLegs(Scope scope, String callId) {
        List<TraceMessage> messages = connection.rows(
                TRACE, scope, Map.of("call_ids", links.legs(callId), "limit", LONGEST_TRACE), MessageTable::read);
        boolean covered = messages.stream().anyMatch(message -> message.callId().equals(callId));
        return covered ? messages : List.of();
    }
}
