package io.trunkline.probe.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.probe.progress.Progress;
import io.trunkline.protocol.Network;
import io.trunkline.protocol.dialog.TestCalls;
import io.trunkline.protocol.event.EndpointTest;
import io.trunkline.protocol.event.EndpointTest.Result;
import io.trunkline.protocol.event.EndpointTest.Step;
import io.trunkline.protocol.event.Reachability.Code;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.TestCommand;
import io.trunkline.testing.Until;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The call of a SIP test, to telephones on loopback that ring, answer, refuse, and lose what they are sent. */
class TestCallTest {

    private static final TestCalls LOOPBACK = new TestCalls(List.of(Network.of("127.0.0.0/8")));

    private final List<EndpointTest> told = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> invite = new AtomicReference<>();
    private SipTimes times = Patience.FOR_ALL;

    private EndpointTest test(Endpoint phone) throws InterruptedException {
        return test(phone, LOOPBACK);
    }

    private EndpointTest test(Endpoint phone, TestCalls testCalls) throws InterruptedException {
        Instant now = Instant.now();
        var registration = new Registration(
                "endpoint",
                "alice@example.net",
                "acme",
                "sip:alice@127.0.0.1:" + phone.port(),
                "127.0.0.1:" + phone.port(),
                "udp",
                "phone/2.0",
                now.minusSeconds(600),
                now.plusSeconds(3_000),
                Registration.State.ACTIVE,
                null,
                "edge",
                true);
        var start = new TestCommand.Start("test", EndpointTest.Kind.SIP, registration, List.of(), true, now);
        new SipTest(Optional.empty(), testCalls, InstantSource.system(), times)
                .run(start, new Progress(EndpointTest.asked(start), InstantSource.system(), told::add));
        return told.getLast();
    }

    private static Step callStep(EndpointTest test) {
        return test.steps().stream()
                .filter(step -> step.name().equals("call"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no call in " + test.steps()));
    }

    /** What a telephone gets after the OPTIONS, by method. */
    private static List<String> methods(Endpoint phone) {
        return calls(phone).stream()
                .map(request -> request.substring(0, request.indexOf(' ')))
                .toList();
    }

    private static List<String> calls(Endpoint phone) {
        return phone.requests().stream()
                .filter(request -> !request.startsWith("OPTIONS"))
                .toList();
    }

    private static String found(String pattern, String message) {
        Matcher matcher = Pattern.compile(pattern).matcher(message);
        assertTrue(matcher.find(), message);
        return matcher.group(1);
    }

    /** A telephone that answers OPTIONS, says this to an INVITE, and that of the INVITE when it is cancelled. */
    private Function<String, List<String>> phone(List<String> toInvite, String whenCancelled) {
        return request -> switch (request.substring(0, request.indexOf(' '))) {
            case "INVITE" -> {
                invite.set(request);
                yield toInvite.stream()
                        .map(status -> withContact(Endpoint.answer(request, status)))
                        .toList();
            }
            case "CANCEL" ->
                List.of(Endpoint.answer(request, "200 OK"), withContact(Endpoint.answer(invite.get(), whenCancelled)));
            case "ACK" -> List.of();
            default -> List.of(Endpoint.answer(request, "200 OK"));
        };
    }

    private static String withContact(String response) {
        return response.replace("Content-Length: 0", "Contact: <sip:desk@192.0.2.80:5080>\r\nContent-Length: 0");
    }

    /** Passes over the first request of a method. */
    private static Function<String, List<String>> losing(String method, Function<String, List<String>> phone) {
        var seen = new AtomicInteger();
        return request ->
                request.startsWith(method + " ") && seen.incrementAndGet() == 1 ? List.of() : phone.apply(request);
    }

    @Test
    void shouldHangUpAtTheFirstRinging() throws Exception {
        try (Endpoint phone =
                Endpoint.answering(phone(List.of("100 Trying", "180 Ringing"), "487 Request Terminated"))) {
            EndpointTest test = test(phone);
            assertEquals(List.of("INVITE", "CANCEL", "ACK"), methods(phone));
            assertEquals(Code.REACHABLE, test.verdict().code());
            assertEquals(Result.OK, callStep(test).result(), test.steps().toString());
            assertTrue(
                    callStep(test).text().contains("180 Ringing"),
                    callStep(test).text());
            assertEquals(5, test.options().sent());
            String called = calls(phone).getFirst();
            assertTrue(called.startsWith("INVITE sip:alice@127.0.0.1:" + phone.port() + " SIP/2.0"), called);
            assertTrue(called.contains("a=inactive"), called);
            for (String other : calls(phone).subList(1, 3)) {
                // RFC 3261, 9.1 and 17.1.1.3: of the transaction of the INVITE.
                assertEquals(found("branch=([^;\\s]+)", called), found("branch=([^;\\s]+)", other));
                assertEquals(found("CSeq: (\\d+)", called), found("CSeq: (\\d+)", other));
            }
            assertTrue(
                    calls(phone).getLast().contains(";tag=there"), calls(phone).getLast());
            assertEquals(
                    test.messages().stream()
                            .filter(each -> each.summary().startsWith("INVITE"))
                            .count(),
                    1);
        }
    }

    @Test
    void shouldSendByeWhereSomebodyAnsweredMeanwhile() throws Exception {
        try (Endpoint phone = Endpoint.answering(phone(List.of("180 Ringing"), "200 OK"))) {
            EndpointTest test = test(phone);
            assertEquals(List.of("INVITE", "CANCEL", "ACK", "BYE"), methods(phone));
            assertEquals(Result.WARN, callStep(test).result());
            String bye = calls(phone).getLast();
            assertTrue(bye.startsWith("BYE sip:desk@192.0.2.80:5080 SIP/2.0"), bye);
            assertTrue(bye.contains(";tag=there"), bye);
            int sequence =
                    Integer.parseInt(found("CSeq: (\\d+) INVITE", calls(phone).getFirst()));
            assertEquals(sequence + 1, Integer.parseInt(found("CSeq: (\\d+) BYE", bye)));
            assertEquals(Code.REACHABLE, test.verdict().code());
        }
    }

    @Test
    void shouldHangUpOnATelephoneThatAnswersByItself() throws Exception {
        try (Endpoint phone = Endpoint.answering(phone(List.of("200 OK"), "200 OK"))) {
            EndpointTest test = test(phone);
            assertEquals(List.of("INVITE", "ACK", "BYE"), methods(phone));
            assertTrue(
                    callStep(test).text().contains("automatically"),
                    callStep(test).text());
            assertEquals(Code.REACHABLE, test.verdict().code());
        }
    }

    @Test
    void shouldTellWhatARefusalMeansThatOptionsDidNotGet() throws Exception {
        try (Endpoint phone = Endpoint.answering(phone(List.of("603 Decline"), ""))) {
            EndpointTest test = test(phone);
            assertEquals(List.of("INVITE", "ACK"), methods(phone));
            assertEquals(Code.REFUSED, test.verdict().code());
            assertFalse(test.verdict().reachable());
        }
    }

    @Test
    void shouldSendAgainWhatIsLost() throws Exception {
        times = Patience.sendingAgainAfter(Duration.ofSeconds(2));
        var ringing = phone(List.of("180 Ringing"), "487 Request Terminated");
        try (Endpoint phone = Endpoint.answering(losing("INVITE", losing("CANCEL", ringing)))) {
            EndpointTest test = test(phone);
            assertEquals(List.of("INVITE", "INVITE", "CANCEL", "CANCEL", "ACK"), methods(phone));
            assertEquals(Result.OK, callStep(test).result());
        }
    }

    @Test
    void shouldSayThatItAnswersOptionsAndNoCall() throws Exception {
        times = Patience.forRinging(Duration.ofMillis(500));
        try (Endpoint phone = Endpoint.answering(phone(List.of(), ""))) {
            EndpointTest test = test(phone);
            assertEquals(Code.SILENT, test.verdict().code());
            assertFalse(methods(phone).contains("CANCEL"), "RFC 3261, 9.1: not before anything came back");
        }
    }

    @Test
    void shouldHangUpWhenTheProbeIsStopped() throws Exception {
        try (Endpoint phone = Endpoint.answering(phone(List.of("100 Trying"), "487 Request Terminated"))) {
            Thread testing = Thread.ofPlatform().start(() -> {
                try {
                    test(phone);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            Until.holds("what came back to be told", () -> told.stream()
                    .flatMap(test -> test.messages().stream())
                    .anyMatch(message -> message.summary().equals("100 Trying")));
            testing.interrupt();
            Until.holds("the CANCEL", () -> methods(phone).contains("CANCEL"));
            testing.join();
        }
    }

    @Test
    void shouldNotCallFromWhereACaptureWouldTakeItForACustomersCall() throws Exception {
        try (Endpoint phone = Endpoint.answering(phone(List.of("180 Ringing"), "487 Request Terminated"))) {
            EndpointTest test = test(phone, TestCalls.NONE);
            assertEquals(List.of(), methods(phone));
            assertEquals(Result.WARN, callStep(test).result());
            assertTrue(
                    callStep(test).text().contains("probe.networks"),
                    callStep(test).text());
            assertEquals(Code.REACHABLE, test.verdict().code());
        }
    }

    @Test
    void shouldNotCallWhoDoesNotAnswerOptions() throws Exception {
        times = Patience.forOptions(Duration.ofMillis(500));
        try (Endpoint phone = Endpoint.answering(request -> List.of())) {
            assertEquals(Code.SILENT, test(phone).verdict().code());
            assertEquals(List.of(), methods(phone));
        }
    }
}
