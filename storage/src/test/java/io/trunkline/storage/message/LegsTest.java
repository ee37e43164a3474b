package io.trunkline.storage.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each test is a call flow: who sent what to whom, in the order of capture. */
class LegsTest {

    private static final String ALICE = "192.0.2.10:5060";
    private static final String PROXY = "198.51.100.1:5060";
    private static final String BOB = "203.0.113.20:5060";

    private final List<TraceMessage> flow = new ArrayList<>();

    @Test
    void shouldTellTheTwoHopsOfAProxiedCallApart() {
        request("INVITE", ALICE, PROXY);
        response(100, "INVITE", PROXY, ALICE);
        request("INVITE", PROXY, BOB);
        response(180, "INVITE", BOB, PROXY);
        response(180, "INVITE", PROXY, ALICE);
        response(200, "INVITE", BOB, PROXY);
        response(200, "INVITE", PROXY, ALICE);
        request("BYE", BOB, PROXY);
        request("BYE", PROXY, ALICE);

        assertLegs("SSDDSDSDS");
    }

    @Test
    void shouldPutEverythingOnTheSourceLegWhenOnlyOneHopWasCaptured() {
        request("INVITE", ALICE, BOB);
        response(180, "INVITE", BOB, ALICE);
        response(200, "INVITE", BOB, ALICE);
        request("ACK", ALICE, BOB);
        request("BYE", BOB, ALICE);

        assertLegs("SSSSS");
    }

    @Test
    void shouldTellEndpointsOfOneHostApartByTheirPorts() {
        request("INVITE", "127.0.0.1:6001", "127.0.0.1:5060");
        request("INVITE", "127.0.0.1:5060", "127.0.0.1:6002");
        response(200, "INVITE", "127.0.0.1:6002", "127.0.0.1:5060");
        response(200, "INVITE", "127.0.0.1:5060", "127.0.0.1:6001");

        assertLegs("SDDS");
    }

    @Test
    void shouldKnowTheCallerByItsHostWhenItOpensASecondConnection() {
        request("INVITE", "192.0.2.10:41000", PROXY);
        request("INVITE", PROXY, BOB);
        request("BYE", "192.0.2.10:42000", PROXY);
        request("BYE", PROXY, BOB);

        assertLegs("SDSD");
    }

    @Test
    void shouldNotTakeTheCalledSideForTheCallerWhenBothAreBehindOneAddress() {
        request("INVITE", "192.0.2.10:41000", PROXY);
        request("INVITE", PROXY, "192.0.2.10:42000");
        response(200, "INVITE", "192.0.2.10:42000", PROXY);
        response(200, "INVITE", PROXY, "192.0.2.10:41000");

        assertLegs("SDDS");
    }

    @Test
    void shouldFindTheCallerWhenTheClockOfTheSecondCapturePointIsBehind() {
        request("INVITE", PROXY, BOB);
        response(180, "INVITE", BOB, PROXY);
        request("INVITE", ALICE, PROXY);
        response(180, "INVITE", PROXY, ALICE);

        assertLegs("DDSS");
    }

    @Test
    void shouldKeepTheLegsWhenTheCalledSideSendsAReInvite() {
        request("INVITE", ALICE, PROXY);
        request("INVITE", PROXY, BOB);
        add("INVITE", 0, BOB, PROXY, "bob");
        add("INVITE", 0, PROXY, ALICE, "bob");

        assertLegs("SDDS");
    }

    @Test
    void shouldCountAHopWithinThePlatformAsDestination() {
        request("INVITE", ALICE, PROXY);
        request("INVITE", PROXY, "198.51.100.2:5060");
        request("INVITE", "198.51.100.2:5060", BOB);

        assertLegs("SDD");
    }

    @Test
    void shouldEndWhenAProxySendsTheInviteInACircle() {
        request("INVITE", PROXY, "198.51.100.2:5060");
        request("INVITE", "198.51.100.2:5060", PROXY);

        assertLegs("SS");
    }

    @Test
    void shouldGoByTheFirstRequestWhereThereIsNoInvite() {
        response(200, "OPTIONS", PROXY, ALICE);
        request("OPTIONS", ALICE, PROXY);
        request("OPTIONS", PROXY, BOB);

        assertLegs("SSD");
    }

    @Test
    void shouldReadIpv6Addresses() {
        request("INVITE", "[2001:db8::10]:41000", "[2001:db8::1]:5060");
        request("INVITE", "[2001:db8::1]:5060", "[2001:db8::20]:5060");
        request("BYE", "[2001:db8::10]:42000", "[2001:db8::1]:5060");

        assertLegs("SDS");
    }

    @Test
    void shouldTakeEveryLegButTheCallersForTheDestination() {
        add("a", "INVITE", 0, "alice:1", "sbc:5060", "alice");
        add("b", "INVITE", 0, "sbc:5060", "pbx:5060", "alice");
        add("c", "INVITE", 0, "pbx:5080", "bob:1", "alice");
        add("c", "INVITE", 200, "bob:1", "pbx:5080", "alice");
        add("b", "INVITE", 200, "pbx:5060", "sbc:5060", "alice");
        add("a", "INVITE", 200, "sbc:5060", "alice:1", "alice");

        assertLegs("SDDDDS");
    }

    @Test
    void shouldFindTheCallersLegAlsoWhereAnotherSeemsToBeOlder() {
        add("c", "INVITE", 0, "pbx:5060", "bob:1", "alice");
        add("b", "INVITE", 0, "sbc:5060", "pbx:5060", "alice");
        add("a", "INVITE", 0, "alice:1", "sbc:5060", "alice");

        assertLegs("DDS");
    }

    @Test
    void shouldNotWalkInACircleBetweenLegs() {
        add("a", "INVITE", 0, "one:1", "two:1", "alice");
        add("b", "INVITE", 0, "two:1", "one:1", "alice");

        assertEquals(2, Legs.assign(flow).size());
    }

    @Test
    void shouldGiveNothingForNothing() {
        assertLegs("");
    }

    private void request(String method, String source, String target) {
        add(method, 0, source, target, "alice");
    }

    private void response(int status, String method, String source, String target) {
        add(method, status, source, target, "alice");
    }

    private void add(String method, int status, String source, String target, String fromUser) {
        add("call", method, status, source, target, fromUser);
    }

    private void add(String callId, String method, int status, String source, String target, String fromUser) {
        Instant at = Instant.ofEpochSecond(flow.size());
        flow.add(new TraceMessage(
                callId,
                at,
                Leg.SOURCE,
                source,
                target,
                "udp",
                "proxy",
                method,
                method,
                status,
                1,
                fromUser,
                new byte[0],
                List.of(),
                at,
                null,
                "collector",
                flow.size()));
    }

    private void assertLegs(String expected) {
        var legs = new StringBuilder();
        Legs.assign(flow).forEach(message -> legs.append(message.leg() == Leg.SOURCE ? 'S' : 'D'));
        assertEquals(expected, legs.toString());
    }
}
