package io.trunkline.live.alarm;

import io.trunkline.protocol.event.Alarm;
import io.trunkline.protocol.event.AlarmRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Says which alarms are raised and cleared: from the rules, what was measured and the moment alone, so that the same always
 * gives the same. An alarm is raised at once; it is cleared when all was well for {@link #CALM}, so that what hovers about
 * a threshold is one alarm and not many. Of one rule and key there is one alarm at a time. For one thread.
 */
public final class AlarmEvaluator {

    /** For so long all must be well before an alarm is cleared. */
    public static final Duration CALM = Duration.ofMinutes(1);

    /** Of one rule no more are up at a time: what breaks a rule everywhere is said by the first. */
    static final int MOST_OF_A_RULE = 100;

    private static final int MOST_REMEMBERED = 1_000;
    private static final int RADIX = 36;

    private record Place(String ruleId, String key) {}

    /** An alarm that is up, and when it was last seen not to be well. */
    private record Up(Alarm alarm, Instant heldAt) {}

    private final Map<Place, Up> up = new LinkedHashMap<>();

    /** What was cleared last: whoever has not heard of it yet still takes it for up. */
    private final Set<String> over = new LinkedHashSet<>();

    /** Nothing is up. */
    public AlarmEvaluator() {}

    /** Takes over an alarm that was up before, unless it was cleared here: it is cleared like any other. */
    public void adopt(Alarm alarm, Instant now) {
        if (!over.contains(alarm.id())) {
            up.putIfAbsent(new Place(alarm.ruleId(), alarm.key()), new Up(alarm, now));
        }
    }

    /** What changed: alarms that were raised, and those that were cleared. */
    public List<Alarm> evaluate(List<AlarmRule> rules, Readings readings, Instant now) {
        var changed = new ArrayList<Alarm>();
        for (AlarmRule rule : rules) {
            if (rule.enabled()) {
                readings.of(rule, now).forEach(reading -> look(rule, reading, now, changed));
            }
        }
        Map<String, AlarmRule> enabled =
                rules.stream().filter(AlarmRule::enabled).collect(Collectors.toMap(AlarmRule::id, Function.identity()));
        for (Iterator<Map.Entry<Place, Up>> each = up.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Place, Up> entry = each.next();
            boolean calm = !entry.getValue().heldAt().plus(CALM).isAfter(now);
            if (calm || !enabled.containsKey(entry.getKey().ruleId())) {
                each.remove();
                changed.add(entry.getValue().alarm().cleared(now));
                remember(entry.getValue().alarm().id());
            }
        }
        return changed;
    }

    private void look(AlarmRule rule, Reading reading, Instant now, List<Alarm> changed) {
        var place = new Place(rule.id(), reading.key());
        Up before = up.get(place);
        if (before != null) {
            if (Limit.isHeld(rule, reading)) {
                up.put(place, new Up(before.alarm(), now));
            }
        } else if (Limit.isBroken(rule, reading) && countOf(rule) < MOST_OF_A_RULE) {
            var raised = new Alarm(
                    id(place, now),
                    rule.id(),
                    rule.kind(),
                    reading.key(),
                    reading.accountId(),
                    reading.value(),
                    rule.threshold(),
                    reading.text(),
                    now,
                    null,
                    null,
                    null,
                    reading.calls());
            up.put(place, new Up(raised, now));
            changed.add(raised);
        }
    }

    private void remember(String id) {
        over.add(id);
        if (over.size() > MOST_REMEMBERED) {
            over.remove(over.iterator().next());
        }
    }

    private long countOf(AlarmRule rule) {
        return up.keySet().stream()
                .filter(place -> place.ruleId().equals(rule.id()))
                .count();
    }

    /** By rule, key and second: two processes that see the same raise the same. */
    private static String id(Place place, Instant now) {
        return Long.toString(now.getEpochSecond(), RADIX) + "-" + Integer.toHexString(place.hashCode());
    }
}
