package io.trunkline.live.board;

import static io.trunkline.live.access.UserRole.NOC;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Alarm;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Alarms: those that are up, and of those that are over the last {@value #OVER_KEPT}; what is up first, then the newest. */
public final class AlarmBoard extends Board<Alarm, Alarm> {

    static final int OVER_KEPT = 1_000;

    /** None yet. */
    public AlarmBoard() {
        super(new Place(Topic.ALARMS, "/api/v1/alarms", Set.of(NOC), "alarm", "id"));
    }

    @Override
    public void accept(ConsumerRecord<String, byte[]> record) {
        Alarm alarm = Json.read(record.value(), Alarm.class);
        Alarm before = kept().get(alarm.id());
        put(alarm.id(), before == null ? alarm : before.with(alarm));
        if (kept().size() > 2 * OVER_KEPT) {
            forget();
        }
    }

    private void forget() {
        List<Alarm> over = kept().values().stream()
                .filter(alarm -> !alarm.isUp())
                .sorted(Comparator.comparing(Alarm::raisedAt))
                .toList();
        over.stream().limit(Math.max(0, over.size() - OVER_KEPT)).forEach(alarm -> remove(alarm.id()));
    }

    @Override
    Alarm row(Alarm alarm) {
        return alarm;
    }

    @Override
    String id(Alarm alarm) {
        return alarm.id();
    }

    @Override
    String owner(Alarm alarm) {
        return alarm.accountId();
    }

    @Override
    public String order(Alarm alarm) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, alarm.raisedAt());
        return String.format(Locale.ROOT, "%d %019d %s", alarm.isUp() ? 0 : 1, Long.MAX_VALUE - micros, alarm.id());
    }
}
