package io.trunkline.rating.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.protocol.sip.SipMessage;
import io.trunkline.protocol.sip.SipScanner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkReaderTest {

    private static final String LOCAL = "ab30317f1a784dc48ff824d0d3715d86";
    private static final String REMOTE = "47755a9de7794ba387653f2099600ef2";
    private static final String NIL = "0".repeat(32);

    private static List<SharedValue> read(LinkRules rules, HepPacket packet, String sip) {
        var reader = new LinkReader(rules);
        byte[] bytes = sip.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        var message = new SipMessage();
        assertTrue(new SipScanner(reader.extraHeaders()).scan(bytes, 0, bytes.length, message));
        return reader.read(packet, message);
    }

    private static List<SharedValue> read(String sip) {
        return read(LinkRules.DEFAULT, HepPacket.empty(), sip);
    }

    private static String invite(String callId, String headers) {
        return """
                INVITE sip:bob@example.net SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK1
                From: <sip:alice@example.net>;tag=a
                To: <sip:bob@example.net>
                Call-ID: %s
                CSeq: 1 INVITE
                %sContent-Length: 0

                """.formatted(callId, headers);
    }

    private static String answer(int status, String method, String headers) {
        return """
                SIP/2.0 %d Words
                Via: SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK1
                From: <sip:alice@example.net>;tag=a
                To: <sip:bob@example.net>;tag=b
                Call-ID: one
                CSeq: 1 %s
                %sContent-Length: 0

                """.formatted(status, method, headers);
    }

    @Test
    void shouldFindNothingInAnInviteThatBearsNothing() {
        assertEquals(List.of(), read(invite("one@192.0.2.10", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-CID", "x-call-id", "X-Cid "})
    void shouldTakeTheValueOfAHeaderForThatOfAnotherLegOrItsCallId(String header) {
        List<SharedValue> values = read(invite("two", header + ": one@192.0.2.10\n"));
        assertEquals(1, values.size());
        assertEquals("one@192.0.2.10", values.getFirst().value());
        assertTrue(values.getFirst().mayBeCallId());
    }

    @Test
    void shouldTakeHepsCorrelationIdUnlessItIsTheCallIdItself() {
        assertEquals(
                List.of(new SharedValue("one@pbx", LinkRules.CORRELATION_ID, true)),
                read(LinkRules.DEFAULT, HepPacket.empty().correlationId("one@pbx"), invite("two", "")));
        assertEquals(
                List.of(), read(LinkRules.DEFAULT, HepPacket.empty().correlationId("two@pbx"), invite("two@pbx", "")));
    }

    @Test
    void shouldReadOnlyTheHeadersThatAreConfigured() {
        String invite = invite("two", "X-CID: from-x-cid\nX-Leg: from-x-leg\nSession-ID: " + LOCAL + "\n");
        assertEquals(
                List.of(new SharedValue("from-x-leg", "X-Leg", true)),
                read(new LinkRules(List.of("X-Leg")), HepPacket.empty(), invite));
        assertEquals(List.of(), read(new LinkRules(List.of()), HepPacket.empty(), invite));
    }

    @Test
    void shouldTakeAHeaderThatTheScannerReadsAnyway() {
        assertEquals(
                List.of(new SharedValue("call 4711", "User-Agent", true)),
                read(
                        new LinkRules(List.of("User-Agent")),
                        HepPacket.empty(),
                        invite("two", "User-Agent: call 4711\n")));
    }

    @Test
    void shouldTakeBothUuidsOfASessionIdAndNeverTheNilOne() {
        assertEquals(
                List.of(new SharedValue(LOCAL, "Session-ID", false)),
                read(invite("one", "Session-ID: " + LOCAL + ";remote=" + NIL + "\n")));
        assertEquals(
                List.of(new SharedValue(REMOTE, "Session-ID", false), new SharedValue(LOCAL, "Session-ID", false)),
                read(answer(
                        180, "INVITE", "Session-ID: " + REMOTE.toUpperCase(Locale.ROOT) + ";remote=" + LOCAL + "\n")));
        assertEquals(List.of(), read(invite("one", "Session-ID: not-a-uuid\n")));
    }

    @Test
    void shouldLookAtAnswersForSessionIdsOnlyAndOnlyAtThoseThatRingOrAnswerAnInvite() {
        String session = "Session-ID: " + LOCAL + "\n";
        assertEquals(1, read(answer(200, "INVITE", session)).size());
        assertEquals(List.of(), read(answer(100, "INVITE", session)));
        assertEquals(List.of(), read(answer(486, "INVITE", session)));
        assertEquals(List.of(), read(answer(200, "BYE", session)));
        assertEquals(List.of(), read(answer(200, "INVITE", "X-CID: another-leg\n")));
    }

    @Test
    void shouldTakeTheIcidOfAChargingVector() {
        assertEquals(
                List.of(new SharedValue("icid-4711", "P-Charging-Vector", false)),
                read(invite("one", "P-Charging-Vector: icid-value=\"icid-4711\";orig-ioi=a.example\n")));
    }

    @ParameterizedTest
    @CsvSource({
        "abcd_b2b-1, abcd",
        "abcd-leg2, abcd",
        "abcd_leg12, abcd",
        "abcd_b2b-1@192.0.2.7, abcd@192.0.2.7",
        "abcd-leg1-leg2, abcd-leg1"
    })
    void shouldTakeACallIdWithASuffixForALegOfTheCallWithoutIt(String callId, String base) {
        assertEquals(List.of(new SharedValue(base, LinkRules.SUFFIX, true)), read(invite(callId, "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abcd-1",
                "abcd-leg",
                "-leg2",
                "abcdleg2",
                "abcd-leg2x",
                "abcd-leg1234",
                "abcd@host-leg2",
                "12345"
            })
    void shouldTakeNoOtherCallIdForASuffixedOne(String callId) {
        assertEquals(List.of(), read(invite(callId, "")));
    }

    @Test
    void shouldTakeNoValueThatIsTooShortOrTooLongToNameACall() {
        assertEquals(List.of(), read(invite("one", "X-CID: 1\n")));
        assertEquals(List.of(), read(invite("one", "X-CID:\n")));
        assertEquals(List.of(), read(invite("one", "X-CID: " + "x".repeat(257) + "\n")));
    }

    @Test
    void shouldNotLookAtRequestsWithinADialog() {
        assertEquals(
                List.of(),
                read(invite("two", "X-CID: another\n").replace("To: <sip:bob@example.net>", "To: <sip:b@x>;tag=b")));
    }
}
