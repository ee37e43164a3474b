package io.trunkline.live.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.trunkline.protocol.event.EndpointTest;
import io.trunkline.protocol.event.EndpointTest.Options;
import io.trunkline.protocol.event.Reachability;
import io.trunkline.protocol.event.Reachability.Code;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.Registration.State;
import io.trunkline.protocol.event.RegistrationEvent;
import io.trunkline.protocol.event.RegistrationEvent.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The one sentence on an endpoint. */
class EndpointVerdictTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(1_800);

    private final List<RegistrationEvent> history = new ArrayList<>();

    /** Adds what happened so long before now; the newest is to be added last. */
    private void happened(Duration ago, Event event) {
        happened(ago, event, null);
    }

    private void happened(Duration ago, Event event, String cause) {
        var registration = new Registration(
                "id",
                "alice@example.net",
                null,
                "sip:alice@192.0.2.9",
                "192.0.2.9:5060",
                "udp",
                null,
                NOW,
                LATER,
                State.ACTIVE,
                null,
                "edge",
                true);
        history.addFirst(new RegistrationEvent(registration, NOW.minus(ago), event, cause));
    }

    private static EndpointTest tested(Duration ago, Reachability verdict) {
        return new EndpointTest(
                "t",
                EndpointTest.Kind.SIP,
                "id",
                "alice@example.net",
                null,
                EndpointTest.Status.DONE,
                NOW.minus(ago),
                NOW.minus(ago).plusSeconds(4),
                List.of(),
                verdict,
                new Options(5, 1, 1.0, 1.0, 1.0, 404),
                List.of(),
                List.of());
    }

    private Reachability verdict(State state, Instant expiresAt, String cause) {
        return EndpointVerdict.of(state, expiresAt, cause, history, Optional.empty(), NOW);
    }

    private Reachability verdict(EndpointTest test) {
        return EndpointVerdict.of(State.ACTIVE, LATER, null, history, Optional.of(test), NOW);
    }

    @Test
    void shouldCountTheAttemptsWithAWrongPassword() {
        happened(Duration.ofHours(5), Event.REGISTERED);
        for (int i = 0; i < 64; i++) {
            happened(Duration.ofMinutes(168).minusMinutes(i), Event.FAILED);
        }
        assertEquals(
                Reachability.no(Code.NOT_REGISTERED, "Wrong password since 09:12 UTC: at least 64 attempts"),
                verdict(State.FAILED, null, "403 Forbidden"));
    }

    @Test
    void shouldSayWhoHadItRemoved() {
        happened(Duration.ofHours(5), Event.REGISTERED);
        happened(Duration.ofMinutes(20), Event.REMOVED, RegistrationEvent.BY_OPERATOR + "anna");
        assertEquals(
                Reachability.no(Code.NOT_REGISTERED, "Removed by operator anna at 11:40 UTC"),
                verdict(State.REMOVED, LATER, null));
    }

    @Test
    void shouldSayWhyElseARegistrarRefuses() {
        happened(Duration.ofMinutes(1), Event.FAILED);
        assertEquals(
                "Unknown to the registrar since 11:59 UTC: at least 1 attempt",
                verdict(State.FAILED, null, "404 Not Found").text());
        assertEquals(
                "Refused by the registrar with 503 Service Unavailable since 11:59 UTC: at least 1 attempt",
                verdict(State.FAILED, null, "503 Service Unavailable").text());
    }

    @Test
    void shouldNotClaimWhatNobodyTested() {
        happened(Duration.ofHours(1), Event.REGISTERED);
        assertEquals(
                Reachability.unknown(Code.REACHABLE, "Registered until 12:30 UTC; no SIP test since"),
                verdict(State.ACTIVE, LATER, null));
    }

    @Test
    void shouldSayWhatTheLastTestFound() {
        happened(Duration.ofHours(1), Event.REGISTERED);
        happened(Duration.ofMinutes(1), Event.REFRESHED);
        Duration ago = Duration.ofMinutes(5);
        assertEquals(
                Reachability.yes("Reachable: it answered at 11:55 UTC"), verdict(tested(ago, Reachability.yes("…"))));
        assertEquals(
                Reachability.no(Code.SILENT, "Registered but silent: nothing came back at 11:55 UTC"),
                verdict(tested(ago, Reachability.no(Code.SILENT, "…"))));
        assertEquals(
                Reachability.no(Code.REFUSED, "Registered, but it refused calls at 11:55 UTC with 404"),
                verdict(tested(ago, Reachability.no(Code.REFUSED, "…"))));
    }

    @Test
    void shouldForgetATestWhenTheEndpointHasChangedOrTheTestIsOld() {
        EndpointTest silent = tested(Duration.ofMinutes(5), Reachability.no(Code.SILENT, "…"));
        assertEquals(Code.SILENT, verdict(silent).code());
        happened(Duration.ofMinutes(1), Event.MOVED);
        assertEquals(Code.REACHABLE, verdict(silent).code());
        assertEquals(
                Code.REACHABLE,
                verdict(tested(Duration.ofMinutes(31), Reachability.no(Code.SILENT, "…")))
                        .code());
    }

    @Test
    void shouldSeeThatAnEndpointFlaps() {
        happened(Duration.ofHours(5), Event.REGISTERED);
        for (int minute = 20; minute > 0; minute -= 5) {
            happened(Duration.ofMinutes(minute), minute % 10 == 0 ? Event.REMOVED : Event.REGISTERED);
            happened(Duration.ofMinutes(minute).minusSeconds(30), Event.REFRESHED);
        }
        assertEquals(
                "Flapping since 11:40 UTC: it came and went 4 times. Registered until 12:30 UTC; no SIP test since",
                verdict(State.ACTIVE, LATER, null).text());
        assertEquals(
                "Flapping since 11:40 UTC: it came and went 4 times; signed off now",
                verdict(State.REMOVED, LATER, null).text());
    }

    @Test
    void shouldNotCallItFlappingWhenItCameAndWentLongAgo() {
        for (int minute = 60; minute > 20; minute -= 5) {
            happened(Duration.ofMinutes(minute), Event.REGISTERED);
        }
        happened(Duration.ofMinutes(1), Event.REFRESHED);
        assertFalse(verdict(State.ACTIVE, LATER, null).text().contains("Flapping"));
    }

    @Test
    void shouldSeeThatItRanOutAlsoWhenNobodyHasSaidSoYet() {
        assertEquals(
                Reachability.no(Code.EXPIRED, "Ran out at 11:59 UTC and was not made anew"),
                verdict(State.ACTIVE, NOW.minusSeconds(60), null));
        assertEquals(
                Code.EXPIRED, verdict(State.EXPIRED, NOW.minusSeconds(60), null).code());
    }

    @Test
    void shouldSayWhenItSignedOff() {
        happened(Duration.ofMinutes(15), Event.REGISTERED);
        happened(Duration.ofMinutes(3), Event.REMOVED);
        assertEquals(
                Reachability.no(Code.NOT_REGISTERED, "Signed off at 11:57 UTC"), verdict(State.REMOVED, LATER, null));
    }
}
