package io.trunkline.rating.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.BindingRemoval;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.Registration.State;
import io.trunkline.protocol.event.RegistrationEvent;
import io.trunkline.protocol.event.RegistrationEvent.Event;
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
import org.junit.jupiter.api.Test;

/** What a removal at the switch makes of a registration: the real processor with a clock moved by hand. */
class RemovedByOperatorTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final String AOR = "alice@example.net";
    private static final String PHONE = "sip:alice@192.0.2.10:5060";
    private static final String TABLET = "sip:alice@192.0.2.11:5060";

    /** The agent's clock is a minute ahead of the collector's. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private final DrivenContext context = new DrivenContext(START);
    private final RegistrationProcessor processor = new RegistrationProcessor(
            RegistrationTimes.DEFAULT,
            ExampleCustomers.customers(),
            new LateReads(),
            new RatingMetrics(new Telemetry()));
    private long cseq;

    RemovedByOperatorTest() {
        processor.init(context);
    }

    private static Instant moment(long seconds) {
        return START.plusSeconds(seconds);
    }

    private void take(Object input) {
        processor.process(new Record<>(AOR, input, context.now().toEpochMilli()));
    }

    private Capture capture(String source) {
        Instant now = context.now();
        return new Capture(now.plus(AHEAD), now, "edge", true, source, "198.51.100.1:5060", "udp", 0);
    }

    /** One of two phones, which the registrar lists both. */
    private void registers(long seconds, String contact) {
        context.moveTo(moment(seconds));
        cseq++;
        String branch = "z9hG4bK" + cseq;
        List<Contact> asked = List.of(new Contact(contact, 600, null, -1));
        take(new RegisterMessage.Request(
                capture("192.0.2.10:5060"), "id", cseq, branch, asked, -1, false, "alice", true, "Phone"));
        List<Contact> listed = List.of(new Contact(PHONE, 600, null, -1), new Contact(TABLET, 600, null, -1));
        take(new RegisterMessage.Response(capture("198.51.100.1:5060"), "id", cseq, branch, listed, -1, 200, "OK"));
    }

    private void removed(long seconds, String contact, String refusal) {
        context.moveTo(moment(seconds));
        String id = RegistrationKey.id(AOR, contact, null);
        take(new BindingRemoval(id, AOR, contact, "anna", refusal, moment(seconds)));
    }

    private <T> List<T> forwarded(Class<T> type) {
        return context.forwarded().stream()
                .map(DrivenContext.Forwarded::value)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private State shown(String contact) {
        return forwarded(Registration.class).stream()
                .filter(each -> each.contact().equals(contact))
                .toList()
                .getLast()
                .state();
    }

    private RegistrationEvent last() {
        return forwarded(RegistrationEvent.class).getLast();
    }

    @Test
    void shouldRemoveTheBindingAloneAndSayByWhom() {
        registers(0, PHONE);
        removed(10, PHONE, null);
        assertEquals(State.REMOVED, shown(PHONE));
        assertEquals(State.ACTIVE, shown(TABLET));
        assertEquals(Event.REMOVED, last().event());
        assertEquals("by operator anna", last().cause());
        assertEquals(moment(10), last().at());
        int told = context.forwarded().size();
        removed(11, PHONE, null);
        assertEquals(told, context.forwarded().size(), "what is gone is not removed again");
    }

    @Test
    void shouldRememberItOverARestart() {
        registers(0, PHONE);
        removed(10, PHONE, null);
        processor.init(context);
        registers(20, PHONE);
        assertEquals(State.ACTIVE, shown(PHONE));
        assertEquals(Event.REGISTERED, last().event());
        assertTrue(last().cause().startsWith("back "), last().cause());
    }

    /** The refresh and the news of the removal come by different topics. */
    @Test
    void shouldKeepWhatTheRegistrarGrantedAgainAfterTheRemoval() {
        registers(0, PHONE);
        registers(20, PHONE);
        take(new BindingRemoval(RegistrationKey.id(AOR, PHONE, null), AOR, PHONE, "anna", null, moment(10)));
        assertEquals(State.ACTIVE, shown(PHONE));
    }

    @Test
    void shouldSayInTheHistoryThatTheSwitchWouldNot() {
        registers(0, PHONE);
        removed(10, PHONE, "the switch refused: AOR not found");
        assertEquals(State.ACTIVE, shown(PHONE));
        assertEquals(Event.FAILED, last().event());
        assertEquals("operator anna wanted it removed: the switch refused: AOR not found", last().cause());
    }
}
