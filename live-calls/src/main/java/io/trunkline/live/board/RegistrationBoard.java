package io.trunkline.live.board;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.Registration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The registrations as the topic holds them. Written by the follower's thread, asked by any. */
public final class RegistrationBoard {

    private final Map<String, Registration> byKey = new ConcurrentHashMap<>();
    private final Changes<RegistrationRow> changes;

    /**
     * No registrations yet.
     *
     * @param changes hears of every change
     */
    public RegistrationBoard(Changes<RegistrationRow> changes) {
        this.changes = changes;
    }

    /** Takes a record of the topic {@code registrations}. */
    public void accept(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            Registration before = byKey.remove(record.key());
            if (before != null) {
                changes.gone(before.id());
            }
            return;
        }
        Registration registration = Json.read(record.value(), Registration.class);
        byKey.put(record.key(), registration);
        if (changes.heard()) {
            changes.changed(registration.id(), RegistrationRow.of(registration));
        }
    }

    /** All registrations, in no order. */
    public List<RegistrationRow> registrations() {
        return byKey.values().stream().map(RegistrationRow::of).toList();
    }

    /** Number of registrations that are shown. */
    public int size() {
        return byKey.size();
    }
}
