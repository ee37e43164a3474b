package io.trunkline.rating.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.Registration.State;
import io.trunkline.rating.ExampleCustomers;
import io.trunkline.rating.message.Capture;
import io.trunkline.rating.message.RegisterMessage;
import io.trunkline.rating.message.RegisterMessage.Contact;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistrationTrackerTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final String AOR = "alice@example.net";
    private static final String PHONE = "sip:alice@192.0.2.10:5060";
    private static final String TABLET = "sip:alice@192.0.2.11:5060";
    private static final long UNSAID = -1;

    private final RegistrationTracker tracker =
            new RegistrationTracker(RegistrationTimes.DEFAULT, ExampleCustomers.customers());
    private TrackedAddress address = TrackedAddress.NOTHING;
    private long cseq;

    private static Instant moment(long seconds) {
        return START.plusSeconds(seconds);
    }

    private static Capture capture(long seconds, String source) {
        return new Capture(moment(seconds), moment(seconds), "edge", true, source, "198.51.100.1:5060", "udp");
    }

    private void take(RegisterMessage message) {
        address = tracker.on(AOR, address, message);
    }

    private void asks(long seconds, long header, boolean credentials, Contact... contacts) {
        cseq++;
        take(new RegisterMessage.Request(
                capture(seconds, "192.0.2.10:5060"),
                "id",
                cseq,
                List.of(contacts),
                header,
                false,
                "alice",
                credentials,
                "Phone"));
    }

    private void grants(long seconds, long header, Contact... contacts) {
        take(new RegisterMessage.Response(
                capture(seconds, "198.51.100.1:5060"), "id", cseq, List.of(contacts), header, 200, "OK"));
    }

    private void refuses(long seconds, int status, String reason) {
        take(new RegisterMessage.Response(
                capture(seconds, "198.51.100.1:5060"), "id", cseq, List.of(), UNSAID, status, reason));
    }

    private void registers(long seconds, String contact, long expires) {
        asks(seconds, UNSAID, true, new Contact(contact, expires));
        grants(seconds, UNSAID, new Contact(contact, expires));
    }

    private void passUntil(long seconds) {
        while (!address.deadline().isAfter(moment(seconds))) {
            address = tracker.expire(address, address.deadline());
        }
    }

    private Registration only() {
        assertEquals(1, address.bindings().size());
        return address.bindings().getFirst().registration();
    }

    @Test
    void shouldKnowABindingOnceItIsGranted() {
        asks(0, UNSAID, true, new Contact(PHONE, 600));
        assertTrue(address.bindings().isEmpty());
        grants(1, UNSAID, new Contact(PHONE, 300));
        assertEquals(State.ACTIVE, only().state());
        assertEquals("acme", only().accountId());
        assertEquals("Phone", only().userAgent());
        assertEquals("192.0.2.10:5060", only().receivedFrom());
        assertEquals(moment(1), only().registeredAt());
        assertEquals(moment(301), only().expiresAt(), "the registrar's word counts");
        assertEquals(16, only().id().length());
    }

    @Test
    void shouldTakeTheExpiryFromTheContactThenTheHeaderThenTheDefault() {
        asks(0, 500, true, new Contact(PHONE, 400));
        grants(0, UNSAID);
        assertEquals(moment(400), only().expiresAt());
        asks(0, 500, true, new Contact(PHONE, UNSAID));
        grants(0, UNSAID);
        assertEquals(moment(500), only().expiresAt());
        asks(0, 500, true, new Contact(PHONE, UNSAID));
        grants(0, 200);
        assertEquals(moment(200), only().expiresAt());
        asks(0, UNSAID, true, new Contact(PHONE, UNSAID));
        grants(0, UNSAID);
        assertEquals(moment(3_600), only().expiresAt());
    }

    @Test
    void shouldKeepTheBeginningWhenABindingIsRefreshed() {
        registers(0, PHONE, 60);
        registers(50, PHONE, 60);
        assertEquals(moment(0), only().registeredAt());
        assertEquals(moment(110), only().expiresAt());
        passUntil(109);
        assertEquals(State.ACTIVE, only().state());
    }

    @Test
    void shouldExpireWithoutAPacketAndBeForgottenLater() {
        registers(0, PHONE, 60);
        passUntil(60);
        assertEquals(State.EXPIRED, only().state());
        assertEquals(moment(60), only().expiresAt());
        passUntil(60 + 3_600);
        assertEquals(TrackedAddress.NOTHING, address);
    }

    @Test
    void shouldRemoveABindingByAnExpiryOfZero() {
        registers(0, PHONE, 600);
        registers(0, TABLET, 600);
        asks(10, 0, true, new Contact(PHONE, UNSAID));
        grants(10, UNSAID, new Contact(TABLET, 590));
        assertEquals(
                List.of(State.REMOVED, State.ACTIVE),
                address.bindings().stream()
                        .map(each -> each.registration().state())
                        .toList());
    }

    @Test
    void shouldRemoveAllBindingsByAStar() {
        registers(0, PHONE, 600);
        registers(0, TABLET, 600);
        cseq++;
        take(new RegisterMessage.Request(
                capture(5, "192.0.2.10:5060"), "id", cseq, List.of(), 0, true, "alice", true, "Phone"));
        grants(5, UNSAID);
        assertTrue(
                address.bindings().stream().allMatch(each -> each.registration().state() == State.REMOVED));
    }

    @Test
    void shouldNotInventTheBindingsOfOtherDevices() {
        asks(0, UNSAID, true, new Contact(PHONE, 600));
        grants(0, UNSAID, new Contact(PHONE, 600), new Contact(TABLET, 100));
        assertEquals(PHONE, only().contact());
    }

    @Test
    void shouldTakeOneChallengeForNoFailure() {
        asks(0, UNSAID, false, new Contact(PHONE, 600));
        refuses(0, 401, "Unauthorized");
        asks(1, UNSAID, true, new Contact(PHONE, 600));
        refuses(1, 401, "Unauthorized");
        assertTrue(address.bindings().isEmpty(), "the nonce may have been stale");
        asks(2, UNSAID, true, new Contact(PHONE, 600));
        grants(2, UNSAID);
        assertEquals(State.ACTIVE, only().state());
    }

    @Test
    void shouldFailWhenCredentialsAreRefusedAgain() {
        asks(0, UNSAID, true, new Contact(PHONE, 600));
        refuses(0, 401, "Unauthorized");
        asks(60, UNSAID, true, new Contact(PHONE, 600));
        refuses(60, 401, "Unauthorized");
        assertEquals(State.FAILED, only().state());
        assertEquals("401 Unauthorized", only().cause());
        assertEquals("", only().contact());
        assertNull(only().expiresAt());
    }

    @Test
    void shouldFailWithItsCause() {
        asks(0, UNSAID, true, new Contact(PHONE, 600));
        refuses(0, 403, "Forbidden");
        assertEquals("403 Forbidden", only().cause());
        asks(5, UNSAID, true, new Contact(PHONE, 600));
        refuses(5, 404, "Not Found");
        assertEquals("404 Not Found", only().cause());
    }

    @Test
    void shouldNotFailWhenTheEndpointIsToldToTryAgain() {
        asks(0, UNSAID, true, new Contact(PHONE, 5));
        refuses(0, 423, "Interval Too Brief");
        assertTrue(address.bindings().isEmpty());
    }

    @Test
    void shouldKeepWhatTheCopyNearestToTheEndpointSaid() {
        asks(0, UNSAID, true, new Contact(PHONE, 600));
        take(new RegisterMessage.Request(
                capture(0, "198.51.100.1:5060"),
                "id",
                cseq,
                List.of(new Contact(PHONE, 600)),
                UNSAID,
                false,
                "alice",
                true,
                "Phone"));
        grants(0, UNSAID);
        grants(0, UNSAID);
        assertEquals("192.0.2.10:5060", only().receivedFrom());
    }

    @Test
    void shouldForgetARegisterThatIsNeverAnswered() {
        asks(0, UNSAID, true, new Contact(PHONE, 600));
        passUntil(33);
        assertEquals(TrackedAddress.NOTHING, address);
    }
}
