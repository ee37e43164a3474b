package io.trunkline.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.exchange.CallPlan.Ending;
import io.trunkline.protocol.dialog.Hop;
import io.trunkline.protocol.dialog.Passed;
import io.trunkline.protocol.dialog.Strays;
import io.trunkline.protocol.sip.SipField;
import io.trunkline.protocol.sip.SipMessage;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The flows in the terms of a ladder: C the caller's side, P the proxy, D the called side. */
class CallFlowTest {

    @Test
    void shouldShowBothLegsOfAnAnsweredCall() {
        assertEquals(
                List.of(
                        "C>P INVITE",
                        "P>C 407",
                        "C>P ACK",
                        "C>P INVITE",
                        "P>C 100",
                        "P>D INVITE",
                        "D>P 100",
                        "D>P 180",
                        "P>C 180",
                        "D>P 200 INVITE",
                        "P>C 200 INVITE",
                        "C>P ACK",
                        "P>D ACK",
                        "C>P BYE",
                        "P>D BYE",
                        "D>P 200 BYE",
                        "P>C 200 BYE"),
                ladder(script(Plans.throughTrunk(Ending.ANSWERED))));
    }

    @Test
    void shouldGoWithoutAChallengeWhenTheCallerIsTrusted() {
        assertEquals(
                List.of("C>P INVITE", "P>C 100", "P>D INVITE"),
                ladder(script(Plans.unchallenged())).subList(0, 3));
    }

    @Test
    void shouldKeepTheMomentsOfThePlan() {
        var script = script(Plans.throughTrunk(Ending.ANSWERED));
        long passedOn = at(script, "P>D INVITE");
        assertEquals(passedOn + 1_000_000, at(script, "D>P 180"));
        assertEquals(passedOn + 6_000_000, at(script, "D>P 200 INVITE"));
        assertEquals(script.answeredMicros(), at(script, "P>C 200 INVITE"));
        assertEquals(passedOn + 26_000_000, at(script, "C>P BYE"));
        assertEquals(script.endedMicros(), at(script, "C>P BYE"));
        assertFalse(script.confirmedAt(script.answeredMicros()));
        assertTrue(script.confirmedAt(script.answeredMicros() + 1));
        assertFalse(script.confirmedAt(script.endedMicros()));
    }

    @ParameterizedTest
    @CsvSource({
        "BUSY, 486",
        "DECLINED, 603",
        "NOT_FOUND, 404",
        "UNAVAILABLE, 503",
        "NO_ANSWER, 408",
        "CANCELLED, 487",
        "PAYMENT_REQUIRED, 402"
    })
    void shouldTellTheCallerWhyTheCallFailed(Ending ending, int status) {
        var ladder = ladder(script(Plans.throughTrunk(ending)));
        assertEquals(List.of("P>C " + status, "C>P ACK"), ladder.subList(ladder.size() - 2, ladder.size()));
        assertFalse(ladder.contains("P>C 200 INVITE"));
        assertEquals(CallScript.NEVER, script(Plans.throughTrunk(ending)).answeredMicros());
    }

    @Test
    void shouldCancelTowardsTheCalledSideWhenTheCallerGivesUp() {
        var ladder = ladder(script(Plans.throughTrunk(Ending.CANCELLED)));
        assertEquals(
                List.of(
                        "C>P CANCEL",
                        "P>C 200 CANCEL",
                        "P>D CANCEL",
                        "D>P 200 CANCEL",
                        "D>P 487",
                        "P>D ACK",
                        "P>C 487",
                        "C>P ACK"),
                ladder.subList(ladder.indexOf("C>P CANCEL"), ladder.size()));
    }

    @Test
    void shouldNotReachTheCalledSideWhenTheAccountIsBlockedOrTheSubscriberUnknown() {
        for (var plan : List.of(Plans.throughTrunk(Ending.ANSWERED).refused(), Plans.onNet(Ending.NOT_FOUND, false))) {
            assertTrue(ladder(script(plan)).stream().noneMatch(step -> step.contains("D")));
        }
    }

    @Test
    void shouldRingTwoTelephonesAndCancelTheOneThatDoesNotAnswer() {
        var script = script(Plans.onNet(Ending.ANSWERED, true));
        var ladder = ladder(script);
        assertEquals(2, count(ladder, "P>D INVITE"));
        assertEquals(2, count(ladder, "P>C 180"));
        assertEquals(1, count(ladder, "P>C 200 INVITE"));
        assertEquals(1, count(ladder, "P>D CANCEL"));
        var tags = script.messages().stream()
                .filter(sent("D>P 180"))
                .map(message -> toTag(message.text()))
                .distinct()
                .toList();
        assertEquals(2, tags.size());
    }

    @Test
    void shouldHoldTheCallAndRepeatWhatWasSlow() {
        var ladder = ladder(script(Plans.withHoldAndRepetitions()));
        // First without credentials, then twice with them, then hold and resume.
        assertEquals(5, count(ladder, "C>P INVITE"));
        assertEquals(3, count(ladder, "P>D INVITE"));
        assertEquals(4, count(ladder, "P>C 200 INVITE"));
    }

    @Test
    void shouldEndACallTowardsBothSidesWhenTheSwitchIsAsked() {
        var script = script(Plans.throughTrunk(Ending.ANSWERED));
        var ending = script.endedBySwitch(10_000_000);
        assertEquals(
                List.of("P>C BYE", "P>D BYE", "C>P 200 BYE", "D>P 200 BYE"),
                ending.stream().map(CallFlowTest::step).toList());
        assertEquals(10_000_000, ending.getFirst().atMicros());
        var toCaller = Sip.scan(ending.getFirst());
        var invite = Sip.scan(script.messages().getFirst());
        assertEquals(invite.text(SipField.FROM_TAG), toCaller.text(SipField.TO_TAG));
        assertEquals(script.callId(), toCaller.text(SipField.CALL_ID));
    }

    @Test
    void shouldGoBetweenTheTwoSidesWithTagsOfItsOwn() {
        var plan = Plans.throughTrunk(Ending.ANSWERED);
        var odd = CallFlow.of(plan, "call-1@192.168.0.1", Oddity.BACK_TO_BACK);
        assertEquals(ladder(script(plan)), ladder(odd));
        var inner = scanned(odd, "P>D INVITE");
        assertEquals("call-1@192.168.0.1", inner.text(SipField.CALL_ID));
        assertNotEquals(
                inner.text(SipField.FROM_TAG), scanned(odd, "C>P INVITE").text(SipField.FROM_TAG));
        assertEquals(1, inner.vias());
        assertEquals(Proxy.SERVER, inner.text(SipField.USER_AGENT));
        var answer = scanned(odd, "P>C 200 INVITE");
        assertTrue(odd.hasTags(answer.text(SipField.FROM_TAG), answer.text(SipField.TO_TAG)));
        var innerAnswer = scanned(odd, "D>P 200 INVITE");
        assertNotEquals(answer.text(SipField.TO_TAG), innerAnswer.text(SipField.TO_TAG));
        assertEquals(innerAnswer.text(SipField.TO_TAG), scanned(odd, "P>D BYE").text(SipField.TO_TAG));
        assertEquals(inner.text(SipField.FROM_TAG), scanned(odd, "P>D BYE").text(SipField.FROM_TAG));
        assertEquals(List.of(), strays(odd));
    }

    @Test
    void shouldSendAStrayBusyFromTheCallersAddressWhileItRings() {
        var odd = CallFlow.of(Plans.throughTrunk(Ending.ANSWERED), "call-1@192.168.0.1", Oddity.STRAY);
        assertEquals(List.of("C>P 486"), strays(odd));
        assertTrue(at(odd, "C>P 486") < odd.answeredMicros());
    }

    @Test
    void shouldTalkOnAfterAByeThatIsRefused() {
        var odd = CallFlow.of(Plans.throughTrunk(Ending.ANSWERED), "call-1@192.168.0.1", Oddity.REFUSED_BYE);
        assertEquals(1, count(ladder(odd), "P>C 403"));
        assertEquals(2, count(ladder(odd), "C>P BYE"));
        assertEquals(script(Plans.throughTrunk(Ending.ANSWERED)).endedMicros(), odd.endedMicros());
        assertEquals(List.of(), strays(odd));
    }

    @Test
    void shouldSayInTheByeOfATrunkWhatItsGatewayHeard() {
        var script = script(Plans.withHoldAndRepetitions());
        for (String step : List.of("D>P BYE", "P>C BYE")) {
            String bye = script.messages().stream()
                    .filter(sent(step))
                    .findFirst()
                    .orElseThrow()
                    .text();
            assertTrue(bye.contains("\r\nX-RTP-Stat: PS=1000;OS=160000;PR="), bye);
        }
        assertTrue(script(Plans.throughTrunk(Ending.ANSWERED)).messages().stream()
                .noneMatch(message -> message.text().contains("X-RTP-Stat")));
    }

    private static List<String> strays(CallScript script) {
        var passed = script.messages().stream()
                .map(message -> Passed.of(
                        Sip.scan(message), new Hop(Proxy.text(message.source()), Proxy.text(message.target()))))
                .toList();
        return Strays.among(passed).stream()
                .mapToObj(script.messages()::get)
                .map(CallFlowTest::step)
                .toList();
    }

    private static SipMessage scanned(CallScript script, String step) {
        return script.messages().stream()
                .filter(sent(step))
                .findFirst()
                .map(Sip::scan)
                .orElseThrow();
    }

    @Test
    void shouldGiveTheSameScriptForTheSameSeedAndAnotherForAnother() {
        assertEquals(script(Plans.drawn(7)).messages(), script(Plans.drawn(7)).messages());
        assertNotEquals(
                script(Plans.drawn(7)).messages(), script(Plans.drawn(8)).messages());
    }

    private static CallScript script(CallPlan plan) {
        return CallFlow.of(plan, "call-1@192.168.0.1");
    }

    private static List<String> ladder(CallScript script) {
        return script.messages().stream().map(CallFlowTest::step).toList();
    }

    private static long count(List<String> ladder, String step) {
        return ladder.stream().filter(step::equals).count();
    }

    private static long at(CallScript script, String step) {
        return script.messages().stream()
                .filter(sent(step))
                .findFirst()
                .orElseThrow()
                .atMicros();
    }

    private static Predicate<CallScript.Message> sent(String step) {
        return message -> step(message).equals(step);
    }

    private static String step(CallScript.Message message) {
        String[] startLine = message.text().lines().findFirst().orElseThrow().split(" ", 3);
        boolean response = startLine[0].startsWith("SIP/");
        String method = message.text()
                .lines()
                .filter(line -> line.startsWith("CSeq: "))
                .findFirst()
                .orElseThrow()
                .split(" ")[2];
        String what = response ? startLine[1] + (startLine[1].equals("200") ? " " + method : "") : startLine[0];
        return place(message.source()) + ">" + place(message.target()) + " " + what;
    }

    private static String place(InetSocketAddress address) {
        if (address.equals(Proxy.ADDRESS)) {
            return "P";
        }
        return address.equals(Plans.throughTrunk(Ending.BUSY).caller().outside()) ? "C" : "D";
    }

    private static String toTag(String text) {
        return text.lines()
                .filter(line -> line.startsWith("To: "))
                .findFirst()
                .orElseThrow()
                .split(";tag=")[1];
    }
}
