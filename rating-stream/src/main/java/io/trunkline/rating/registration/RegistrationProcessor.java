package io.trunkline.rating.registration;

import io.trunkline.customers.Customers;
import io.trunkline.protocol.event.Registration;
import io.trunkline.rating.deadline.Backlog;
import io.trunkline.rating.deadline.LateReads;
import io.trunkline.rating.deadline.Timers;
import io.trunkline.rating.message.RegisterMessage;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.rating.registration.TrackedAddress.Binding;
import io.trunkline.rating.state.StoredRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Runs the tracker on one partition's addresses of record. Called by one Streams thread at a time. Begins with nothing
 * at each {@code init}: Streams revives it after a transaction that was aborted.
 */
final class RegistrationProcessor implements Processor<String, RegisterMessage, String, Registration> {

    static final String STORE = "tracked-addresses";

    private static final Duration APART = Duration.ofMillis(500);

    private final RegistrationTracker tracker;
    private final LateReads lateReads;
    private final RatingMetrics metrics;
    private ProcessorContext<String, Registration> context;
    private KeyValueStore<String, TrackedAddress> addresses;
    private Backlog backlog;
    private Timers timers;

    RegistrationProcessor(RegistrationTimes times, Customers customers, LateReads lateReads, RatingMetrics metrics) {
        this.tracker = new RegistrationTracker(times, customers);
        this.lateReads = lateReads;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Registration> streams) {
        context = streams;
        addresses = streams.getStateStore(STORE);
        backlog = new Backlog(now(), lateReads);
        timers = new Timers(streams, APART, () -> backlog.caughtUp(now()), this::expire);
        StoredRecords.forEach(STORE, addresses, (aor, address) -> timers.set(aor, address.deadline()));
    }

    @Override
    public void process(Record<String, RegisterMessage> message) {
        backlog.read(message.value().capture().receivedAt(), now());
        metrics.message("registration");
        TrackedAddress before = known(message.key());
        apply(message.key(), before, tracker.on(message.key(), before, message.value()));
    }

    private void expire(String aor) {
        TrackedAddress before = known(aor);
        apply(aor, before, tracker.expire(before, now()));
    }

    private TrackedAddress known(String aor) {
        TrackedAddress known = addresses.get(aor);
        return known == null ? TrackedAddress.NOTHING : known;
    }

    private void apply(String aor, TrackedAddress before, TrackedAddress after) {
        if (after.equals(before)) {
            return;
        }
        if (after.equals(TrackedAddress.NOTHING)) {
            addresses.delete(aor);
            timers.clear(aor);
        } else {
            addresses.put(aor, after);
            timers.set(aor, after.deadline());
        }
        Map<String, Registration> shown = byContact(before);
        byContact(after).forEach((contact, registration) -> {
            if (!registration.equals(shown.remove(contact))) {
                send(aor, contact, registration);
            }
        });
        shown.keySet().forEach(contact -> send(aor, contact, null));
    }

    private static Map<String, Registration> byContact(TrackedAddress address) {
        var registrations = new LinkedHashMap<String, Registration>();
        for (Binding binding : address.bindings()) {
            registrations.put(binding.registration().contact(), binding.registration());
        }
        return registrations;
    }

    private void send(String aor, String contact, Registration registration) {
        context.forward(new Record<>(RegistrationKey.of(aor, contact), registration, context.currentSystemTimeMs()));
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
