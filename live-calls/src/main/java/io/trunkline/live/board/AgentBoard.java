package io.trunkline.live.board;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.AgentActivity;
import io.trunkline.protocol.event.CollectorReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The capture agents of all collectors, by the last two reports of each. The follower's thread writes what the
 * topic says; another notices which collector has fallen silent. Both tell of a collector inside the map's own
 * step for its name.
 */
public final class AgentBoard {

    /** Without a report for so long a collector counts as silent: two of its heartbeats did not come. */
    static final Duration SILENT = Duration.ofSeconds(10);

    /** A collector that is silent for so long was taken down: it is no longer shown. */
    static final Duration FORGOTTEN = Duration.ofDays(7);

    private static final double NANOS_IN_A_SECOND = 1e9;
    private static final double TENTHS = 10;

    /**
     * What is known of a collector.
     *
     * @param before the report before the last one; null when there was none
     * @param heardAt when the last report came
     * @param silent whether it was told that the collector is silent
     */
    private record Entry(CollectorReport report, CollectorReport before, Instant heardAt, boolean silent) {

        private List<AgentRow> rows() {
            var state = AgentRow.State.of(report, silent);
            return report.agents().stream()
                    .map(agent -> AgentRow.of(agent, silent ? null : rate(agent), state))
                    .toList();
        }

        /** Counters begin anew when a collector does. */
        private Double rate(AgentActivity agent) {
            if (before == null || !before.startedAt().equals(report.startedAt())) {
                return null;
            }
            long packetsBefore = before.agents().stream()
                    .filter(each -> each.id().equals(agent.id()))
                    .mapToLong(AgentActivity::packets)
                    .findFirst()
                    .orElse(0);
            Duration between = Duration.between(before.publishedAt(), report.publishedAt());
            double perSecond = (agent.packets() - packetsBefore) * NANOS_IN_A_SECOND / between.toNanos();
            return between.isPositive() ? Math.round(perSecond * TENTHS) / TENTHS : null;
        }
    }

    private final Map<String, Entry> collectors = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final Changes<AgentRow> changes;
    private final BooleanSupplier live;

    /**
     * No collectors yet.
     *
     * @param clock what time it is, to tell who is silent
     * @param changes hears of every change
     * @param live whether records are new when they come, and not from before this process started
     */
    public AgentBoard(InstantSource clock, Changes<AgentRow> changes, BooleanSupplier live) {
        this.clock = clock;
        this.changes = changes;
        this.live = live;
    }

    /** Takes a record of the topic {@code collectors}. */
    public void accept(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            collectors.computeIfPresent(record.key(), (name, entry) -> forget(entry));
            return;
        }
        CollectorReport report = Json.read(record.value(), CollectorReport.class);
        // The clock of a collector may be wrong: that of this process says when a report came, if it came just now.
        Instant heardAt = live.getAsBoolean() ? clock.instant() : report.publishedAt();
        collectors.compute(record.key(), (name, entry) -> {
            CollectorReport before = entry == null ? null : entry.report();
            var now = new Entry(report, before, heardAt, isSilent(heardAt, clock.instant()));
            tell(before, now);
            return now;
        });
    }

    private void tell(CollectorReport before, Entry now) {
        if (!changes.heard()) {
            return;
        }
        var gone = new HashMap<String, AgentActivity>();
        if (before != null) {
            before.agents().forEach(agent -> gone.put(AgentRow.path(before.collector(), agent.id()), agent));
        }
        for (AgentRow row : now.rows()) {
            gone.remove(row.path());
            changes.changed(row.path(), row);
        }
        gone.keySet().forEach(changes::gone);
    }

    private Entry forget(Entry entry) {
        entry.rows().forEach(row -> changes.gone(row.path()));
        return null;
    }

    /** Tells of collectors that have fallen silent, and drops those that were taken down. To be called about once a second. */
    public void tellSilences() {
        Instant now = clock.instant();
        for (String name : collectors.keySet()) {
            collectors.computeIfPresent(name, (key, entry) -> {
                if (entry.heardAt().plus(FORGOTTEN).isBefore(now)) {
                    return forget(entry);
                }
                if (entry.silent() || !isSilent(entry.heardAt(), now)) {
                    return entry;
                }
                var silent = new Entry(entry.report(), entry.before(), entry.heardAt(), true);
                tell(null, silent);
                return silent;
            });
        }
    }

    private static boolean isSilent(Instant heardAt, Instant now) {
        return heardAt.plus(SILENT).isBefore(now);
    }

    /** All agents of all collectors, in no order. */
    public List<AgentRow> agents() {
        return collectors.values().stream()
                .flatMap(entry -> entry.rows().stream())
                .toList();
    }
}
