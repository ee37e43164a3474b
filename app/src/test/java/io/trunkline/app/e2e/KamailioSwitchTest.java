package io.trunkline.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.app.e2e.KamailioSwitch.Capture;
import io.trunkline.app.e2e.KamailioSwitch.Subscriber;
import io.trunkline.testing.Until;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the end-to-end test relies on: a switch that routes, refuses, mirrors and takes commands as operators' do. */
class KamailioSwitchTest {
    private static final Subscriber ALICE = new Subscriber("alice", "wonderland", "acme");
    private static final Subscriber BOB = new Subscriber("bob", "builder", "bricks");
    private static final String NUMBER = "493012345678";
    private static final Duration BRIEFLY = Duration.ofMillis(300);

    @TempDir
    static Path directory;

    private static HepListener hep;
    private static KamailioSwitch kamailio;
    private static Gateway gateway;
    private static Phone alice;
    private static Phone bob;

    @BeforeAll
    static void start() throws SocketException {
        hep = new HepListener();
        kamailio = KamailioSwitch.start(directory, List.of(ALICE, BOB), new Capture(hep.port(), 3, 101));
        gateway = new Gateway(directory, kamailio);
        alice = new Phone(directory, kamailio, ALICE);
        bob = new Phone(directory, kamailio, BOB);
    }

    @AfterAll
    static void stop() {
        if (kamailio != null) {
            kamailio.close();
        }
        hep.close();
    }

    @Test
    void shouldMirrorBothLegsOfACallThroughTheProxy() {
        try (SippRun _ = gateway.answering(BRIEFLY);
                Phone.Outgoing call = alice.call(NUMBER, BRIEFLY)) {
            call.awaitSuccess();
            int proxy = kamailio.sip().getPort();
            int far = kamailio.gatewayPort();
            Until.holds("the call's end", () -> hep.saw(call.callId(), "BYE", proxy, far));
            assertTrue(hep.saw(call.callId(), "INVITE sip:" + NUMBER, proxy, far), "INVITE to the gateway");
            assertTrue(hep.saw(call.callId(), "SIP/2.0 180", far, proxy), "ringing from the gateway");
            int near = hep.ofCall(call.callId()).getFirst().sourcePort();
            assertTrue(hep.saw(call.callId(), "INVITE sip:" + NUMBER, near, proxy), "INVITE from the telephone");
            assertTrue(hep.saw(call.callId(), "SIP/2.0 407", proxy, near), "challenge to the telephone");
            assertTrue(hep.saw(call.callId(), "SIP/2.0 200", proxy, near), "answer to the telephone");
            assertTrue(hep.saw(call.callId(), "BYE", near, proxy), "BYE along the recorded route");
            assertEquals(101, hep.ofCall(call.callId()).getFirst().captureId());
            assertEquals(3, hep.ofCall(call.callId()).getFirst().hepVersion());
        }
    }

    @Test
    void shouldRingARegisteredTelephone() throws Exception {
        bob.register(Duration.ofMinutes(5));
        JsonNode binding = kamailio.rpc("ul.lookup", "location", "bob");
        assertTrue(binding.toString().contains("sip:bob@127.0.0.1:"), binding.toString());
        try (SippRun ringing = bob.answer(BRIEFLY);
                Phone.Outgoing call = alice.call("bob", BRIEFLY)) {
            call.awaitSuccess();
            ringing.awaitSuccess();
        }
    }

    @Test
    void shouldTellTheCallerThatTheOtherSideIsBusy() {
        try (SippRun _ = gateway.busy();
                Phone.Outgoing call = alice.callToBeRefused(NUMBER, 486)) {
            call.awaitSuccess();
        }
    }

    @Test
    void shouldCancelACallThatRings() {
        try (SippRun _ = gateway.neverAnswering();
                Phone.Outgoing call = alice.callAndCancel(NUMBER, BRIEFLY)) {
            call.awaitSuccess();
            Until.holds("the cancelled INVITE", () -> hep.saw(call.callId(), "SIP/2.0 487"));
        }
    }

    @Test
    void shouldRefuseOnlyWhatCostsMoneyWhileAnAccountIsBlocked() throws Exception {
        bob.register(Duration.ofMinutes(5));
        kamailio.rpc("htable.sets", "blocked", "acme", "1");
        try (Phone.Outgoing refused = alice.callToBeRefused(NUMBER, 402)) {
            refused.awaitSuccess();
        }
        try (SippRun _ = bob.answer(BRIEFLY);
                Phone.Outgoing free = alice.call("bob", BRIEFLY)) {
            free.awaitSuccess();
        }
        try (SippRun _ = gateway.answering(BRIEFLY);
                Phone.Outgoing ofAnother = bob.call(NUMBER, BRIEFLY)) {
            ofAnother.awaitSuccess();
        }
        kamailio.rpc("htable.delete", "blocked", "acme");
        try (SippRun _ = gateway.answering(BRIEFLY);
                Phone.Outgoing unblocked = alice.call(NUMBER, BRIEFLY)) {
            unblocked.awaitSuccess();
        }
    }

    @Test
    void shouldEndACallOnCommand() throws Exception {
        try (SippRun _ = gateway.answering(BRIEFLY);
                Phone.Outgoing call = alice.callUntilCutOff(NUMBER)) {
            Until.holds(
                    "the call to be up",
                    () -> kamailio.dialog(call.callId()).path("state").asInt() == 4);
            kamailio.end(call.callId());
            call.awaitSuccess();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldMirrorInOlderVersionsOfHep(int version) {
        try (KamailioSwitch older =
                        KamailioSwitch.start(directory, List.of(ALICE), new Capture(hep.port(), version, 7));
                SippRun _ = new Gateway(directory, older).busy();
                Phone.Outgoing call = new Phone(directory, older, ALICE).callToBeRefused(NUMBER, 486)) {
            call.awaitSuccess();
            Until.holds(
                    "both legs",
                    () -> hep.saw(
                            call.callId(),
                            "SIP/2.0 486",
                            older.gatewayPort(),
                            older.sip().getPort()));
            assertEquals(version, hep.ofCall(call.callId()).getFirst().hepVersion());
        }
    }
}
