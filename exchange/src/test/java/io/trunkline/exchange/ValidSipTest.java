package io.trunkline.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.StringMsgParser;
import io.trunkline.exchange.CallPlan.Ending;
import io.trunkline.protocol.sip.SipField;
import io.trunkline.protocol.sip.SipMethod;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Everything that the exchange sends is SIP for both the pipeline's scanner and JAIN-SIP. */
class ValidSipTest {

    private static final int CALLS = 300;

    @Test
    void shouldSendOnlyWhatBothParsersRead() throws ParseException {
        var messages = everything();
        assertTrue(messages.size() > 10 * CALLS, () -> "only " + messages.size());
        for (var message : messages) {
            var scanned = Sip.scan(message);
            assertEquals(Set.of(), scanned.flags(), message::text);
            SIPMessage parsed = new StringMsgParser()
                    .parseSIPMessage(
                            message.text().getBytes(StandardCharsets.UTF_8),
                            true,
                            true,
                            (problem, sip, type, header, text) -> {
                                throw problem;
                            });
            assertEquals(parsed.getCallId().getCallId(), scanned.text(SipField.CALL_ID), message::text);
            assertEquals(parsed.getCSeq().getSeqNumber(), scanned.cseq(), message::text);
            assertEquals(parsed.getFromTag(), scanned.text(SipField.FROM_TAG), message::text);
            assertEquals(parsed.getToTag(), scanned.text(SipField.TO_TAG), message::text);
            assertEquals(parsed.getTopmostVia().getBranch(), scanned.text(SipField.VIA_BRANCH), message::text);
            int body = parsed.getRawContent() == null ? 0 : parsed.getRawContent().length;
            assertEquals(body, scanned.contentLength(), message::text);
        }
    }

    @Test
    void shouldSayWhoPaysAndWhatWasDialled() {
        var plan = Plans.throughTrunk(Ending.ANSWERED);
        var authorised = CallFlow.of(plan, "call-2@192.168.0.1").messages().stream()
                .filter(message -> message.text().contains("Proxy-Authorization"))
                .findFirst()
                .map(Sip::scan)
                .orElseThrow();
        assertEquals(plan.caller().user(), authorised.text(SipField.PROXY_AUTH_USERNAME));
        assertEquals(plan.caller().user(), authorised.text(SipField.FROM_USER));
        assertEquals("+447700900123", authorised.text(SipField.REQUEST_URI_USER));
    }

    @Test
    void shouldRegisterRefreshFailAndLeave() {
        var flow = new RegistrationFlow(Plans.POPULATION.subscribers().getFirst(), "run", new SplittableRandom(1));
        assertEquals(List.of(0, 401, 0, 200), statuses(flow.register(300)));
        assertEquals(List.of(0, 401, 0, 403), statuses(flow.fail(300)));
        var left = flow.refresh(0);
        assertEquals(List.of(0, 200), statuses(left));
        var request = Sip.scan(left.getFirst());
        assertEquals(SipMethod.REGISTER, request.method());
        assertEquals(5, request.cseq());
        assertEquals(0, request.contactExpires(0));
        assertEquals(0, Sip.scan(left.getLast()).contacts());
        assertNotNull(request.text(SipField.AUTH_USERNAME));
    }

    private static List<Integer> statuses(List<CallScript.Message> messages) {
        return messages.stream().map(message -> Sip.scan(message).status()).toList();
    }

    private static List<CallScript.Message> everything() {
        var random = new SplittableRandom(3);
        var messages = new ArrayList<CallScript.Message>();
        for (int i = 0; i < CALLS; i++) {
            var script = CallFlow.of(CallPlan.draw(Plans.POPULATION, random), "call-" + i + "@192.168.0.1");
            messages.addAll(script.messages());
            messages.addAll(script.endedBySwitch(1_000_000));
        }
        messages.addAll(
                CallFlow.of(Plans.withHoldAndRepetitions(), "held@192.168.0.1").messages());
        messages.addAll(CallFlow.of(Plans.onNet(Ending.ANSWERED, true), "forked@192.168.0.1")
                .messages());
        for (var oddity : Oddity.values()) {
            messages.addAll(CallFlow.of(Plans.throughTrunk(Ending.ANSWERED), oddity + "@192.168.0.1", oddity)
                    .messages());
        }
        for (var subscriber : Plans.POPULATION.subscribers()) {
            var flow = new RegistrationFlow(subscriber, "run", random.split());
            messages.addAll(flow.register(300));
            messages.addAll(flow.fail(300));
            messages.addAll(flow.refresh(0));
        }
        return messages;
    }
}
