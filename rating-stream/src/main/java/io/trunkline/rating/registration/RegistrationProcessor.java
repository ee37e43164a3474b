package io.trunkline.rating.registration;

import io.trunkline.customers.Customers;
import io.trunkline.protocol.event.BindingRemoval;
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
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Runs the tracker on one partition's addresses of record. Called by one Streams thread at a time. Begins with nothing
 * at each {@code init}: Streams revives it after a transaction that was aborted.
 */
final class RegistrationProcessor implements Processor<String, Object, String, Object> {

    static final String STORE = "tracked-addresses";

    /** Where registrations as they stand go; the value is null when one is forgotten. */
    static final String TO_REGISTRATIONS = "to-registrations";

    /** Where their history goes. */
    static final String TO_EVENTS = "to-registration-events";

    private static final Duration APART = Duration.ofMillis(500);

    private final RegistrationTracker tracker;
    private final LateReads lateReads;
    private final RatingMetrics metrics;
    private ProcessorContext<String, Object> context;
    private KeyValueStore<String, TrackedAddress> addresses;
    private Backlog backlog;
    private Timers timers;
    private Strangers strangers;

    RegistrationProcessor(RegistrationTimes times, Customers customers, LateReads lateReads, RatingMetrics metrics) {
        this.tracker = new RegistrationTracker(times, customers);
        this.lateReads = lateReads;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Object> streams) {
        tracker.awaitCustomers();
        context = streams;
        addresses = streams.getStateStore(STORE);
        backlog = new Backlog(now(), lateReads);
        timers = new Timers(streams, APART, () -> backlog.readUpTo(now()), this::expire);
        strangers = new Strangers(Strangers.MOST_BYTES);
        StoredRecords.forEach(STORE, addresses, (aor, address) -> {
            timers.set(aor, address.deadline());
            strangers.set(aor, address.ungrantedBytes());
        });
    }

    /** Takes messages, and what became of bindings that operators wanted removed. */
    @Override
    public void process(Record<String, Object> record) {
        TrackedAddress before = known(record.key());
        switch (record.value()) {
            case RegisterMessage message -> {
                backlog.read(message.capture().receivedAt(), now());
                metrics.message("registration");
                apply(record.key(), before, tracker.on(record.key(), before, message));
                forgetStrangers();
            }
            case BindingRemoval removal -> apply(record.key(), before, tracker.on(before, removal));
            default ->
                throw new IllegalArgumentException(
                        "no input of registrations: " + record.value().getClass());
        }
    }

    private void forgetStrangers() {
        for (Optional<String> aor = strangers.excess(); aor.isPresent(); aor = strangers.excess()) {
            metrics.forgottenRegistration();
            TrackedAddress before = known(aor.get());
            apply(aor.get(), before, RegistrationChange.to(before.granted()));
        }
    }

    private void expire(String aor) {
        TrackedAddress before = known(aor);
        apply(aor, before, tracker.expire(before, now()));
    }

    private TrackedAddress known(String aor) {
        TrackedAddress known = addresses.get(aor);
        return known == null ? TrackedAddress.NOTHING : known;
    }

    private void apply(String aor, TrackedAddress before, RegistrationChange change) {
        TrackedAddress after = change.after();
        change.events().forEach(event -> forward(aor, event, TO_EVENTS));
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
        strangers.set(aor, after.ungrantedBytes());
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
        forward(RegistrationKey.of(aor, contact), registration, TO_REGISTRATIONS);
    }

    private void forward(String key, Object value, String sink) {
        context.forward(new Record<>(key, value, context.currentSystemTimeMs()), sink);
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
