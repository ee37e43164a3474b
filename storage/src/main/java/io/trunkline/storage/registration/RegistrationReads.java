package io.trunkline.storage.registration;

import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.RegistrationEvent;
import io.trunkline.storage.connection.Query;
import io.trunkline.storage.connection.StoreConnection;
import java.util.List;
import java.util.Map;

/** Answers what is asked of registered endpoints. Any thread may ask, and waits. */
public final class RegistrationReads {

    /** A history has no more events than this: an endpoint that registers every second must not fill a page. */
    public static final int LONGEST_HISTORY = 500;

    private static final Query HISTORY = Query.scoped(RegistrationReads.class, "history-newest-first");

    private final StoreConnection connection;

    /** Reads by a connection that somebody else closes. */
    public RegistrationReads(StoreConnection connection) {
        this.connection = connection;
    }

    /** The last events of an endpoint, newest first, at most {@link #LONGEST_HISTORY}; of those that the scope covers. */
    public List<RegistrationEvent> history(Scope scope, String registrationId) {
        return connection.rows(
                HISTORY,
                scope,
                Map.of("registration_id", registrationId, "limit", LONGEST_HISTORY),
                RegistrationEventTable::read);
    }
}
