package io.trunkline.rating.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.trunkline.protocol.Json;
import io.trunkline.rating.call.CallQuestion;
import io.trunkline.rating.call.CallVerdict;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.telemetry.Telemetry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of a switch whose answers are those of a Kamailio 5.6, and what follows from them. */
class SwitchEnquiryTest {

    private static final Instant GAP = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant ASKED = GAP.plusSeconds(5);
    private static final String NONE = "{\"jsonrpc\":\"2.0\",\"result\":{},\"id\":1}";

    private final Map<String, String> dialogs = new ConcurrentHashMap<>();
    private final Telemetry telemetry = new Telemetry();
    private HttpServer server;
    private KamailioRpc rpc;
    private SwitchEnquiry enquiry;
    private volatile int uptimeSeconds = 86_400;
    private volatile boolean answers = true;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/RPC", exchange -> {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] body = answer(request).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answers ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        rpc = new KamailioRpc(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/RPC"), Duration.ofSeconds(20));
        enquiry = new SwitchEnquiry(rpc, new RatingMetrics(telemetry));
    }

    @AfterEach
    void stop() {
        rpc.close();
        server.stop(0);
    }

    private String answer(String request) {
        if (!answers) {
            return "busy";
        }
        var body = Json.read(request.getBytes(StandardCharsets.UTF_8), com.fasterxml.jackson.databind.JsonNode.class);
        return switch (body.path("method").asText()) {
            case "core.uptime" -> "{\"jsonrpc\":\"2.0\",\"result\":{\"uptime\":" + uptimeSeconds + "},\"id\":1}";
            case "dlg.dlg_list" ->
                dialogs.getOrDefault(
                        body.path("params").path(0).asText() + " "
                                + body.path("params").path(1).asText(),
                        NONE);
            default -> "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":500,\"message\":\"Method Not Found\"},\"id\":1}";
        };
    }

    private static String dialog(String callId, int state) {
        return "{\"jsonrpc\":\"2.0\",\"result\":{\"h_entry\":4010,\"h_id\":2076,\"ref\":2,\"call-id\":\"" + callId
                + "\",\"state\":" + state
                + ",\"caller\":{\"tag\":\"tag\"},\"callee\":{\"tag\":\"callee-tag\"}},\"id\":1}";
    }

    private static CallQuestion question(String callId) {
        return new CallQuestion(callId, 3, callId, "tag", GAP, GAP, ASKED);
    }

    private List<CallVerdict> look(double secondsAfterAsked) throws InterruptedException {
        return enquiry.look(ASKED.plusMillis(Math.round(secondsAfterAsked * 1_000)));
    }

    private long counted(String outcome) {
        return telemetry
                .text()
                .lines()
                .filter(line -> line.contains("command=\"ask-call\",outcome=\"" + outcome + "\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void shouldSayAtOnceThatACallIsUpAndLaterThatOneIsGone() throws InterruptedException {
        dialogs.put("up tag", dialog("up", 4));
        dialogs.put("ended tag", dialog("ended", 5));
        dialogs.put("later-kamailio tag", "{\"error\":{\"code\":404,\"message\":\"Dialog not found\"}}");
        List<CallQuestion> questions =
                List.of(question("up"), question("gone"), question("ended"), question("later-kamailio"));
        questions.forEach(enquiry::ask);
        assertEquals(List.of(), look(4.9), "what settles by itself is not asked for");
        assertEquals(List.of(CallVerdict.up(questions.getFirst(), "callee-tag", ASKED.plusSeconds(5))), look(5));
        assertEquals(List.of(), look(14.9), "its BYE may be on the way");
        assertFalse(enquiry.isDone());
        assertEquals(
                questions.subList(1, 4).stream()
                        .map(question -> CallVerdict.gone(question, ASKED.plusSeconds(15)))
                        .toList(),
                look(15));
        assertTrue(enquiry.isDone());
        assertEquals(1, counted("up"));
        assertEquals(3, counted("gone"));
    }

    @Test
    void shouldNotBelieveASwitchThatWasRestartedThatItHasACallNoMore() throws InterruptedException {
        uptimeSeconds = 9;
        dialogs.put("up tag", dialog("up", 4));
        enquiry.ask(question("gone"));
        enquiry.ask(question("up"));
        assertEquals(
                List.of("up"),
                look(5).stream().map(each -> each.question().id()).toList());
        assertTrue(enquiry.isDone());
        assertEquals(List.of(), look(60));
        assertEquals(1, counted("unknown"));
    }

    @Test
    void shouldAskAgainUntilTheSwitchAnswers() throws InterruptedException {
        answers = false;
        enquiry.ask(question("gone"));
        assertEquals(List.of(), look(5));
        assertFalse(enquiry.failure().isEmpty());
        answers = true;
        assertEquals(List.of(), look(9.9));
        assertFalse(enquiry.failure().isEmpty(), "not before some seconds");
        assertEquals(List.of(), look(10));
        assertEquals("", enquiry.failure());
        assertEquals(1, look(20).size());
    }

    @Test
    void shouldLeaveACallUncertainOfWhichTheSwitchCannotSayAnything() throws InterruptedException {
        dialogs.put("one tag", "{\"error\":{\"code\":500,\"message\":\"Method Not Found\"}}");
        enquiry.ask(question("one"));
        assertEquals(List.of(), look(5));
        assertTrue(enquiry.isDone());
        assertEquals(1, counted("unknown"));
    }

    @Test
    void shouldTakeALaterDoubtInPlaceOfAnEarlierOne() throws InterruptedException {
        enquiry.ask(question("one"));
        assertEquals(List.of(), look(5));
        var later = new CallQuestion(
                "one", 3, "one", "tag", GAP.plusSeconds(20), GAP.plusSeconds(20), ASKED.plusSeconds(14));
        enquiry.ask(later);
        assertEquals(List.of(), look(15));
        assertEquals(List.of(), look(19));
        assertEquals(
                List.of(later), look(29).stream().map(CallVerdict::question).toList());
    }

    /** Kamailio has a dialog from the INVITE on: 1 unconfirmed, 2 early, 3 and 4 confirmed. */
    @Test
    void shouldTellACallThatRingsFromOneThatIsAnswered() throws InterruptedException {
        dialogs.put("early tag", dialog("early", 2));
        dialogs.put("confirmed tag", dialog("confirmed", 3));
        enquiry.ask(question("early"));
        enquiry.ask(question("confirmed"));
        assertEquals(
                List.of(
                        CallVerdict.up(question("early"), null, ASKED.plusSeconds(5)),
                        CallVerdict.up(question("confirmed"), "callee-tag", ASKED.plusSeconds(5))),
                look(5));
    }
}
