package io.trunkline.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.trunkline.app.TrunklineProcess;
import io.trunkline.app.e2e.KamailioSwitch.Capture;
import io.trunkline.testing.Until;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls through a platform that gives each side another Call-ID: a real Kamailio that hides topology, and behind it a
 * back-to-back user agent of two SIPps (3PCC). Each is one call, and charged once.
 */
class LegsEndToEndTest {

    private static final InetAddress BORDER = InetAddress.ofLiteral("127.0.0.2");
    private static final InetAddress CALLER = InetAddress.ofLiteral("127.0.0.3");
    private static final InetAddress GATEWAY = InetAddress.ofLiteral("127.0.0.4");
    private static final InetAddress EXCHANGE = InetAddress.ofLiteral("127.0.0.5");

    /** A cent a second. */
    private static final String RATES = """
            prefix,destination,rate_per_minute
            4930,Berlin,0.60
            88,Satellite,0.60
            """;

    private static final String BERLIN = "493012345678";
    private static final String BY_THE_EXCHANGE = "88161234567";
    private static final Duration RINGING = Duration.ofMillis(300);
    private static final Duration TALKING = Duration.ofSeconds(5);
    private static final Pattern CALL_ID = Pattern.compile("(?im)^(?:Call-ID|i)[ \t]*:[ \t]*(\\S+)");

    @TempDir
    static Path directory;

    private static KamailioSwitch border;
    private static TrunklineProcess trunkline;
    private static Api api;
    private static int exchangePort;

    @BeforeAll
    static void start() throws IOException {
        DebianProgram.require("sipp", "sip-tester");
        int hepPort = FreePort.udp();
        exchangePort = FreePort.udp();
        border = KamailioSwitch.start(
                directory,
                "kamailio-topoh.cfg",
                BORDER,
                new Capture(hepPort, 3, 102),
                Map.of(
                        "@GATEWAY_HOST@", GATEWAY.getHostAddress(),
                        "@B2BUA_HOST@", EXCHANGE.getHostAddress(),
                        "@B2BUA_PORT@", Integer.toString(exchangePort)));
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
                "platform.networks=" + BORDER.getHostAddress() + "," + EXCHANGE.getHostAddress());
        var server = trunkline.awaitReady();
        api = new Api(server, Files.readString(data.resolve("admin-token")).strip());
        api.put("/rate-cards/retail", """
                {"id": "retail", "name": "Retail", "currency": "EUR", "decimals": 6}""");
        api.put("/rate-cards/retail/rates", "text/csv", RATES);
        api.put("/accounts/acme", """
                {"id": "acme", "name": "Acme", "currency": "EUR", "balanceManagement": "none", "rateCardId": "retail",
                 "sourceNetworks": ["%s/32"]}""".formatted(CALLER.getHostAddress()));
    }

    @AfterAll
    static void stop() {
        if (api != null) {
            api.close();
        }
        if (trunkline != null) {
            assertEquals(0, trunkline.terminate(), trunkline::errors);
        }
        if (border != null) {
            border.close();
        }
    }

    @Test
    void shouldTakeTheTwoSidesOfABorderThatHidesTopologyForOneCall() throws InterruptedException {
        String callId = UUID.randomUUID() + "@caller.test";
        try (SippRun _ = gateway();
                SippRun call = call(callId, BERLIN)) {
            JsonNode row = shownOnceWithLegs(callId, 1);
            assertEquals("acme", row.path("accountId").asText());
            assertTrue(row.path("legs").get(0).path("accountId").isNull(), row::toString);
            call.awaitSuccess();
        }
        shouldBeOneCallOfLegs(callId, 2);
    }

    @Test
    void shouldTakeAChainThroughABackToBackUserAgentForOneCall() throws InterruptedException {
        String callId = UUID.randomUUID() + "@caller.test";
        int commandPort = FreePort.tcp();
        String commands = EXCHANGE.getHostAddress() + ":" + commandPort;
        try (SippRun _ = gateway();
                SippRun calledSide = SippRun.start(
                        directory,
                        "b2bua-called-side",
                        Map.of(),
                        new InetSocketAddress(EXCHANGE, FreePort.udp()),
                        List.of("-m", "1", "-3pcc", commands),
                        border.sip())) {
            awaitListening(commandPort);
            try (SippRun callersSide = SippRun.start(
                            directory,
                            "b2bua-callers-side",
                            Map.of(),
                            new InetSocketAddress(EXCHANGE, exchangePort),
                            List.of("-m", "1", "-3pcc", commands),
                            null);
                    SippRun call = call(callId, BY_THE_EXCHANGE)) {
                shownOnceWithLegs(callId, 3);
                call.awaitSuccess();
                callersSide.awaitSuccess();
                calledSide.awaitSuccess();
            }
        }
        shouldBeOneCallOfLegs(callId, 4);
    }

    private static SippRun gateway() {
        return SippRun.start(
                directory,
                "callee",
                Map.of(),
                new InetSocketAddress(GATEWAY, border.gatewayPort()),
                List.of("-d", Long.toString(RINGING.toMillis())),
                null);
    }

    private static SippRun call(String callId, String number) {
        return SippRun.start(
                directory,
                "caller-trusted",
                Map.of(),
                new InetSocketAddress(CALLER, FreePort.udp()),
                List.of(
                        "-m",
                        "1",
                        "-s",
                        number,
                        "-key",
                        "user",
                        "4930900100",
                        "-cid_str",
                        callId,
                        "-d",
                        Long.toString(TALKING.toMillis())),
                border.sip());
    }

    /** SIPp's second half can only connect when the first one listens. */
    private static void awaitListening(int port) throws InterruptedException {
        String listening = ":%04X ".formatted(port);
        Until.holds("SIPp to listen for commands", () -> {
            try (var sockets = Files.lines(Path.of("/proc/net/tcp"))) {
                return sockets.anyMatch(line -> line.contains(listening) && line.contains(" 0A "));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static JsonNode shownOnceWithLegs(String callId, int legs) throws InterruptedException {
        return Until.fits(
                "one answered row with " + legs + " legs beneath it",
                () -> {
                    List<JsonNode> rows = api.items("/calls").toList();
                    return rows.size() == 1
                                    && rows.getFirst().path("id").asText().equals(callId)
                            ? rows.getFirst()
                            : MissingNode.getInstance();
                },
                row -> row.path("state").asText().equals("answered")
                        && row.path("legs").size() == legs
                        && StreamSupport.stream(row.path("legs").spliterator(), false)
                                .allMatch(leg -> leg.path("state").asText().equals("answered")));
    }

    private static void shouldBeOneCallOfLegs(String callId, int legs) throws InterruptedException {
        JsonNode cdr = Until.fits(
                "the record with its legs",
                () -> api.get("/cdrs/" + callId),
                record -> record.path("legs").size() == legs - 1);
        assertEquals("acme", cdr.path("accountId").asText());
        assertEquals("rated", cdr.path("rating").asText());
        var callIds = new HashSet<String>(Set.of(callId));
        for (JsonNode leg : cdr.path("legs")) {
            assertEquals("answered", leg.path("outcome").asText(), cdr::toString);
            assertTrue(leg.path("accountId").isNull(), cdr::toString);
            callIds.add(leg.path("callId").asText());
        }
        assertEquals(legs, callIds.size());

        BigDecimal price = new BigDecimal(cdr.path("price").asText());
        assertTrue(price.compareTo(new BigDecimal("0.05")) >= 0, cdr::toString);
        List<JsonNode> charged = Until.fits(
                "the entry of the call",
                () -> api.items("/accounts/acme/statement")
                        .filter(entry ->
                                callIds.contains(entry.path("reference").asText()))
                        .toList(),
                entries -> !entries.isEmpty());
        assertEquals(1, charged.size(), charged::toString);
        assertEquals(
                0,
                price.negate()
                        .compareTo(
                                new BigDecimal(charged.getFirst().path("amount").asText())));

        String path = "/cdrs/" + callId + "/trace";
        // A leg that is captured on one hop alone has the BYE and its answer once.
        Until.holds(
                "the trace of all legs",
                () -> api.items(path)
                                .filter(message ->
                                        message.path("summary").asText().startsWith("BYE "))
                                .count()
                        == legs);
        assertEquals(callIds, callIdsOf(path + "?leg=both"));
        assertEquals(Set.of(callId), callIdsOf(path + "?leg=source"));
        Set<String> others = callIdsOf(path + "?leg=destination");
        assertFalse(others.contains(callId));
        assertEquals(legs - 1, others.size());
        for (String leg : others) {
            assertEquals(callIds, callIdsOf("/cdrs/" + encoded(leg) + "/trace"), "from any leg");
        }
    }

    private static Set<String> callIdsOf(String path) {
        return api.items(path)
                .map(message -> {
                    Matcher callId = CALL_ID.matcher(message.path("raw").asText());
                    assertTrue(callId.find());
                    return callId.group(1);
                })
                .collect(Collectors.toSet());
    }

    private static String encoded(String callId) {
        return URLEncoder.encode(callId, StandardCharsets.UTF_8);
    }
}
