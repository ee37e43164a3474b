package io.trunkline.rating.call;

import static io.trunkline.rating.call.Message.bye;
import static io.trunkline.rating.call.Message.byeAnswer;
import static io.trunkline.rating.call.Message.invite;
import static io.trunkline.rating.call.Message.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.trunkline.protocol.Network;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.Cause;
import io.trunkline.rating.call.Message.Leg;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A Call-ID and a From tag are one leg. */
class LegsTest {

    private static final String ID = Message.CALL_ID;
    private static final String SECOND = ID + ";leg-2";

    private CallScene scene = new CallScene();

    /** On the second leg of a back-to-back user agent that keeps the Call-ID. */
    private static Altered onSecondLeg(double seconds, Message message) {
        Altered altered = Altered.of(seconds, message.on(Leg.CALLEE));
        boolean callees = "alice-tag".equals(altered.message().envelope().toTag());
        return callees ? altered.toTag("leg-2") : altered.fromTag("leg-2");
    }

    /** To a number of nobody's here. */
    private static Message outwards() {
        return invite().requestUser("+31209999");
    }

    private void throughAKeptCallId() {
        scene.at(0, outwards());
        scene.takes(onSecondLeg(0.1, outwards()).branch("z9hG4bK-b2b").message());
        scene.takes(onSecondLeg(5, response(200).toTag("carol-tag"))
                .branch("z9hG4bK-b2b")
                .message());
        scene.at(5.1, response(200));
        scene.at(65, bye()).at(65.1, byeAnswer(200));
        scene.takes(onSecondLeg(65.2, bye().toTag("carol-tag")).message());
        scene.takes(onSecondLeg(65.3, byeAnswer(200).toTag("carol-tag")).message());
    }

    @Test
    void shouldChargeACallThroughABackToBackUserAgentOnce() {
        throughAKeptCallId();
        scene.assertPays("acme", ID, 5.1, 65);
        Call.Ended second = scene.ended(SECOND);
        assertNull(second.setup().accountId(), "it leaves the address at which the caller's INVITE came in");
        assertEquals(CallScene.moment(65.2), second.endedAt());
        assertEquals("leg-2", second.setup().fromTag());
    }

    @Test
    void shouldChargeNoCallerForALegThatLeavesAnAddressOfThePlatform() {
        scene = new CallScene(new Platform(List.of(Network.of("198.51.100.0/24"))));
        throughAKeptCallId();
        scene.assertPays("acme", ID, 5.1, 65);
        assertNull(scene.ended(SECOND).setup().accountId());
    }

    @Test
    void shouldTakeTheAddressOfTheLastLegForTheTrunk() {
        throughAKeptCallId();
        assertEquals("198.51.100.1:5060", scene.ended(ID).setup().target());
        assertNull(scene.ended(ID).setup().trunk(), "it came to the platform, which made another leg");
        assertEquals("203.0.113.5", scene.ended(SECOND).setup().trunk());
    }

    @Test
    void shouldTakeNoAddressOfThePlatformForATrunkWhateverCallIdTheOtherLegBears() {
        scene = new CallScene(new Platform(List.of(Network.of("198.51.100.0/24"))));
        scene.at(0, outwards());
        scene.takes(Altered.of(0.1, outwards().on(Leg.CALLEE)).callId("other").message());
        scene.takes(Altered.of(5, response(200).on(Leg.CALLEE)).callId("other").message());
        scene.at(5.1, response(200));
        scene.at(65, bye()).at(65.1, byeAnswer(200));
        scene.takes(Altered.of(65.2, bye().on(Leg.CALLEE)).callId("other").message());
        scene.takes(
                Altered.of(65.3, byeAnswer(200).on(Leg.CALLEE)).callId("other").message());
        scene.assertPays("acme", ID, 5.1, 65);
        assertNull(scene.ended(ID).setup().trunk());
        assertEquals("203.0.113.5", scene.ended("other").setup().trunk());
    }

    @Test
    void shouldCountAFailureThatABackToBackUserAgentPassesOnForTheLegThatLeft() {
        scene.at(0, outwards());
        scene.takes(onSecondLeg(0.1, outwards()).branch("z9hG4bK-b2b").message());
        scene.takes(onSecondLeg(1, response(503).toTag("carol-tag"))
                .branch("z9hG4bK-b2b")
                .message());
        scene.at(1.1, response(503)).waitUntil(60);
        assertEquals(Cause.By.TRUNK, scene.ended(SECOND).cause().by());
        assertEquals(
                "the trunk answered 503 after 0 s", scene.ended(SECOND).cause().text());
        assertNull(scene.ended(ID).setup().trunk());
        assertEquals("203.0.113.5", scene.ended(SECOND).setup().trunk());
    }

    /** Between two switches of the platform nothing has left it. */
    @Test
    void shouldBlameThePlatformForALegThatItMadeToItself() {
        scene = new CallScene(new Platform(List.of(Network.of("198.51.100.0/24"), Network.of("203.0.113.5"))));
        scene.at(0, outwards().on(Leg.CALLEE))
                .at(1, response(503).on(Leg.CALLEE))
                .waitUntil(60);
        assertEquals(Cause.By.PLATFORM, scene.ended(ID).cause().by());
        assertNull(scene.ended(ID).setup().trunk());
    }

    @Test
    void shouldTakeWhereAProxySentTheCallForItsTrunk() {
        scene = new CallScene(new Platform(List.of(Network.of("198.51.100.0/24"))));
        scene.at(0, outwards());
        assertNull(setup(ID).trunk(), "it has not left yet");
        scene.at(0.1, outwards().on(Leg.CALLEE));
        assertEquals("203.0.113.5", setup(ID).trunk());
        scene.at(5, response(200).on(Leg.CALLEE)).at(5.1, response(200));
        assertEquals("203.0.113.5", setup(ID).trunk());
    }

    @Test
    void shouldTakeNoEndpointOfThePlatformForATrunk() {
        scene.at(0, invite().requestUser("bob"))
                .at(0.1, invite().requestUser("bob").on(Leg.CALLEE));
        scene.at(0.2, response(486).on(Leg.CALLEE)).at(0.3, response(486)).waitUntil(60);
        assertEquals("globex", scene.ended(ID).setup().calledAccountId());
        assertEquals("203.0.113.5:5060", scene.ended(ID).setup().target());
        assertNull(scene.ended(ID).setup().trunk());
    }

    @Test
    void shouldSayOfACallThatThePlatformRefusedThatItNeverLeft() {
        scene.at(0, outwards()).at(0.1, response(403)).waitUntil(60);
        assertEquals(Cause.By.PLATFORM, scene.ended(ID).cause().by());
        assertNull(scene.ended(ID).setup().trunk());
    }

    private CallSetup setup(String id) {
        return scene.call(id).visible().orElseThrow().setup();
    }

    @Test
    void shouldTakeACallIdThatIsUsedAgainAtOnceForAnotherCall() {
        scene.at(0, invite()).at(1, response(200)).at(11, bye()).at(11.1, byeAnswer(200));
        scene.takes(Altered.of(20, invite())
                .fromTag("again")
                .branch("z9hG4bK-again")
                .message());
        scene.takes(Altered.of(21, response(200).toTag("bob-2"))
                .fromTag("again")
                .branch("z9hG4bK-again")
                .message());
        scene.takes(Altered.of(81, bye().toTag("bob-2")).fromTag("again").message());
        scene.takes(
                Altered.of(81.1, byeAnswer(200).toTag("bob-2")).fromTag("again").message());
        scene.assertPays("acme", ID, 1, 11);
        scene.assertPays("acme", ID + ";again", 21, 81);
        assertEquals(ID, scene.ended(ID + ";again").setup().callId());
    }

    @Test
    void shouldKnowTheLegsOfACallIdAgainAfterARestart() {
        scene.at(0, invite());
        scene.takes(onSecondLeg(0.1, invite()).branch("z9hG4bK-b2b").message());
        scene.restart();
        scene.takes(onSecondLeg(5, response(200).toTag("carol-tag"))
                .branch("z9hG4bK-b2b")
                .message());
        scene.assertAnswered(SECOND);
        scene.assertRinging(ID);
    }

    @Test
    void shouldTellACallIdWithASemicolonFromTheIdOfAnotherCall() {
        var taken = new CallScene();
        taken.takes(Altered.of(0, invite()).callId("x;y").message());
        taken.takes(Altered.of(0, invite()).callId("x").fromTag("z").message());
        taken.takes(Altered.of(0, invite()).callId("x").fromTag("y").message());
        assertEquals(
                List.of("x;y;alice-tag", "x", "x;y"), List.copyOf(taken.calls().keySet()));
    }

    @Test
    void shouldWaitForTheNextForkWhereOnlyTheCalledSideIsCaptured() {
        scene.at(0, invite().on(Leg.CALLEE)).at(1, response(486).on(Leg.CALLEE));
        scene.at(1.1, invite().on(Leg.OTHER_FORK)).at(20, response(200).on(Leg.OTHER_FORK));
        scene.assertAnswered(ID);
        assertEquals(1, scene.calls().size());
    }
}
