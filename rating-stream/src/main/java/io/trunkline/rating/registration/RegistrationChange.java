package io.trunkline.rating.registration;

import io.trunkline.protocol.event.RegistrationEvent;
import java.util.List;

/**
 * What a message or a deadline made of an address of record.
 *
 * @param after what is kept of it now
 * @param events what that is in the history of its endpoints, in order
 */
record RegistrationChange(TrackedAddress after, List<RegistrationEvent> events) {

    /** Takes an unmodifiable copy of the events. */
    RegistrationChange {
        events = List.copyOf(events);
    }

    static RegistrationChange to(TrackedAddress after) {
        return new RegistrationChange(after, List.of());
    }
}
