package io.trunkline.storage;

import static io.trunkline.storage.ClickHouseServer.ALL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.Alarm;
import io.trunkline.protocol.event.AlarmRule;
import io.trunkline.storage.alarm.AlarmFilter;
import io.trunkline.storage.alarm.AlarmTable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each test has a day of its own. */
@ExtendWith(ClickHouseServer.class)
class AlarmStoreTest {

    private static final Instant MONDAY = daysAgo(9);
    private static final Instant TUESDAY = daysAgo(8);
    private static final Instant WEDNESDAY = daysAgo(7);
    private static final Instant THURSDAY = daysAgo(6);

    private final Store store;

    AlarmStoreTest(Store store) {
        this.store = store;
    }

    @Test
    void shouldGiveBackAnAlarmWithAllThatWasToldOfItInWhateverOrder() {
        Alarm raised = alarm("whole", "acme", MONDAY);
        Alarm seen = raised.acknowledged("noc", MONDAY.plusSeconds(5));
        Alarm cleared = raised.cleared(MONDAY.plusSeconds(9));
        write(raised);
        assertEquals(List.of(raised), day(ALL, MONDAY));
        write(cleared);
        write(seen, raised, cleared);
        assertEquals(List.of(cleared.with(seen)), day(ALL, MONDAY));
    }

    @Test
    void shouldListTheLastRaisedFirstAndGoOnBehindAPlace() {
        var expected = new ArrayList<String>();
        for (int at = 4; at >= 0; at--) {
            // Two of one moment.
            write(alarm("b" + at, "acme", TUESDAY.plusSeconds(at)), alarm("a" + at, "acme", TUESDAY.plusSeconds(at)));
            expected.addAll(List.of("a" + at, "b" + at));
        }
        var listed = new ArrayList<String>();
        AlarmFilter.Place after = null;
        List<Alarm> page;
        do {
            page = store.alarms(ALL, new AlarmFilter(TUESDAY, TUESDAY.plusSeconds(60), after, 3));
            page.forEach(alarm -> listed.add(alarm.id()));
            after = page.isEmpty()
                    ? after
                    : new AlarmFilter.Place(
                            page.getLast().raisedAt(), page.getLast().id());
        } while (!page.isEmpty());
        assertEquals(expected, listed);
    }

    @Test
    void shouldTakeTheFirstMomentInAndTheLastOut() {
        write(
                alarm("first", "acme", WEDNESDAY),
                alarm("second", "acme", WEDNESDAY.plusSeconds(1)),
                alarm("third", "acme", WEDNESDAY.plusSeconds(2)));
        assertEquals(
                List.of("second"),
                ids(store.alarms(ALL, new AlarmFilter(WEDNESDAY.plusSeconds(1), WEDNESDAY.plusSeconds(2), null, 10))));
    }

    @Test
    void shouldGiveNobodyTheAlarmsOfAnother() {
        write(alarm("mine", "acme", THURSDAY), alarm("nobodys", null, THURSDAY.plusSeconds(1)));
        assertEquals(List.of("nobodys", "mine"), ids(day(ALL, THURSDAY)));
        assertEquals(List.of("mine"), ids(day(new Scope.Below("acme"), THURSDAY)));
        assertEquals(List.of(), day(new Scope.Below("other"), THURSDAY));
        assertEquals(List.of(), day(new Scope.Below(""), THURSDAY));
    }

    private List<Alarm> day(Scope scope, Instant from) {
        return store.alarms(scope, new AlarmFilter(from, from.plusSeconds(3_600), null, 10));
    }

    private void write(Alarm... alarms) {
        Written.values(store, new AlarmTable(), List.of(alarms));
    }

    private static List<String> ids(List<Alarm> alarms) {
        return alarms.stream().map(Alarm::id).toList();
    }

    /** Noon and a microsecond, of a day that the retention keeps. */
    private static Instant daysAgo(int days) {
        return Instant.now()
                .truncatedTo(ChronoUnit.DAYS)
                .minus(days, ChronoUnit.DAYS)
                .plus(Duration.ofHours(12))
                .plusNanos(1_000);
    }

    private static Alarm alarm(String id, String account, Instant at) {
        return new Alarm(
                id,
                "spend",
                AlarmRule.Kind.SPEND,
                "key",
                account,
                new BigDecimal("0.60"),
                new BigDecimal("0.59"),
                "it spends \"0.60\" a minute, ü",
                at,
                null,
                null,
                null,
                List.of("call;1"));
    }
}
