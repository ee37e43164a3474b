package io.trunkline.storage.endpoint;

import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.EndpointTest;
import io.trunkline.storage.connection.Query;
import io.trunkline.storage.connection.StoreConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers what is asked of tests that have ended. Any thread may ask, and waits. */
public final class EndpointTestReads {

    /** A list has no more tests than this. */
    public static final int LONGEST_LIST = 100;

    private static final Query NEWEST = Query.scoped(EndpointTestReads.class, "tests-newest-first");
    private static final Query BY_ID = Query.scoped(EndpointTestReads.class, "test-by-id");

    private final StoreConnection connection;

    /** Reads by a connection that somebody else closes. */
    public EndpointTestReads(StoreConnection connection) {
        this.connection = connection;
    }

    /** The last tests of an endpoint, newest first, at most {@link #LONGEST_LIST}; of those that the scope covers. */
    public List<EndpointTest> newest(Scope scope, String registrationId) {
        return connection.rows(
                NEWEST,
                scope,
                Map.of("registration_id", registrationId, "limit", LONGEST_LIST),
                EndpointTestTable::read);
    }

    /** One test; empty when there is none, or the scope does not cover it. */
    public Optional<EndpointTest> test(Scope scope, String id) {
        return connection.rows(BY_ID, scope, Map.of("id", id), EndpointTestTable::read).stream()
                .findFirst();
    }
}
