package io.trunkline.rating.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.trunkline.protocol.MessageHeaders;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.rating.message.CallMessage;
import io.trunkline.rating.message.MessageReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The call flows of RFC 3665 as a capture of every hop sees them, a second between two messages: each must
 * come out as the RFC tells its story.
 */
class Rfc3665FlowsTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final Pattern TOP_VIA = Pattern.compile("(?m)^Via: SIP/2.0/\\w+ ([^;\\s]+)");

    private final Map<String, Integer> hosts = new HashMap<>();
    private final CallScene scene = new CallScene();
    private final List<CallEvent> events = scene.events;
    private final MessageReader reader = new MessageReader();

    @ParameterizedTest(name = "{0}: {1}, ended by {2}")
    @CsvSource({
        "3.01_successful-session-establishment, ANSWERED, CALLEE",
        "3.02_session-establishment-through-two-proxies, ANSWERED, CALLEE",
        "3.04_successful-session-with-proxy-failure, ANSWERED, CALLEE",
        "3.05_session-through-a-sip-alg, ANSWERED, CALLER",
        "3.06_session-via-redirect-and-proxy-servers-with-sdp-in-ack, ANSWERED, CALLEE",
        "3.07_session-with-re-invite-ip-address-change, ANSWERED, CALLER",
        "3.08_unsuccessful-no-answer, CANCELLED, CALLER",
        "3.09_unsuccessful-busy, BUSY, CALLEE",
        "3.10_unsuccessful-no-response-from-user-agent, NO_ANSWER, CALLEE",
        "3.11_unsuccessful-temporarily-unavailable, NO_ANSWER, CALLEE"
    })
    void shouldTellTheStoryOfTheRfc(String flow, String outcome, String endedBy) throws IOException {
        Map<String, TrackedCall> calls = follow(flow);
        Call.Ended ended = assertInstanceOf(
                        TrackedCall.Ended.class,
                        calls.values().stream().toList().getLast())
                .call();
        assertEquals(outcome, ended.outcome().name());
        assertEquals(endedBy, ended.endedBy().name());
        assertEquals(outcome.equals("ANSWERED") ? 2 : 1, events.size(), "answered once, ended once");
    }

    /** The file has no BYE. */
    @Test
    void shouldGoOnThroughTheChallengesOfTwoProxies() throws IOException {
        Map<String, TrackedCall> calls = follow("3.03_session-with-multiple-proxy-authentication");
        assertEquals(1, calls.size());
        var answered = assertInstanceOf(
                TrackedCall.Answered.class, calls.values().iterator().next());
        assertEquals(START, answered.call().setup().startedAt());
        assertEquals(1, events.size());
    }

    /** The first proxy does not answer, and Alice calls again by another with another Call-ID. */
    @Test
    void shouldTakeTheSecondTryOfAProxyFailureForACallOfItsOwn() throws IOException {
        Map<String, TrackedCall> calls = follow("3.04_successful-session-with-proxy-failure");
        assertEquals(2, calls.size());
        var unheard = assertInstanceOf(
                TrackedCall.Ringing.class, calls.values().iterator().next());
        assertEquals(START, unheard.call().setup().startedAt());
    }

    /** What the calls of a flow are at its end, in the order of their first messages. */
    private Map<String, TrackedCall> follow(String flow) throws IOException {
        List<String> messages = messages(flow);
        for (int i = 0; i < messages.size(); i++) {
            read(messages.get(i), START.plusSeconds(i)).ifPresent(scene::takes);
        }
        return scene.calls();
    }

    private static List<String> messages(String flow) throws IOException {
        Path file = Path.of(
                System.getProperty("trunkline.root"),
                "..",
                "shared",
                "data",
                "sip",
                "flows",
                "rfc3665",
                flow + ".yaml");
        Assumptions.assumeTrue(Files.isReadable(file), () -> "no test data at " + file);
        var messages = new ArrayList<String>();
        StringBuilder message = null;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (line.startsWith("- |")) {
                message = new StringBuilder();
                messages.add("");
            } else if (message != null) {
                message.append(line.startsWith("  ") ? line.substring(2) : line).append("\r\n");
                messages.set(messages.size() - 1, message.toString());
            }
        }
        return messages;
    }

    private Optional<CallMessage> read(String sip, Instant at) {
        byte[] payload = sip.getBytes(StandardCharsets.UTF_8);
        Matcher via = TOP_VIA.matcher(sip);
        byte[] sender = {(byte) 192, 0, 2, (byte) (via.find() ? host(via.group(1)) : 0)};
        byte[] next = {(byte) 192, 0, 2, (byte) 200};
        boolean request = !sip.startsWith("SIP/2.0");
        HepPacket packet = HepPacket.empty()
                .capturedAtMicros(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                .ipProtocol(6)
                .protocolType(HepPacket.PROTOCOL_SIP)
                .source(request ? sender : next, 5060)
                .target(request ? next : sender, 5060)
                .payload(payload, 0, payload.length);
        var headers = new MessageHeaders(
                "collector", 1, "edge", packet.capturedAtMicros(), MessageHeaders.NOT_CLAMPED, MessageHeaders.MAY_BILL);
        return switch (reader.read(HepEncoder.encode(packet), headers)) {
            case MessageReader.Result.OfCall(var message) -> Optional.of(message);
            case MessageReader.Result.OfNoConsequence() -> Optional.empty();
            case MessageReader.Result other -> throw new AssertionError(other);
        };
    }

    private int host(String sentBy) {
        return hosts.computeIfAbsent(sentBy, name -> hosts.size() + 1);
    }
}
