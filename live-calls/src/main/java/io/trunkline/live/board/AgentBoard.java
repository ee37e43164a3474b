package io.trunkline.live.board;

import static io.trunkline.live.access.UserRole.NOC;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.AgentActivity;
import io.trunkline.protocol.event.CollectorReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The capture agents of all collectors, by the last two reports of each. The follower's thread writes what the
 * topic says; another notices which collector has fallen silent. Both show a collector inside the map's own step
 * for its name.
 */
public final class AgentBoard extends Board<AgentBoard.Kept, AgentRow> {

    /** Without a report for so long a collector counts as silent: two of its heartbeats did not come. */
    static final Duration SILENT = Duration.ofSeconds(10);

    /** A collector that is silent for so long was taken down: it is no longer shown. */
    static final Duration FORGOTTEN = Duration.ofDays(7);

    private static final double NANOS_IN_A_SECOND = 1e9;
    private static final double TENTHS = 10;

    /** What is known of an agent; how it looks depends on the time. */
    record Kept(AgentActivity agent, Double packetsPerSecond, AgentRow.State collector) {

        private String path() {
            return AgentRow.path(collector.name(), agent.id());
        }
    }

    /**
     * What is known of a collector.
     *
     * @param before the report before the last one; null when there was none
     * @param heardAt when the last report came
     * @param silent whether it is shown that the collector is silent
     */
    private record Entry(CollectorReport report, CollectorReport before, Instant heardAt, boolean silent) {

        private List<Kept> agents() {
            var state = AgentRow.State.of(report, silent);
            return report.agents().stream()
                    .map(agent -> new Kept(agent, silent ? null : rate(agent), state))
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
    /** How each agent looked a second ago. */
    private final Map<String, AgentRow.Activity> activities = new ConcurrentHashMap<>();

    private final SeenMinutes seen;
    private final InstantSource clock;
    private final BooleanSupplier live;

    /**
     * No collectors yet.
     *
     * @param clock what time it is, to tell who is silent
     * @param live whether records are new when they come, and not from before this process started
     */
    public AgentBoard(InstantSource clock, BooleanSupplier live) {
        super(new Place(Topic.COLLECTORS, "/api/v1/agents", Set.of(NOC), "agent", "path"));
        this.clock = clock;
        this.live = live;
        seen = new SeenMinutes(clock);
    }

    @Override
    public void accept(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            collectors.computeIfPresent(record.key(), (name, entry) -> show(entry, null));
            return;
        }
        CollectorReport report = Json.read(record.value(), CollectorReport.class);
        report.agents().stream()
                .map(AgentActivity::lastSeen)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .ifPresent(seen::add);
        // The clock of a collector may be wrong: that of this process says when a report came, if it came just now.
        Instant heardAt = live.getAsBoolean() ? clock.instant() : report.publishedAt();
        collectors.compute(record.key(), (name, entry) -> {
            CollectorReport before = entry == null ? null : entry.report();
            return show(entry, new Entry(report, before, heardAt, isSilent(heardAt, clock.instant())));
        });
    }

    /**
     * Whether the product saw all of a minute of the last hour, as far as is known: agents sent in it, right before it and
     * right after it. Otherwise what is missing in it says nothing of the network.
     *
     * @param minute when it begins
     */
    public boolean sawAllOf(Instant minute) {
        return seen.sawAllOf(minute);
    }

    /** Puts the agents of a collector on the board, and takes down those that it has no more; null for none at all. */
    private Entry show(Entry before, Entry now) {
        var gone = new HashSet<String>();
        if (before != null) {
            before.agents().forEach(agent -> gone.add(agent.path()));
        }
        if (now != null) {
            for (Kept agent : now.agents()) {
                gone.remove(agent.path());
                put(agent.path(), agent);
                activities.put(agent.path(), row(agent).activity());
            }
        }
        gone.forEach(path -> {
            remove(path);
            activities.remove(path);
        });
        return now;
    }

    /** Shows that agents and collectors have fallen silent, and drops those that were taken down. */
    @Override
    public void everySecond() {
        Instant now = clock.instant();
        kept().forEach((path, agent) -> {
            AgentRow.Activity activity = row(agent).activity();
            if (activities.put(path, activity) != activity) {
                touched(path);
            }
        });
        for (String name : collectors.keySet()) {
            collectors.computeIfPresent(name, (key, entry) -> {
                if (entry.heardAt().plus(FORGOTTEN).isBefore(now)) {
                    return show(entry, null);
                }
                if (entry.silent() || !isSilent(entry.heardAt(), now)) {
                    return entry;
                }
                return show(entry, new Entry(entry.report(), entry.before(), entry.heardAt(), true));
            });
        }
    }

    private static boolean isSilent(Instant heardAt, Instant now) {
        return heardAt.plus(SILENT).isBefore(now);
    }

    @Override
    AgentRow row(Kept kept) {
        return AgentRow.of(kept.agent(), kept.packetsPerSecond(), kept.collector(), clock.instant());
    }

    @Override
    String id(AgentRow row) {
        return row.path();
    }

    /** Agents belong to who runs the network. */
    @Override
    String owner(Kept kept) {
        return null;
    }

    @Override
    public String order(AgentRow row) {
        return row.path();
    }
}
