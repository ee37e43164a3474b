package io.trunkline.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.trunkline.app.TrunklineProcess;
import io.trunkline.app.e2e.KamailioSwitch.Capture;
import io.trunkline.app.e2e.KamailioSwitch.Subscriber;
import io.trunkline.testing.Until;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole product behind a real switch. Telephones register and call through Kamailio; what they did is asked for at
 * the HTTP API, and nowhere else.
 */
class KamailioEndToEndTest {
    private static final Subscriber ALICE = new Subscriber("alice", "wonderland", "acme");
    private static final Subscriber BOB = new Subscriber("bob", "builder", "bricks");
    private static final Subscriber CAROL = new Subscriber("carol", "singer", "choir");

    /** A telephone system: once it is registered the switch asks it for no credentials. */
    private static final Subscriber PBX = new Subscriber("pbx", "trunk", "office");

    /** Rates of the card: a second costs a cent to Berlin and ten to the satellite. */
    private static final String RATES = """
            prefix,destination,rate_per_minute,connect_fee,first_increment,next_increment
            4930,Berlin,0.60,0.05,1,1
            88,Satellite,6.00,0,1,1
            """;

    private static final String BERLIN = "493012345678";
    private static final String SATELLITE = "88161234567";
    private static final BigDecimal A_CENT_A_SECOND = new BigDecimal("0.01");
    private static final BigDecimal CONNECT_FEE = new BigDecimal("0.05");
    private static final Duration RINGING = Duration.ofMillis(700);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path directory;

    private static KamailioSwitch kamailio;
    private static TrunklineProcess trunkline;
    private static Api api;
    private static Gateway gateway;
    private static Phone alice;
    private static Phone bob;
    private static Phone carol;
    private static Phone pbx;

    @BeforeAll
    static void start() throws IOException {
        DebianProgram.require("sipp", "sip-tester");
        int hepPort = FreePort.udp();
        kamailio = KamailioSwitch.start(directory, List.of(ALICE, BOB, CAROL, PBX), new Capture(hepPort, 3, 101));
        gateway = new Gateway(directory, kamailio);
        alice = new Phone(directory, kamailio, ALICE);
        bob = new Phone(directory, kamailio, BOB);
        carol = new Phone(directory, kamailio, CAROL);
        pbx = new Phone(directory, kamailio, PBX);

        Path data = directory.resolve("data");
        trunkline = TrunklineProcess.start(
                directory,
                "run",
                "--data-dir",
                data.toString(),
                "--set",
                "http.port=" + FreePort.tcp(),
                "--set",
                "hep.udp-port=" + hepPort,
                "--set",
                "hep.tcp-port=0",
                "--set",
                "kafka.port=" + FreePort.tcp(),
                "--set",
                "clickhouse.port=" + FreePort.tcp(),
                "--set",
                "switch.kamailio.rpc-url=" + kamailio.rpcUrl());
        var server = trunkline.awaitReady();
        api = new Api(server, Files.readString(data.resolve("admin-token")).strip());
        api.put("/rate-cards/retail", """
                {"id": "retail", "name": "Retail", "currency": "EUR", "decimals": 6}""");
        api.put("/rate-cards/retail/rates", "text/csv", RATES);
    }

    @AfterAll
    static void stop() {
        if (api != null) {
            api.close();
        }
        if (trunkline != null) {
            assertEquals(0, trunkline.terminate(), trunkline::errors);
        }
        if (kamailio != null) {
            kamailio.close();
        }
    }

    @Test
    void shouldFollowACallFromTheRegistrationOfItsTelephoneToItsPrice() {
        openAccount(ALICE, "none", "10.00");
        alice.register(Duration.ofMinutes(10));
        JsonNode registration = eventually(
                        "the registration", () -> api.items("/registrations").toList(), found -> found.stream()
                                .anyMatch(KamailioEndToEndTest::isAlices))
                .stream()
                .filter(KamailioEndToEndTest::isAlices)
                .findFirst()
                .orElseThrow();
        assertEquals("acme", registration.path("accountId").asText());
        assertEquals("test endpoint", registration.path("userAgent").asText());
        assertTrue(registration.path("contact").asText().contains("alice@127.0.0.1:"), registration::toString);

        String callId;
        try (SippRun _ = gateway.answering(RINGING);
                Phone.Outgoing call = alice.call(BERLIN, Duration.ofSeconds(4))) {
            callId = call.callId();
            JsonNode live = eventually(
                    "the call to be shown as answered",
                    () -> liveCall(call.callId()),
                    shown -> shown.path("state").asText().equals("answered"));
            assertEquals("acme", live.path("accountId").asText());
            assertEquals(BERLIN, live.path("to").asText());
            assertEquals("Berlin", live.path("destination").asText());
            assertEquals(0, new BigDecimal("0.60").compareTo(money(live, "ratePerMinute")));
            call.awaitSuccess();
        }

        JsonNode cdr = awaitCdr(callId);
        assertEquals("answered", cdr.path("outcome").asText());
        assertEquals("rated", cdr.path("rating").asText());
        assertEquals("acme", cdr.path("accountId").asText());
        assertTrue(cdr.path("ringMillis").asLong() >= RINGING.toMillis() - 100, cdr::toString);
        BigDecimal seconds = new BigDecimal(cdr.path("durationMillis").asLong())
                .movePointLeft(3)
                .setScale(0, RoundingMode.CEILING);
        assertTrue(seconds.intValueExact() >= 4 && seconds.intValueExact() < 20, cdr::toString);
        BigDecimal price = CONNECT_FEE.add(A_CENT_A_SECOND.multiply(seconds));
        assertEquals(0, price.compareTo(money(cdr, "price")), cdr::toString);
        eventually("the call to be no longer live", () -> liveCall(callId), JsonNode::isMissingNode);

        BigDecimal left = new BigDecimal("10.00").subtract(price);
        eventually(
                "the balance to be down by the price",
                () -> money(balance(ALICE), "balance"),
                now -> now.compareTo(left) == 0);
        List<JsonNode> entries = eventually(
                "the statement",
                () -> api.items("/accounts/acme/statement")
                        .filter(entry -> entry.path("type").asText().equals("call"))
                        .toList(),
                found -> !found.isEmpty());
        assertEquals(1, entries.size());
        assertEquals(callId, entries.getFirst().path("reference").asText());
        assertEquals(0, price.negate().compareTo(money(entries.getFirst(), "amount")));

        shouldHaveBothLegs(callId);
        assertEquals(cdr.path("durationMillis").asLong(), millisFromAnswerToBye(callId));
        shouldBeAScenarioThatMakesTheSameCallAgain(callId);
    }

    /** SIPp plays it at the same switch, which asks for credentials again, and the call is answered and hung up. */
    private static void shouldBeAScenarioThatMakesTheSameCallAgain(String callId) {
        String xml = new String(api.get("/cdrs/" + callId + "/trace", "application/xml"), StandardCharsets.US_ASCII);
        assertTrue(xml.contains("[authentication]"), xml);
        assertFalse(xml.contains("Digest"), xml);
        String again;
        try (SippRun _ = gateway.answering(RINGING);
                Phone.Outgoing call = alice.play(xml)) {
            again = call.callId();
            call.awaitSuccess();
        }
        JsonNode cdr = awaitCdr(again);
        assertEquals("answered", cdr.path("outcome").asText(), cdr::toString);
        assertEquals("acme", cdr.path("accountId").asText());
        assertEquals(BERLIN, cdr.path("to").asText());
        assertEquals("caller", cdr.path("endedBy").asText());
        assertTrue(cdr.path("durationMillis").asLong() >= 3_500, cdr::toString);
    }

    /** The sum's first line, taken from the messages themselves: from the 2xx to the caller's INVITE to the first BYE. */
    private static long millisFromAnswerToBye(String callId) {
        List<JsonNode> trace = api.items("/cdrs/" + callId + "/trace").toList();
        List<JsonNode> callers =
                api.items("/cdrs/" + callId + "/trace?leg=source").toList();
        Instant answered = firstTime(callers, raw -> raw.startsWith("SIP/2.0 200 ") && raw.contains(" INVITE\r\n"));
        Instant ended = firstTime(trace, raw -> raw.startsWith("BYE "));
        return Duration.between(answered, ended).toMillis();
    }

    private static Instant firstTime(List<JsonNode> trace, Predicate<String> which) {
        return trace.stream()
                .filter(message -> which.test(message.path("raw").asText()))
                .map(message -> Instant.parse(message.path("at").asText()))
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> new AssertionError("not in the trace " + trace));
    }

    private static void shouldHaveBothLegs(String callId) {
        String path = "/cdrs/" + callId + "/trace";
        String proxy = "127.0.0.1:" + kamailio.sip().getPort();
        String far = "127.0.0.1:" + kamailio.gatewayPort();
        List<JsonNode> both = eventually(
                "the whole trace",
                () -> api.items(path + "?leg=both").toList(),
                found ->
                        found.stream().filter(message -> starts(message, "BYE")).count() >= 2);
        List<JsonNode> source = api.items(path + "?leg=source").toList();
        List<JsonNode> destination = api.items(path + "?leg=destination").toList();
        assertEquals(both.size(), source.size() + destination.size());
        for (String method : List.of("INVITE", "ACK", "BYE")) {
            assertTrue(
                    destination.stream().anyMatch(message -> starts(message, method) && goes(message, proxy, far)),
                    () -> method + " to the gateway in " + destination);
            assertTrue(
                    source.stream()
                            .anyMatch(message -> starts(message, method)
                                    && message.path("target").asText().equals(proxy)),
                    () -> method + " from the telephone in " + source);
        }
        assertTrue(source.stream().noneMatch(message -> goes(message, proxy, far)), source::toString);
        byte[] pcap = api.get(path, "application/vnd.tcpdump.pcap");
        assertTrue(pcap.length > 1000, "a pcap of the whole call");
    }

    @Test
    void shouldChargeWhoIsRegisteredWhereACallWithoutCredentialsComesFromWhoeverItSaysItIs() {
        openAccount(PBX, "none", "10.00");
        pbx.register(Duration.ofMinutes(10));
        String endpoint = "127.0.0.1:" + pbx.port();
        JsonNode quote = eventually(
                "the registration to be known",
                () -> api.get("/quote?sourceAddress=" + endpoint + "&from=alice&to=" + BERLIN + "&seconds=60"),
                found -> "office"
                        .equals(found.path("tiers").path(0).path("accountId").asText()));
        String reason = "by the registered AOR pbx@127.0.0.1";
        assertEquals(
                reason,
                quote.path("tiers").path(0).path("payerReason").path("text").asText(),
                quote::toString);

        String callId;
        try (SippRun _ = gateway.answering(RINGING);
                Phone.Outgoing call = pbx.callAs("alice", BERLIN, RINGING)) {
            callId = call.callId();
            call.awaitSuccess();
        }
        JsonNode cdr = awaitCdr(callId);
        assertEquals("office", cdr.path("accountId").asText(), cdr::toString);
        assertEquals("registered-aor", cdr.path("payerReason").path("code").asText(), cdr::toString);
        assertEquals(reason, cdr.path("payerReason").path("text").asText());
        BigDecimal left = new BigDecimal("10.00").subtract(money(cdr, "price"));
        eventually(
                "the balance to be down by the price",
                () -> money(balance(PBX), "balance"),
                now -> now.compareTo(left) == 0);
    }

    @Test
    void shouldEndTheCallOfAnAccountWhoseMoneyRunsOutAndTakeItsCallsAgainWhenItPays() {
        openAccount(BOB, "hard", "0.30");
        eventually("the switch to take calls of who has paid", KamailioEndToEndTest::isBlockedBob, blocked -> !blocked);
        bob.register(Duration.ofMinutes(10));
        String callId;
        try (SippRun _ = gateway.answering(RINGING)) {
            try (Phone.Outgoing call = bob.callUntilCutOff(SATELLITE)) {
                callId = call.callId();
                call.awaitSuccess();
            }
            JsonNode cdr = awaitCdr(callId);
            assertEquals("answered", cdr.path("outcome").asText());
            assertTrue(money(cdr, "price").compareTo(new BigDecimal("0.30")) >= 0, cdr::toString);
            eventually("the suspension", () -> balance(BOB).path("status").asText(), "suspended"::equals);
            BigDecimal left = new BigDecimal("0.30").subtract(money(cdr, "price"));
            eventually(
                    "the balance to be down by the price",
                    () -> money(balance(BOB), "balance"),
                    now -> now.compareTo(left) == 0);

            try (Phone.Outgoing refused = bob.callToBeRefused(SATELLITE, 402)) {
                refused.awaitSuccess();
            }
            try (SippRun _ = bob.answer(RINGING);
                    Phone.Outgoing free = bob.call("bob", RINGING)) {
                free.awaitSuccess();
            }

            api.post("/accounts/bricks/payments", """
                    {"id": "second", "amount": "5.00", "description": "paid again"}""");
            eventually("the reactivation", () -> balance(BOB).path("status").asText(), "active"::equals);
            eventually("the switch to take calls again", KamailioEndToEndTest::isBlockedBob, blocked -> !blocked);
            try (Phone.Outgoing again = bob.call(SATELLITE, RINGING)) {
                again.awaitSuccess();
                awaitCdr(again.callId());
            }
        }
    }

    @Test
    void shouldEndACallForAnOperatorAndChargeItToThatMoment() {
        openAccount(CAROL, "none", "10.00");
        String callId;
        try (SippRun _ = gateway.answering(RINGING);
                Phone.Outgoing call = carol.callUntilCutOff(BERLIN)) {
            callId = call.callId();
            eventually("the call to be answered", () -> liveCall(call.callId()), shown -> shown.path("state")
                    .asText()
                    .equals("answered"));
            api.order("POST", "/calls/" + callId + "/end");
            call.awaitSuccess();
        }
        JsonNode cdr = awaitCdr(callId);
        JsonNode cause = cdr.path("cause");
        assertEquals("ended-by-operator", cause.path("code").asText(), cdr::toString);
        assertTrue(cause.path("text").asText().startsWith("ended by operator admin at "), cdr::toString);
        assertEquals("platform", cause.path("by").asText());
        assertEquals("platform", cdr.path("endedBy").asText());
        assertEquals(0, cdr.path("flags").size(), cdr::toString);
        // Kamailio 5.6 sends the callee none when the caller has answered its own before: the dialog is gone by then.
        eventually(
                "the BYE to the caller",
                () -> api.items("/cdrs/" + callId + "/trace").toList(),
                found -> found.stream().anyMatch(message -> starts(message, "BYE")));
        long millis = cdr.path("durationMillis").asLong();
        assertEquals(millis, millisFromAnswerToBye(callId));
        BigDecimal seconds = new BigDecimal(millis).movePointLeft(3).setScale(0, RoundingMode.CEILING);
        BigDecimal price = CONNECT_FEE.add(A_CENT_A_SECOND.multiply(seconds));
        assertEquals(0, price.compareTo(money(cdr, "price")), cdr::toString);
        BigDecimal left = new BigDecimal("10.00").subtract(price);
        eventually(
                "the balance to be down by the price",
                () -> money(balance(CAROL), "balance"),
                now -> now.compareTo(left) == 0);
    }

    @Test
    void shouldHaveTheRegistrarForgetAnEndpointUntilItRegistersAnew() throws Exception {
        carol.register(Duration.ofMinutes(10));
        JsonNode registered = carols("active");
        String path = "/registrations/" + registered.path("id").asText();
        assertFalse(kamailio.rpc("ul.lookup", "location", "carol").has("error"));
        api.order("DELETE", path);

        JsonNode removed = eventually(
                "the removal in the history",
                () -> api.get(path),
                found -> found.path("history").path(0).path("event").asText().equals("removed"));
        assertEquals("removed", removed.path("state").asText(), removed::toString);
        assertEquals(
                "by operator admin",
                removed.path("history").path(0).path("cause").asText());
        assertTrue(removed.path("verdict").path("text").asText().startsWith("Removed by operator admin at "));
        assertTrue(kamailio.rpc("ul.lookup", "location", "carol").has("error"), "the registrar has forgotten it");
        try (Phone.Outgoing refused = alice.callToBeRefused("carol", 404)) {
            refused.awaitSuccess();
        }

        carol.register(Duration.ofMinutes(10));
        assertEquals(registered.path("id"), carols("active").path("id"));
    }

    private static JsonNode carols(String state) {
        return eventually(
                "carol to be " + state,
                () -> api.items("/registrations")
                        .filter(each -> each.path("aor").asText().equals("carol@127.0.0.1"))
                        .filter(each -> each.path("state").asText().equals(state))
                        .findFirst()
                        .orElseGet(MissingNode::getInstance),
                found -> !found.isMissingNode());
    }

    private static void openAccount(Subscriber owner, String management, String payment) {
        String path = "/accounts/" + owner.account();
        api.put(path, """
                {"id": "%s", "name": "%s", "currency": "EUR", "balanceManagement": "%s", "creditLimit": "0",
                 "rateCardId": "retail", "sipUsers": ["%s"]}""".formatted(owner.account(), owner.account(), management, owner.user()));
        if (management.equals("hard")) {
            eventually("the switch to refuse who has nothing", KamailioEndToEndTest::isBlockedBob, blocked -> blocked);
        }
        api.post(path + "/payments", """
                {"id": "first", "amount": "%s", "description": "opening"}""".formatted(payment));
        eventually(
                "the first payment",
                () -> money(balance(owner), "balance"),
                now -> now.compareTo(new BigDecimal(payment)) == 0);
    }

    private static JsonNode liveCall(String callId) {
        return api.items("/calls")
                .filter(call -> call.path("callId").asText().equals(callId))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    private static JsonNode awaitCdr(String callId) {
        return eventually("the CDR of " + callId, () -> api.get("/cdrs/" + callId), cdr -> !cdr.isMissingNode());
    }

    private static JsonNode balance(Subscriber owner) {
        return api.get("/accounts/" + owner.account() + "/balance");
    }

    private static boolean isBlockedBob() {
        try {
            return kamailio.rpc("htable.get", "blocked", BOB.account()).has("result");
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static boolean isAlices(JsonNode registration) {
        return registration.path("aor").asText().equals("alice@127.0.0.1")
                && registration.path("state").asText().equals("active");
    }

    private static boolean starts(JsonNode message, String method) {
        return message.path("raw").asText().startsWith(method + " ");
    }

    private static boolean goes(JsonNode message, String source, String target) {
        return message.path("source").asText().equals(source)
                && message.path("target").asText().equals(target);
    }

    /** Money is a decimal string; zero where nothing is said yet. */
    private static BigDecimal money(JsonNode node, String field) {
        String text = node.path(field).asText("");
        return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
    }

    /** Asks until the answer is right, and gives it; fails with the last answer when it never is. */
    private static <T> T eventually(String what, Supplier<T> question, Predicate<T> right) {
        AtomicReference<T> last = new AtomicReference<>();
        try {
            Until.holds(what, PATIENCE, () -> {
                last.set(question.get());
                return right.test(last.get());
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; the last answer was " + last.get(), e);
        }
        assertNotNull(last.get(), what);
        return last.get();
    }
}
