package io.trunkline.live.alarm;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.AlarmRule;
import io.trunkline.protocol.event.AlarmRule.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The rules as they stand: those that are there from the start, and what the topic has instead of or beside them. A
 * follower's thread writes, every thread may ask.
 */
public final class AlarmRules {

    /** What is there from the start: what an operator wants to know of at night. */
    static final List<AlarmRule> FROM_THE_START = List.of(
            rule("trunk-asr", "A trunk answers few calls", Kind.ASR, "0.3", 20, 5),
            rule("trunk-attempts", "A trunk has far more or fewer calls than usual", Kind.ATTEMPTS, "3", 30, 5),
            rule("trunk-pdd", "A trunk is slow to ring", Kind.PDD, "6000", 10, 5),
            rule("registrations-lost", "Many registrations expired at once", Kind.REGISTRATIONS_LOST, "20", 1, 2),
            rule("silent-agent", "A capture agent has fallen silent", Kind.SILENT_AGENT, "6", 10, 1),
            rule("spend", "An account spends very fast", Kind.SPEND, "20", 1, 1),
            new AlarmRule(
                    "night-destination",
                    "Dear calls at night",
                    Kind.NIGHT_DESTINATION,
                    true,
                    BigDecimal.ONE,
                    2,
                    1,
                    "22:00",
                    "06:00",
                    "UTC"),
            rule("short-calls", "Many calls of a second", Kind.SHORT_CALLS, "10", 1, 5),
            rule("cut-failed", "The switch does not end a call", Kind.CUT_FAILED, "1", 1, 1));

    private final Map<String, AlarmRule> byId = new ConcurrentHashMap<>();

    /** Those that are there from the start. */
    public AlarmRules() {
        FROM_THE_START.forEach(rule -> byId.put(rule.id(), rule));
    }

    private static AlarmRule rule(String id, String name, Kind kind, String threshold, int least, int minutes) {
        return new AlarmRule(id, name, kind, true, new BigDecimal(threshold), least, minutes, null, null, "UTC");
    }

    /** Takes a record of {@link io.trunkline.protocol.Topic#ALARM_RULES}. */
    public void accept(ConsumerRecord<String, byte[]> record) {
        if (record.value() != null) {
            AlarmRule rule = Json.read(record.value(), AlarmRule.class);
            byId.put(rule.id(), rule);
            return;
        }
        Stream<AlarmRule> before =
                FROM_THE_START.stream().filter(rule -> rule.id().equals(record.key()));
        before.findFirst().ifPresentOrElse(rule -> byId.put(rule.id(), rule), () -> byId.remove(record.key()));
    }

    /** All, in no order. */
    public List<AlarmRule> all() {
        return List.copyOf(byId.values());
    }

    /** One of them. */
    public Optional<AlarmRule> one(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
