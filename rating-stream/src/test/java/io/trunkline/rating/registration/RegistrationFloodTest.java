package io.trunkline.rating.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.Registration;
import io.trunkline.rating.ExampleCustomers;
import io.trunkline.rating.call.DrivenContext;
import io.trunkline.rating.deadline.LateReads;
import io.trunkline.rating.message.Capture;
import io.trunkline.rating.message.RegisterMessage;
import io.trunkline.rating.message.RegisterMessage.Contact;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

/** Strangers send REGISTERs with as many addresses as they like: that takes no more memory than it may. */
class RegistrationFloodTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final int STRANGERS = 300_000;

    /** What a stranger's address takes at least, so that no more of them fit than this says. */
    private static final long SMALLEST = 512;

    private final Telemetry telemetry = new Telemetry();
    private final DrivenContext context = new DrivenContext(START);
    private final RegistrationProcessor processor = new RegistrationProcessor(
            RegistrationTimes.DEFAULT, ExampleCustomers.customers(), new LateReads(), new RatingMetrics(telemetry));
    private final KeyValueStore<String, TrackedAddress> addresses;
    private long cseq;

    RegistrationFloodTest() {
        processor.init(context);
        addresses = context.getStateStore(RegistrationProcessor.STORE);
    }

    private void take(String aor, RegisterMessage message) {
        processor.process(new Record<>(aor, message, context.now().toEpochMilli()));
    }

    private Capture capture(String source) {
        return new Capture(context.now(), context.now(), "edge", true, source, "198.51.100.1:5060", "udp", 0);
    }

    private void asks(String aor, String contact) {
        cseq++;
        String user = aor.substring(0, aor.indexOf('@'));
        take(
                aor,
                new RegisterMessage.Request(
                        capture("192.0.2.66:5060"),
                        "id",
                        cseq,
                        "z9hG4bK" + cseq,
                        List.of(new Contact(contact, 600, null, -1)),
                        -1,
                        false,
                        user,
                        true,
                        "Scanner"));
    }

    private void answers(String aor, int status, Contact... contacts) {
        take(
                aor,
                new RegisterMessage.Response(
                        capture("198.51.100.1:5060"), "id", cseq, "z9hG4bK" + cseq, List.of(contacts), -1, status, ""));
    }

    private void registers(String aor, String contact) {
        asks(aor, contact);
        answers(aor, 200, new Contact(contact, 600, null, -1));
    }

    private String forgotten() {
        return telemetry
                .text()
                .lines()
                .filter(line -> line.startsWith("trunkline_forgotten_registrations_total "))
                .findFirst()
                .orElseThrow()
                .split(" ")[1];
    }

    @Test
    void shouldBoundWhatIsKeptOfRegistersThatNobodyAnswers() {
        registers("alice@example.net", "sip:alice@192.0.2.10");
        for (int i = 0; i < STRANGERS; i++) {
            asks("stranger" + i + "@example.net", "sip:x@192.0.2.66:5060");
        }
        assertTrue(addresses.approximateNumEntries() < Strangers.MOST_BYTES / SMALLEST);
        assertEquals(
                STRANGERS + 1 - addresses.approximateNumEntries(),
                Math.round(Double.parseDouble(forgotten())),
                "counted");
        assertTrue(addresses.get("alice@example.net").bindings().getFirst().isActive());
        registers("bob@example.net", "sip:bob@192.0.2.11");
        assertTrue(
                addresses.get("bob@example.net").bindings().getFirst().isActive(), "who is granted is not a stranger");
        context.moveTo(START.plus(Duration.ofSeconds(60)));
        assertEquals(2, addresses.approximateNumEntries());
    }

    @Test
    void shouldBoundWhatIsKeptOfFailuresAndTellOfThoseThatWent() {
        for (int i = 0; i < STRANGERS; i++) {
            String aor = "stranger" + i + "@example.net";
            asks(aor, "sip:x@192.0.2.66:5060");
            answers(aor, 403);
        }
        long kept = addresses.approximateNumEntries();
        assertTrue(kept < Strangers.MOST_BYTES / SMALLEST);
        List<Object> shown = context.forwarded().stream()
                .filter(each -> each.child().equals(RegistrationProcessor.TO_REGISTRATIONS))
                .map(DrivenContext.Forwarded::value)
                .toList();
        long failures = shown.stream().filter(Registration.class::isInstance).count();
        long gone = shown.stream().filter(each -> each == null).count();
        assertEquals(STRANGERS, failures);
        assertEquals(STRANGERS - kept, gone);
    }

    @Test
    void shouldBoundWhatLongContactsTake() {
        String contact = "sip:" + "x".repeat(40_000) + "@192.0.2.66";
        for (int i = 0; i < 1_000; i++) {
            asks("stranger" + i + "@example.net", contact);
        }
        assertTrue(addresses.approximateNumEntries() <= Strangers.MOST_BYTES / contact.length());
    }
}
