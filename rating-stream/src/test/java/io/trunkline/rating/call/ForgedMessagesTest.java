package io.trunkline.rating.call;

import static io.trunkline.rating.call.Message.bye;
import static io.trunkline.rating.call.Message.byeAnswer;
import static io.trunkline.rating.call.Message.invite;
import static io.trunkline.rating.call.Message.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.sip.SipMethod;
import io.trunkline.rating.call.CallLegs.Kind;
import io.trunkline.rating.call.Message.Leg;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one side of a call can send by itself moves no call and no money. */
class ForgedMessagesTest {

    private static final String ID = Message.CALL_ID;
    private static final String ALICE = "192.0.2.10:5060";
    private static final String PLATFORM = "198.51.100.1:5060";
    private static final String BOB = "203.0.113.5:5060";

    private final CallScene scene = new CallScene();

    private void talk(double answeredAt, double endedAt) {
        scene.at(answeredAt, response(200).on(Leg.CALLEE)).at(answeredAt + 0.01, response(200));
        scene.at(endedAt, bye()).at(endedAt + 0.1, byeAnswer(200));
    }

    private Altered decoy(double seconds) {
        return Altered.of(seconds, invite())
                .branch("z9hG4bK-decoy")
                .maxForwards(255)
                .fromUser("bob")
                .digestUsers();
    }

    private Altered refusal(double seconds, int status) {
        return Altered.of(seconds, response(status)).branch("z9hG4bK-decoy");
    }

    @ParameterizedTest
    @ValueSource(ints = {407, 404, 403, 482, 503})
    void shouldForgetADecoyThatWasRefusedBeforeTheCall(int status) {
        scene.takes(decoy(0).message()).takes(refusal(0.01, status).message());
        scene.at(0.1, invite()).at(0.11, invite().on(Leg.CALLEE));
        talk(5, 605);
        assertEquals(1, scene.answered().size());
        assertEquals("acme", scene.answered().getFirst().setup().accountId());
        assertEquals("31201000", scene.answered().getFirst().setup().to());
        assertEquals(CallScene.moment(605), scene.lastAnswered().endedAt());
    }

    @ParameterizedTest
    @ValueSource(ints = {407, 404})
    void shouldForgetADecoyThatWasRefusedWhileItRang(int status) {
        scene.at(0, invite()).at(0.01, invite().on(Leg.CALLEE));
        scene.takes(decoy(1).message()).takes(refusal(1.01, status).message());
        talk(5, 605);
        scene.assertPays("acme", ID, 5.01, 605);
    }

    @Test
    void shouldTakeADecoyThatIsNeverAnsweredForNoCaller() {
        scene.takes(decoy(0).message());
        scene.at(0.1, invite()).at(0.11, invite().on(Leg.CALLEE));
        talk(5, 605);
        scene.assertPays("acme", ID, 5.01, 605);
    }

    @Test
    void shouldPassOverAFailureThatTheCallerSendsItself() {
        scene.at(0, invite()).at(0.01, invite().on(Leg.CALLEE));
        scene.takes(Altered.of(1, response(486)).way(ALICE, PLATFORM).message());
        talk(5, 605);
        assertTrue(scene.kinds.contains(Kind.STRAY), "it waited for an INVITE of its own, and none came");
        scene.assertPays("acme", ID, 5.01, 605);
    }

    @Test
    void shouldPassOverAFailureAndAnAnswerThatTheCalledSideSendsWithTheCallersBranch() {
        scene.at(0, invite()).at(0.01, invite().on(Leg.CALLEE));
        for (int status : List.of(486, 200)) {
            scene.takes(Altered.of(1, response(status)).way(BOB, PLATFORM).message());
            scene.takes(Altered.of(1, response(status)).way(BOB, ALICE).message());
        }
        scene.assertRinging(ID);
        talk(5, 605);
        scene.assertPays("acme", ID, 5.01, 605);
    }

    @Test
    void shouldPassOverAnAnswerOfAForeignBranchAndTagWithASessionOfASecond() {
        scene.at(0, invite()).at(0.01, invite().on(Leg.CALLEE));
        scene.takes(Altered.of(1, response(200).sessionExpires(1))
                .fromTag("nobody")
                .branch("z9hG4bK-stray")
                .way(ALICE, PLATFORM)
                .message());
        talk(5, 605);
        scene.assertPays("acme", ID, 5.01, 605);
    }

    @Test
    void shouldNotLetAnyoneShortenASession() {
        scene.at(0, invite());
        scene.at(5, response(200).sessionExpires(1_800));
        scene.takes(Altered.of(10, response(200, SipMethod.UPDATE).cseq(9).sessionExpires(90))
                .way(ALICE, PLATFORM)
                .message());
        scene.at(605, bye()).at(605.1, byeAnswer(200));
        scene.assertPays("acme", ID, 5, 605);
    }

    @Test
    void shouldPassOverAnAnswerToAByeThatTheCallerSendsItself() {
        scene.at(0, invite()).at(0.01, invite().on(Leg.CALLEE));
        scene.at(5, response(200));
        scene.takes(Altered.of(10, byeAnswer(200)).way(ALICE, PLATFORM).message());
        scene.takes(Altered.of(20, byeAnswer(200).callees()).message());
        scene.waitUntil(100).assertAnswered(ID);
        scene.at(605, bye()).at(605.1, byeAnswer(200));
        scene.assertPays("acme", ID, 5, 605);
    }

    @Test
    void shouldChargeASecondCallThatIsMadeBesideTheFirstWithTheSameTag() {
        scene.at(0, invite()).at(1, response(200)).at(2, invite().cseq(2));
        scene.at(3, response(200).cseq(2).toTag("carol-tag"));
        scene.at(4, bye()).at(4.1, byeAnswer(200));
        scene.at(605, bye().cseq(3).toTag("carol-tag"));
        scene.at(605.1, response(200, SipMethod.BYE).cseq(3).toTag("carol-tag"));
        scene.assertPays("acme", ID, 1, 4);
        scene.assertPays("acme", ID + ";alice-tag", 3, 605);
    }

    @Test
    void shouldAnswerACallThatSeemedToBeCancelled() {
        scene.at(0, invite()).at(1, response(180)).at(2, Message.request(SipMethod.CANCEL));
        scene.waitUntil(40);
        scene.at(45, response(200)).at(605, bye()).at(605.1, byeAnswer(200));
        scene.assertPays("acme", ID, 45, 605);
    }

    /** Nothing is lost by it: a sender by RFC 2543, or a liar, writes none. */
    @ParameterizedTest
    @ValueSource(strings = {"INVITE", "UPDATE"})
    void shouldGoOnWhenAnAnswerWithinTheDialogHasNoBranch(String method) {
        scene.at(0, invite()).at(0.01, invite().on(Leg.CALLEE));
        scene.at(5, response(200).on(Leg.CALLEE)).at(5.01, response(200));
        scene.takes(Altered.of(20, response(200, SipMethod.valueOf(method)).cseq(2))
                .branch(null)
                .message());
        scene.at(605, bye()).at(605.1, byeAnswer(200));
        scene.assertPays("acme", ID, 5.01, 605);
    }
}
