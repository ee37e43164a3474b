package io.trunkline.storage.schema;

import io.trunkline.storage.connection.StoreConnection;
import io.trunkline.storage.connection.StoreException;
import io.trunkline.storage.connection.StoreSettings;
import java.time.Duration;

/** The tables as this version needs them, and how long they keep their rows. */
public final class Schema {

    private static final Duration SUMS_OUTLIVE_CALLS = Duration.ofDays(40);

    private Schema() {}

    /**
     * Brings a database to this version, and the retention to its settings; safe when several processes do it at once.
     *
     * @throws StoreException when the server does not answer, or the database is not one of this version; the
     *     message names the file
     */
    public static void bring(StoreConnection connection, StoreSettings settings) {
        new Migrations(connection, Migrations.all()).apply();
        var retention = new Retention(connection);
        retention.apply("messages", "received_at", settings.retentionMessages());
        retention.apply("media_reports", "received_at", settings.retentionMessages());
        retention.apply("unreadable", "recorded_at", settings.retentionMessages());
        retention.apply("registration_events", "recorded_at", settings.retentionMessages());
        retention.apply("endpoint_tests", "started_at", settings.retentionCdrs());
        retention.apply("alarms", "raised_at", settings.retentionCdrs());
        retention.apply("cdrs", "started_at", settings.retentionCdrs());
        // Longer than their calls, which go a month at a time: what is summed up while its calls are there is so only
        // once.
        retention.apply("quality_days", "day", settings.retentionCdrs().plus(SUMS_OUTLIVE_CALLS));
        retention.apply("call_links", "since", settings.retentionCdrs());
    }
}
