package io.trunkline.customers;

import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.Registration.State;
import java.time.Instant;

/** Puts registrations, each under a key of its own. */
final class Registrations {

    static final Instant SINCE = Instant.parse("2026-11-21T11:00:00Z");
    static final Instant UNTIL = Instant.parse("2026-11-21T13:00:00Z");

    private final RegisteredAddresses addresses;

    private Registrations(RegisteredAddresses addresses) {
        this.addresses = addresses;
    }

    static Registrations of(RegisteredAddresses addresses) {
        return new Registrations(addresses);
    }

    static String key(String aor, String endpoint) {
        return aor + " sip:" + endpoint;
    }

    static Registration registration(String aor, String endpoint, State state, boolean mayBill) {
        return new Registration(
                "id", aor, null, "sip:" + endpoint, endpoint, "udp", null, SINCE, UNTIL, state, null, "edge", mayBill);
    }

    Registrations active(String aor, String endpoint) {
        return put(aor, endpoint, State.ACTIVE, true);
    }

    Registrations put(String aor, String endpoint, State state, boolean mayBill) {
        addresses.put(key(aor, endpoint), registration(aor, endpoint, state, mayBill));
        return this;
    }
}
