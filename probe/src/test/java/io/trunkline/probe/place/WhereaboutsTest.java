package io.trunkline.probe.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.Registration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhereaboutsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static Registration registration(String contact, String receivedFrom, String transport) {
        return new Registration(
                "id",
                "alice@example.net",
                null,
                contact,
                receivedFrom,
                transport,
                null,
                NOON,
                NOON.plusSeconds(60),
                Registration.State.ACTIVE,
                null,
                "edge",
                true);
    }

    private static Whereabouts place(String contact, String receivedFrom, String transport) {
        return Whereabouts.of(registration(contact, receivedFrom, transport)).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        // Where it says that it is.
        "sip:a@192.0.2.9:5070, 192.0.2.9:5070, udp, 192.0.2.9:5070, UDP",
        // The port of its contact, where the address is its own.
        "sip:a@192.0.2.9:5070, 192.0.2.9:41022, udp, 192.0.2.9:5070, UDP",
        "sip:a@192.0.2.9, 192.0.2.9:41022, udp, 192.0.2.9:5060, UDP",
        // Behind NAT.
        "sip:a@10.1.2.3:5060, 198.51.100.7:20001, udp, 198.51.100.7:20001, UDP",
        "sip:a@10.1.2.3:5060;transport=tcp, 198.51.100.7:20001, tcp, 198.51.100.7:20001, TCP",
        // A name is never looked up.
        "sip:a@phone.example.net, 198.51.100.7:20001, udp, 198.51.100.7:20001, UDP",
        "sip:a@localhost:22, 198.51.100.7:20001, udp, 198.51.100.7:20001, UDP",
        // Nobody saw from where it came.
        "sip:a@192.0.2.9:5070, , udp, 192.0.2.9:5070, UDP",
        // Over what.
        "sips:a@192.0.2.9, 192.0.2.9:1, tls, 192.0.2.9:5061, TLS",
        "sip:a@192.0.2.9;transport=TLS, 192.0.2.9:1, udp, 192.0.2.9:5061, TLS",
        "sip:a@192.0.2.9, 192.0.2.9:1, tcp, 192.0.2.9:5060, TCP",
        // RFC 5118.
        "sip:a@[2001:db8::9]:5070, [2001:db8::9]:5070, udp, [2001:db8:0:0:0:0:0:9]:5070, UDP",
        "sip:a@[2001:db8::9], 2001:db8::7:5070, udp, [2001:db8:0:0:0:0:0:7]:5070, UDP",
    })
    void shouldReachItWhereThePlatformDoes(
            String contact, String receivedFrom, String registered, String reachedAt, Transport transport) {
        Whereabouts place = place(contact, receivedFrom, registered);
        assertEquals(reachedAt, place.reachedAt().map(Whereabouts::text).orElse("nowhere"));
        assertEquals(transport, place.transport().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:a@0.0.0.0:5060",
                "sip:a@224.0.1.75:5060",
                "sip:a@255.255.255.255:5060",
                "sip:a@192.0.2.9:70000",
                "sip:a@localhost",
                "tel:+493012345",
                "",
                "sip:",
                "sip:a@[::]:5060"
            })
    void shouldSendNothingToWhatIsNobodysAddress(String contact) {
        assertTrue(Whereabouts.of(registration(contact, null, "udp"))
                .flatMap(Whereabouts::reachedAt)
                .isEmpty());
    }

    @Test
    void shouldTellWhoIsBehindNat() {
        assertTrue(place("sip:a@10.0.0.1:5060", "198.51.100.7:20001", "udp").behindNat());
        assertFalse(
                place("sip:a@198.51.100.7:5060", "198.51.100.7:20001", "udp").behindNat());
        assertFalse(place("sip:a@10.0.0.1:5060", null, "udp").behindNat());
    }

    @Test
    void shouldNotSpeakWhatNeedsTheConnectionOfTheEndpoint() {
        assertTrue(place("sip:a@x.invalid;transport=ws", "198.51.100.7:20001", "wss")
                .transport()
                .isEmpty());
    }
}
