package io.trunkline.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.app.e2e.HepListener.Captured;
import io.trunkline.app.e2e.KamailioSwitch.Capture;
import io.trunkline.app.e2e.KamailioSwitch.Subscriber;
import io.trunkline.testing.Until;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A switch that asks before a call by the lines of its documentation asks once for an INVITE, however often that is sent
 * while the answer is awaited: the question names no call, and each one holds money.
 */
class AskedOnceTest {

    private static final Subscriber ALICE = new Subscriber("alice", "wonderland", "acme");
    private static final String NUMBER = "88161234567";

    @TempDir
    Path directory;

    private HepListener hep;
    private HeldAnswer api;
    private KamailioSwitch kamailio;
    private BareInvite call;

    @BeforeEach
    void start() throws IOException {
        hep = new HepListener();
        api = new HeldAnswer();
        kamailio = KamailioSwitch.startAsking(
                directory, List.of(ALICE), new Capture(hep.port(), 3, 101), api.url(), "any-token", false);
        call = new BareInvite(kamailio, ALICE, NUMBER);
    }

    @AfterEach
    void stop() {
        if (call != null) {
            call.close();
        }
        api.close();
        if (kamailio != null) {
            kamailio.close();
        }
        hep.close();
    }

    @Test
    void shouldConnectOneCallForAnInviteThatCameThreeTimes() {
        sendThreeTimesAndAwaitOneQuestion();
        try (SippRun _ = new Gateway(directory, kamailio).busy()) {
            api.give("{\"allowed\": true}");
            String refusal = awaitRefusal(486);

            assertEquals(1, invitesToGateway(), "one goes on");
            assertEquals(List.of(refusal), call.refusals().stream().distinct().toList());
            assertEquals(3, call.answers(100).size(), "it was not said again that it is tried");
            assertEquals(1, api.questions());
            call.acknowledge(refusal);
        }
    }

    @Test
    void shouldRefuseOnceAnInviteThatCameThreeTimes() {
        sendThreeTimesAndAwaitOneQuestion();
        api.give("{\"allowed\": false, \"reason\": \"acme: no money\"}");
        String refusal = awaitRefusal(402);

        assertTrue(refusal.contains("\r\nReason: SIP;cause=402;text=\"acme: no money\"\r\n"), refusal);
        assertFalse(call.answers(100).getFirst().contains("\r\nReason: "), "nobody knew it before");
        assertEquals(List.of(refusal), call.refusals().stream().distinct().toList());
        assertEquals(0, invitesToGateway());
        assertEquals(1, api.questions());
        call.acknowledge(refusal);
    }

    @Test
    void shouldNotConnectWhoGivesUpWhileTheQuestionIsOpen() {
        sendThreeTimesAndAwaitOneQuestion();
        call.cancel();
        Until.holds("the CANCEL to be taken", () -> !call.answersToCancel(200).isEmpty());
        api.give("{\"allowed\": true}");
        String refusal = awaitRefusal(487);

        assertEquals(0, invitesToGateway());
        call.acknowledge(refusal);
    }

    private void sendThreeTimesAndAwaitOneQuestion() {
        call.send();
        Until.holds("the question", () -> api.questions() == 1);
        call.send();
        call.send();
        Until.holds(
                "each of the three to be answered, or asked about",
                () -> call.answers(100).size() == 3 || api.questions() > 1);
        assertEquals(1, api.questions());
    }

    private String awaitRefusal(int status) {
        String refusal = Until.fits("the end of the INVITE", call::refusals, all -> !all.isEmpty())
                .getFirst();
        assertTrue(refusal.startsWith("SIP/2.0 " + status + ' '), refusal);
        // What was mirrored before it was, too.
        Until.holds("its copy", () -> hep.saw(call.callId(), "SIP/2.0 " + status));
        return refusal;
    }

    /** Of what was sent twice only one counts. */
    private long invitesToGateway() {
        return hep.ofCall(call.callId()).stream()
                .filter(message ->
                        message.firstLine().startsWith("INVITE ") && message.targetPort() == kamailio.gatewayPort())
                .map(Captured::branch)
                .distinct()
                .count();
    }
}
