package io.trunkline.storage.alarm;

import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.Alarm;
import io.trunkline.storage.connection.Columns;
import io.trunkline.storage.connection.Query;
import io.trunkline.storage.connection.StoreConnection;
import java.util.List;
import java.util.Map;

/** Answers what is asked of alarms of the past. Any thread may ask, and waits. */
public final class AlarmReads {

    private static final Query NEWEST = Query.scoped(AlarmReads.class, "alarms-newest-first");

    private final StoreConnection connection;

    /** Reads by a connection that somebody else closes. */
    public AlarmReads(StoreConnection connection) {
        this.connection = connection;
    }

    /** Alarms as they stand, the last raised first, of one moment by their ids; of those that the scope covers. */
    public List<Alarm> newest(Scope scope, AlarmFilter filter) {
        AlarmFilter.Place after = filter.after();
        return connection.rows(
                NEWEST,
                scope,
                Map.of(
                        "since_micros", Columns.since(filter.since()),
                        "until_micros", Columns.until(filter.until()),
                        "after_micros", Columns.until(after == null ? null : after.raisedAt()),
                        "after_id", after == null ? "" : after.id(),
                        "limit", filter.limit()),
                AlarmTable::read);
    }
}
