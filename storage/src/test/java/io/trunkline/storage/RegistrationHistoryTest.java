package io.trunkline.storage;

import static io.trunkline.storage.ClickHouseServer.ALL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.RegistrationEvent;
import io.trunkline.protocol.event.RegistrationEvent.Event;
import io.trunkline.storage.registration.RegistrationEventTable;
import io.trunkline.storage.registration.RegistrationReads;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each test has an endpoint of its own. */
@ExtendWith(ClickHouseServer.class)
class RegistrationHistoryTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.000001Z");

    private final Store store;

    RegistrationHistoryTest(Store store) {
        this.store = store;
    }

    private static RegistrationEvent event(String id, String account, long second, Event event) {
        var registration = new Registration(
                id,
                "alice@example.net",
                account,
                "sip:alice@192.0.2.10;x=ü",
                "192.0.2.10:5060",
                "tcp",
                "phone/2.0",
                NOON.minusSeconds(7),
                NOON.plusSeconds(second + 60),
                Registration.State.ACTIVE,
                null,
                "edge-1",
                true);
        return new RegistrationEvent(registration, NOON.plusSeconds(second), event, "why " + second);
    }

    private void write(RegistrationEvent... events) {
        Written.values(store, new RegistrationEventTable(), List.of(events));
    }

    @Test
    void shouldGiveBackEventsAsTheyWereWrittenLastFirst() {
        var failure = new RegistrationEvent(
                new Registration(
                        "history",
                        "alice@example.net",
                        null,
                        "",
                        null,
                        "udp",
                        null,
                        NOON.plusSeconds(9),
                        null,
                        Registration.State.FAILED,
                        "403 Forbidden",
                        "edge-1",
                        false),
                NOON.plusSeconds(9),
                Event.FAILED,
                null);
        RegistrationEvent first = event("history", "acme", 0, Event.REGISTERED);
        write(first, failure, event("other", "acme", 1, Event.MOVED));
        assertEquals(List.of(failure, first), store.registrationHistory(ALL, "history"));
    }

    @Test
    void shouldShowAnEventOnceThatWasWrittenAgain() {
        write(event("twice", "acme", 0, Event.REGISTERED), event("twice", "acme", 5, Event.REFRESHED));
        write(event("twice", "acme", 5, Event.REFRESHED));
        assertEquals(
                List.of(Event.REFRESHED, Event.REGISTERED),
                store.registrationHistory(ALL, "twice").stream()
                        .map(RegistrationEvent::event)
                        .toList());
    }

    @Test
    void shouldGiveNobodyTheHistoryOfAnothersEndpoint() {
        write(event("scoped", "acme", 0, Event.REGISTERED), event("scoped", null, 1, Event.REMOVED));
        assertEquals(
                1, store.registrationHistory(new Scope.Below("acme"), "scoped").size());
        assertEquals(List.of(), store.registrationHistory(new Scope.Below("other"), "scoped"));
        assertEquals(List.of(), store.registrationHistory(new Scope.Below(""), "scoped"));
    }

    @Test
    void shouldGiveTheLastEventsOfALongHistory() {
        write(LongStream.range(0, RegistrationReads.LONGEST_HISTORY + 10L)
                .mapToObj(second -> event("long", "acme", second, Event.REFRESHED))
                .toArray(RegistrationEvent[]::new));
        List<RegistrationEvent> history = store.registrationHistory(ALL, "long");
        assertEquals(RegistrationReads.LONGEST_HISTORY, history.size());
        assertEquals(
                NOON.plusSeconds(RegistrationReads.LONGEST_HISTORY + 9L),
                history.getFirst().at());
    }
}
