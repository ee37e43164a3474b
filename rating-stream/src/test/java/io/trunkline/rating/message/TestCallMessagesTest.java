package io.trunkline.rating.message;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.trunkline.protocol.MessageHeaders;
import io.trunkline.protocol.Network;
import io.trunkline.protocol.dialog.TestCalls;
import io.trunkline.rating.Packets;
import io.trunkline.rating.link.LinkRules;
import io.trunkline.rating.message.MessageReader.Result;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A probe's call is nobody's, and nobody can make a call of his look like one: Alice's address is the probe's here, and
 * that of a switch on the same machine.
 */
class TestCallMessagesTest {

    private static final String NUMBER = "31201000";
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final String TEST = TestCalls.newCallId();

    private final MessageReader reader =
            new MessageReader(LinkRules.DEFAULT, new TestCalls(List.of(Network.of("192.0.2.10"))));

    private Result read(String sip, boolean fromProbe) {
        var headers = new MessageHeaders("c", 1, "edge", 0, MessageHeaders.NOT_CLAMPED, MessageHeaders.MAY_BILL);
        return reader.read(Packets.hep(sip, fromProbe, NOW), headers);
    }

    @Test
    void shouldPassOverWhatAProbesCallSendsAndWhatAnswersIt() {
        assertInstanceOf(Result.OfNoConsequence.class, read(Packets.invite(TEST, NUMBER), true));
        assertInstanceOf(Result.OfNoConsequence.class, read(Packets.response(180, TEST, NUMBER), false));
        assertInstanceOf(Result.OfNoConsequence.class, read(Packets.response(200, TEST, NUMBER), false));
        assertInstanceOf(Result.OfNoConsequence.class, read(Packets.bye(TEST, NUMBER), true));
        assertInstanceOf(Result.OfNoConsequence.class, read(Packets.byeAnswer(200, TEST, NUMBER), false));
    }

    @Test
    void shouldTakeACallOfAnyOtherCallIdFromTheSameAddress() {
        assertInstanceOf(Result.OfCall.class, read(Packets.invite("call-1", NUMBER), true));
    }

    @Test
    void shouldTakeTheCallOfACustomerWhoWritesACallIdAsTheProbeDoes() {
        // To the switch, and its answers back to him.
        assertInstanceOf(Result.OfCall.class, read(Packets.invite(TEST, NUMBER), false));
        assertInstanceOf(Result.OfCall.class, read(Packets.response(200, TEST, NUMBER), true));
        assertInstanceOf(Result.OfCall.class, read(Packets.bye(TEST, NUMBER), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKsw\n", "v: SIP/2.0/UDP 192.0.2.10\n"})
    void shouldTakeWhatAProxyAtTheProbesAddressSendsOn(String via) {
        String sentOn = Packets.invite(TEST, NUMBER).replaceFirst("Via:", via + "Via:");
        assertInstanceOf(Result.OfCall.class, read(sentOn, true));
        String answered = Packets.response(200, TEST, NUMBER).replaceFirst("Via:", via + "Via:");
        assertInstanceOf(Result.OfCall.class, read(answered, false));
    }

    @Test
    void shouldTakeEveryCallWhereNoProbeMayCall() {
        var headers = new MessageHeaders("c", 1, "edge", 0, MessageHeaders.NOT_CLAMPED, MessageHeaders.MAY_BILL);
        Result result = new MessageReader().read(Packets.hep(Packets.invite(TEST, NUMBER), true, NOW), headers);
        assertInstanceOf(Result.OfCall.class, result);
    }
}
