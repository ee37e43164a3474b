package io.trunkline.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.Registration.State;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegisteredAddressesTest {

    private static final String HERE = "203.0.113.7:5060";
    private static final String THERE = "203.0.113.7:5062";
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final RegisteredAddresses addresses = new RegisteredAddresses();
    private final Registrations registrations = Registrations.of(addresses);

    private String at(String endpoint, String named) {
        return addresses.aor(endpoint, named, NOON);
    }

    @Test
    void shouldTellWhoIsRegisteredAtAnEndpointWhomeverTheCallNames() {
        registrations.active("pbx@example.net", HERE);
        assertEquals("pbx@example.net", at(HERE, "+49301000"));
        assertEquals("pbx@example.net", at(HERE, null));
        assertNull(at(THERE, "pbx"), "another port behind the same NAT is another telephone");
        assertNull(at(null, "pbx"));
    }

    @Test
    void shouldTellTheLinesOfATelephoneApartByTheUserThatTheCallNames() {
        registrations.active("line1@example.net", HERE).active("line2@example.net", HERE);
        assertEquals("line2@example.net", at(HERE, "line2"));
        assertNull(at(HERE, "line3"));
        assertNull(at(HERE, null));
        registrations.active("line2@example.org", HERE);
        assertNull(at(HERE, "line2"), "of two domains");
    }

    @Test
    void shouldTellNobodyApartBehindAnSbc() {
        for (int i = 1; i <= RegisteredAddresses.MOST_OF_A_TELEPHONE; i++) {
            registrations.active("user" + i + "@example.net", HERE);
        }
        assertEquals("user3@example.net", at(HERE, "user3"));
        registrations.active("onemore@example.net", HERE);
        assertNull(at(HERE, "user3"));
    }

    @Test
    void shouldForgetWhoMovedAndWhoIsForgotten() {
        String key = "alice";
        Registration there = Registrations.registration("alice@example.net", HERE, State.ACTIVE, true);
        addresses.put(key, there);
        addresses.put(key, Registrations.registration("alice@example.net", THERE, State.ACTIVE, true));
        assertNull(at(HERE, "alice"));
        assertEquals("alice@example.net", at(THERE, "alice"));
        addresses.put(key, null);
        assertNull(at(THERE, "alice"));
        addresses.put(key, null);
    }

    @ParameterizedTest
    @EnumSource(value = State.class, names = "ACTIVE", mode = EnumSource.Mode.EXCLUDE)
    void shouldCountNoneThatIsNotActive(State state) {
        registrations.active("alice@example.net", HERE);
        registrations.put("alice@example.net", HERE, state, true);
        assertNull(at(HERE, "alice"));
    }

    @Test
    void shouldCountNoneThatAnAgentSawWhichMayNotBill() {
        registrations.put("alice@example.net", HERE, State.ACTIVE, false);
        assertNull(at(HERE, "alice"));
    }

    @Test
    void shouldCountNoneBeforeItsBeginAndFromItsEndOn() {
        registrations.active("alice@example.net", HERE);
        assertNull(addresses.aor(HERE, null, Registrations.SINCE.minusMillis(1)));
        assertEquals("alice@example.net", addresses.aor(HERE, null, Registrations.SINCE));
        assertNull(addresses.aor(HERE, null, Registrations.UNTIL));
    }
}
