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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
    private final List<String> history = new ArrayList<>();

    private static Instant moment(long seconds) {
        return START.plusSeconds(seconds);
    }

    private static Capture capture(long seconds, String source) {
        return new Capture(moment(seconds), moment(seconds), "edge", true, source, "198.51.100.1:5060", "udp", 0);
    }

    private void take(RegisterMessage message) {
        take(tracker.on(AOR, address, message));
    }

    private void take(RegistrationChange change) {
        address = change.after();
        change.events().forEach(event -> history.add(event.event() + " " + event.cause()));
    }

    private static Contact contact(String uri, long expires) {
        return new Contact(uri, expires, null, UNSAID);
    }

    private static Contact device(String uri, long expires) {
        return new Contact(uri, expires, "<urn:uuid:1>", 1);
    }

    private void asks(long seconds, long header, boolean credentials, Contact... contacts) {
        asksFrom("192.0.2.10:5060", seconds, header, credentials, contacts);
    }

    private void asksFrom(String source, long seconds, long header, boolean credentials, Contact... contacts) {
        cseq++;
        take(new RegisterMessage.Request(
                capture(seconds, source),
                "id",
                cseq,
                "z9hG4bK" + cseq,
                List.of(contacts),
                header,
                false,
                "alice",
                credentials,
                "Phone"));
    }

    private void grants(long seconds, long header, Contact... contacts) {
        take(new RegisterMessage.Response(
                capture(seconds, "198.51.100.1:5060"),
                "id",
                cseq,
                "z9hG4bK" + cseq,
                List.of(contacts),
                header,
                200,
                "OK"));
    }

    private void refuses(long seconds, int status, String reason) {
        take(new RegisterMessage.Response(
                capture(seconds, "198.51.100.1:5060"),
                "id",
                cseq,
                "z9hG4bK" + cseq,
                List.of(),
                UNSAID,
                status,
                reason));
    }

    private void registers(long seconds, String contact, long expires) {
        asks(seconds, UNSAID, true, contact(contact, expires));
        grants(seconds, UNSAID, contact(contact, expires));
    }

    private void passUntil(long seconds) {
        while (!address.deadline().isAfter(moment(seconds))) {
            take(tracker.expire(address, address.deadline()));
        }
    }

    private Registration only() {
        assertEquals(1, address.bindings().size());
        return address.bindings().getFirst().registration();
    }

    @Test
    void shouldKnowABindingOnceItIsGranted() {
        asks(0, UNSAID, true, contact(PHONE, 600));
        assertTrue(address.bindings().isEmpty());
        grants(1, UNSAID, contact(PHONE, 300));
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
        asks(0, 500, true, contact(PHONE, 400));
        grants(0, UNSAID);
        assertEquals(moment(400), only().expiresAt());
        asks(0, 500, true, contact(PHONE, UNSAID));
        grants(0, UNSAID);
        assertEquals(moment(500), only().expiresAt());
        asks(0, 500, true, contact(PHONE, UNSAID));
        grants(0, 200);
        assertEquals(moment(200), only().expiresAt());
        asks(0, UNSAID, true, contact(PHONE, UNSAID));
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
        asks(0, UNSAID, true, contact(TABLET, 600));
        grants(0, UNSAID, contact(PHONE, 600), contact(TABLET, 600));
        asks(10, 0, true, contact(PHONE, UNSAID));
        grants(10, UNSAID, contact(TABLET, 590));
        assertEquals(
                List.of(State.REMOVED, State.ACTIVE),
                address.bindings().stream()
                        .map(each -> each.registration().state())
                        .toList());
    }

    @Test
    void shouldRemoveAllBindingsByAStar() {
        registers(0, PHONE, 600);
        asks(0, UNSAID, true, contact(TABLET, 600));
        grants(0, UNSAID, contact(PHONE, 600), contact(TABLET, 600));
        cseq++;
        take(new RegisterMessage.Request(
                capture(5, "192.0.2.10:5060"),
                "id",
                cseq,
                "z9hG4bK" + cseq,
                List.of(),
                0,
                true,
                "alice",
                true,
                "Phone"));
        grants(5, UNSAID);
        assertTrue(
                address.bindings().stream().allMatch(each -> each.registration().state() == State.REMOVED));
    }

    /** RFC 3261, 10.3: the answer lists all current bindings. */
    @Test
    void shouldKnowAllThatTheRegistrarLists() {
        asks(0, UNSAID, true, contact(PHONE, 600));
        grants(0, UNSAID, contact(PHONE, 600), contact(TABLET, 100));
        assertEquals(List.of(PHONE + " ACTIVE", TABLET + " ACTIVE"), shown());
        Registration tablet = address.bindings().getLast().registration();
        assertNull(tablet.receivedFrom(), "its own REGISTER was not seen");
        assertEquals(moment(100), tablet.expiresAt());
        passUntil(100);
        assertEquals(List.of(PHONE + " ACTIVE", TABLET + " EXPIRED"), shown());
    }

    @Test
    void shouldTakeForGoneWhatTheRegistrarListsNoMore() {
        registers(0, PHONE, 600);
        asks(10, UNSAID, true, contact(TABLET, 600));
        grants(10, UNSAID, contact(TABLET, 600));
        assertEquals(List.of(PHONE + " REMOVED", TABLET + " ACTIVE"), shown());
        assertEquals(
                List.of("REGISTERED null", "REGISTERED null", "REMOVED the registrar does not list it any more"),
                history);
    }

    @Test
    void shouldShowAllFortyContactsOfAnAnswer() {
        Contact[] contacts = IntStream.range(0, 40)
                .mapToObj(i -> contact("sip:alice@192.0.2." + i, 600))
                .toArray(Contact[]::new);
        asks(0, UNSAID, true, contacts);
        grants(0, UNSAID, contacts);
        assertEquals(40, address.bindings().size());
        assertTrue(address.bindings().stream().allMatch(TrackedAddress.Binding::isActive));
    }

    @Test
    void shouldNotRemoveWhatWasGrantedAfterTheRegisterOfALateAnswer() {
        registers(0, PHONE, 600);
        asks(10, UNSAID, true, contact(PHONE, 600));
        long late = cseq;
        asksFrom("192.0.2.11:5060", 11, UNSAID, true, contact(TABLET, 600));
        grants(11, UNSAID, contact(PHONE, 599), contact(TABLET, 600));
        cseq = late;
        grants(12, UNSAID, contact(PHONE, 600));
        assertEquals(List.of(PHONE + " ACTIVE", TABLET + " ACTIVE"), shown());
    }

    @Test
    void shouldTakeAQueryThatIsAnsweredWithoutContactsForNobodyThere() {
        registers(0, PHONE, 600);
        asks(10, UNSAID, true);
        grants(10, UNSAID);
        assertEquals(List.of(PHONE + " REMOVED"), shown());
    }

    @Test
    void shouldKeepTheOthersWhenTheRegistrarListsNothing() {
        registers(0, PHONE, 600);
        asks(10, UNSAID, true, contact(TABLET, 600));
        grants(10, UNSAID);
        assertEquals(List.of(PHONE + " ACTIVE", TABLET + " ACTIVE"), shown());
    }

    @Test
    void shouldTakeTheContactThatTheRegistrarWroteInPlaceOfTheOneThatWasAskedFor() {
        String rewritten = "sip:alice@203.0.113.7:1024";
        asks(0, UNSAID, true, contact(PHONE, 600));
        grants(0, UNSAID, contact(rewritten, 600));
        asks(300, UNSAID, true, contact(PHONE, 600));
        grants(300, UNSAID, contact(rewritten, 600));
        assertEquals(List.of(rewritten + " ACTIVE"), shown());
        assertEquals("192.0.2.10:5060", only().receivedFrom());
        assertEquals(List.of("REGISTERED null", "REFRESHED null"), history);
    }

    /** RFC 5626, 5.2: instance and reg-id tell the device, wherever it is. */
    @Test
    void shouldFollowAPhoneThatMoves() {
        asks(0, UNSAID, true, device(PHONE, 600));
        grants(0, UNSAID, device(PHONE, 600));
        String id = only().id();
        asksFrom("203.0.113.9:4000", 60, UNSAID, true, device(TABLET, 600));
        grants(60, UNSAID, device(TABLET, 600));
        assertEquals(List.of(TABLET + " ACTIVE"), shown());
        assertEquals(id, only().id());
        assertEquals("203.0.113.9:4000", only().receivedFrom());
        assertEquals(List.of("REGISTERED null", "MOVED from " + PHONE), history);
    }

    @Test
    void shouldNotShowTheLastPlaceOfAPhoneTwiceWhereTheRegistrarKeepsIt() {
        var here = new Contact(PHONE, 600, "<urn:uuid:1>", UNSAID);
        var there = new Contact(TABLET, 600, "<urn:uuid:1>", UNSAID);
        asks(0, UNSAID, true, here);
        grants(0, UNSAID, here);
        asks(60, UNSAID, true, there);
        grants(60, UNSAID, here, there);
        assertEquals(List.of(TABLET + " ACTIVE"), shown());
        assertEquals(List.of("REGISTERED null", "MOVED from " + PHONE), history);
    }

    @Test
    void shouldKeepTwoFlowsOfOnePhoneApart() {
        var first = new Contact(PHONE, 600, "<urn:uuid:1>", 1);
        var second = new Contact(PHONE + ";flow=2", 600, "<urn:uuid:1>", 2);
        asks(0, UNSAID, true, first);
        grants(0, UNSAID, first);
        asks(1, UNSAID, true, second);
        grants(1, UNSAID, first, second);
        assertEquals(List.of(PHONE + " ACTIVE", PHONE + ";flow=2 ACTIVE"), shown());
    }

    @Test
    void shouldNotTakeTwoContactsForOneDeviceThatBothSayTheyAre() {
        var one = new Contact(PHONE, 600, "<urn:uuid:1>", UNSAID);
        var other = new Contact(TABLET, 600, "<urn:uuid:1>", UNSAID);
        asks(0, UNSAID, true, one, other);
        grants(0, UNSAID, one, other);
        assertEquals(List.of(PHONE + " ACTIVE", TABLET + " ACTIVE"), shown());
    }

    @Test
    void shouldTellTheWholeStoryOfAPhoneThatFlaps() {
        registers(0, PHONE, 60);
        registers(30, PHONE, 60);
        asksFrom("192.0.2.10:1999", 50, UNSAID, true, contact(PHONE, 60));
        grants(50, UNSAID, contact(PHONE, 60));
        passUntil(110);
        registers(145, PHONE, 60);
        asks(150, UNSAID, true, contact(PHONE, 60));
        refuses(150, 403, "Forbidden");
        asks(160, 0, true, contact(PHONE, UNSAID));
        grants(160, UNSAID);
        assertEquals(
                List.of(
                        "REGISTERED null",
                        "REFRESHED null",
                        "MOVED from 192.0.2.10:5060",
                        "EXPIRED no refresh came in time",
                        "REGISTERED back 35 s after it had expired",
                        "FAILED 403 Forbidden",
                        "FAILED 403 Forbidden",
                        "REMOVED the endpoint took it back"),
                history,
                "the failure stands in the history of the address and in that of the phone");
    }

    @Test
    void shouldTellOfTheSameFailureOnceAMinute() {
        for (int second = 0; second < 90; second++) {
            asks(second, UNSAID, true, contact(PHONE, 60));
            refuses(second, 403, "Forbidden");
        }
        assertEquals(2, history.size());
    }

    /** RFC 3261, 17.1.3, and nobody grants himself anything. */
    @Test
    void shouldBelieveNoAnswerOfAnotherHopOrOfTheEndpointItself() {
        asks(0, UNSAID, true, contact(PHONE, 600));
        take(new RegisterMessage.Response(
                capture(0, "198.51.100.9:5060"),
                "id",
                cseq,
                "z9hG4bK-of-the-proxy",
                List.of(contact(PHONE, 600)),
                UNSAID,
                200,
                "OK"));
        take(new RegisterMessage.Response(
                capture(0, "192.0.2.10:5060"),
                "id",
                cseq,
                "z9hG4bK" + cseq,
                List.of(contact(PHONE, 600)),
                UNSAID,
                200,
                "OK"));
        assertTrue(address.bindings().isEmpty());
        grants(1, UNSAID, contact(PHONE, 600));
        assertEquals(List.of(PHONE + " ACTIVE"), shown());
    }

    @Test
    void shouldNotMissARegisterAmongMoreThanAreKeptOpen() {
        for (int i = 0; i < 1_000; i++) {
            asks(0, UNSAID, false, contact("sip:stranger@192.0.2.66:" + (1_024 + i), 600));
        }
        registers(1, PHONE, 600);
        assertEquals(List.of(PHONE + " ACTIVE"), shown());
        assertTrue(address.pending().size() <= 64);
    }

    private List<String> shown() {
        return address.bindings().stream()
                .map(each -> each.registration().contact() + " "
                        + each.registration().state())
                .toList();
    }

    @Test
    void shouldTakeOneChallengeForNoFailure() {
        asks(0, UNSAID, false, contact(PHONE, 600));
        refuses(0, 401, "Unauthorized");
        asks(1, UNSAID, true, contact(PHONE, 600));
        refuses(1, 401, "Unauthorized");
        assertTrue(address.bindings().isEmpty(), "the nonce may have been stale");
        asks(2, UNSAID, true, contact(PHONE, 600));
        grants(2, UNSAID);
        assertEquals(State.ACTIVE, only().state());
    }

    @Test
    void shouldFailWhenCredentialsAreRefusedAgain() {
        asks(0, UNSAID, true, contact(PHONE, 600));
        refuses(0, 401, "Unauthorized");
        asks(60, UNSAID, true, contact(PHONE, 600));
        refuses(60, 401, "Unauthorized");
        assertEquals(State.FAILED, only().state());
        assertEquals("401 Unauthorized", only().cause());
        assertEquals("", only().contact());
        assertNull(only().expiresAt());
    }

    @Test
    void shouldFailWithItsCause() {
        asks(0, UNSAID, true, contact(PHONE, 600));
        refuses(0, 403, "Forbidden");
        assertEquals("403 Forbidden", only().cause());
        asks(5, UNSAID, true, contact(PHONE, 600));
        refuses(5, 404, "Not Found");
        assertEquals("404 Not Found", only().cause());
    }

    @Test
    void shouldNotFailWhenTheEndpointIsToldToTryAgain() {
        asks(0, UNSAID, true, contact(PHONE, 5));
        refuses(0, 423, "Interval Too Brief");
        assertTrue(address.bindings().isEmpty());
    }

    @Test
    void shouldKeepWhatTheCopyNearestToTheEndpointSaid() {
        asks(0, UNSAID, true, contact(PHONE, 600));
        take(new RegisterMessage.Request(
                capture(0, "198.51.100.1:5060"),
                "id",
                cseq,
                "z9hG4bK-of-the-proxy",
                List.of(contact(PHONE, 600)),
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
        asks(0, UNSAID, true, contact(PHONE, 600));
        passUntil(33);
        assertEquals(TrackedAddress.NOTHING, address);
    }
}
