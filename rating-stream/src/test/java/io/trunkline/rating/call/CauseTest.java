package io.trunkline.rating.call;

import static io.trunkline.rating.call.Message.bye;
import static io.trunkline.rating.call.Message.byeAnswer;
import static io.trunkline.rating.call.Message.invite;
import static io.trunkline.rating.call.Message.request;
import static io.trunkline.rating.call.Message.response;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.Cause.By;
import io.trunkline.protocol.event.Cause.Code;
import io.trunkline.protocol.sip.SipMethod;
import io.trunkline.rating.call.Message.Leg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a call ended and by whom, as the contract words it. */
class CauseTest {

    private final CallScene scene = new CallScene();

    private Cause cause() {
        return scene.ended(Message.CALL_ID).cause();
    }

    private void assertCause(Code code, By by, String text) {
        assertEquals(code, cause().code());
        assertEquals(by, cause().by());
        assertEquals(text, cause().text());
        assertEquals(cause().endedBy(), scene.ended(Message.CALL_ID).endedBy());
    }

    @ParameterizedTest(name = "{0} of the platform is {1} by {2}")
    @CsvSource({
        "404, NOT_FOUND, PLATFORM",
        "403, FORBIDDEN, PLATFORM",
        "402, SUSPENDED, PLATFORM",
        "480, UNREACHABLE, PLATFORM",
        "483, OTHER, PLATFORM",
        "500, PLATFORM_FAILURE, PLATFORM",
        "486, BUSY, CALLEE"
    })
    void shouldTakeWhatNeverLeftThePlatformForThePlatforms(int status, Code code, By by) {
        scene.at(0, invite()).at(0.1, response(status));
        assertEquals(code, cause().code());
        assertEquals(by, cause().by());
        assertEquals(CallScene.moment(0.1), cause().at());
    }

    @ParameterizedTest(name = "{0} from beyond is {1} by {2}")
    @CsvSource({
        "486, BUSY, CALLEE",
        "600, BUSY, CALLEE",
        "603, DECLINED, CALLEE",
        "480, UNREACHABLE, CALLEE",
        "404, NOT_FOUND, CALLEE",
        "403, FORBIDDEN, CALLEE",
        "503, TRUNK_FAILURE, TRUNK",
        "408, TRUNK_FAILURE, TRUNK"
    })
    void shouldTakeWhatCameFromBeyondForTheOtherSides(int status, Code code, By by) {
        scene.at(0, invite()).at(0.01, invite().on(Leg.CALLEE));
        scene.at(8, response(status).on(Leg.CALLEE)).at(8.01, response(status));
        assertEquals(code, cause().code());
        assertEquals(by, cause().by());
    }

    @Test
    void shouldNameTheAccountThatIsSuspended() {
        scene.at(0, invite()).at(0.1, response(402));
        assertCause(
                Code.SUSPENDED, By.PLATFORM, "refused by the platform: the account acme cannot pay this call (402)");
    }

    @Test
    void shouldGiveTheTrunksReasonInWords() {
        scene.at(0, invite()).at(0.01, invite().on(Leg.CALLEE));
        scene.takes(Altered.of(8, response(503)).q850(34).message());
        assertCause(Code.TRUNK_FAILURE, By.TRUNK, "the trunk answered 503 after 8 s: no circuit available (Q.850 34)");
    }

    @Test
    void shouldSayHowLongItRangInVain() {
        scene.at(0, invite()).at(1, response(180)).at(25, response(408));
        assertCause(Code.NO_ANSWER, By.CALLEE, "no answer after 25 s");
    }

    @Test
    void shouldSayWhenTheCallerGaveUp() {
        scene.at(0, invite())
                .at(1, response(180))
                .at(7, request(SipMethod.CANCEL))
                .at(7.1, response(487));
        assertCause(Code.CANCELLED, By.CALLER, "the caller gave up after 7 s");
    }

    @Test
    void shouldTakeAChallengeThatIsNotFollowedForARefusal() {
        scene.at(0, invite()).at(0.1, response(407)).waitUntil(60);
        assertCause(Code.FORBIDDEN, By.PLATFORM, "refused by the platform: no credentials came (407)");
    }

    @Test
    void shouldSayWhoHungUp() {
        scene.at(0, invite())
                .at(1, response(200))
                .at(9, bye().callees())
                .at(9.1, byeAnswer(200).callees());
        assertCause(Code.NORMAL, By.CALLEE, "the called side hung up");
    }

    @Test
    void shouldSayThatNoByeWasSeen() {
        scene.at(0, invite())
                .at(1, response(200))
                .at(600, request(SipMethod.INFO).cseq(3))
                .waitUntil(5 * 3_600);
        assertEquals(Code.NO_BYE, cause().code());
        assertEquals(CallScene.moment(600), cause().at());
    }
}
