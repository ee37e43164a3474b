package io.trunkline.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.testing.Until;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls of two legs, each with a Call-ID of its own, and everything is killed between the two. */
class LegsOverACrashTest {

    private static final InetAddress GATEWAY = InetAddress.ofLiteral("203.0.113.50");
    private static final String NUMBER = "4930123456";

    /** Whose leg each call's platform made: one comes before the caller's, one after it. */
    private static final PlayedLeg CALLERS_FIRST = PlayedLeg.ofPhone("crash-caller-first", "alice", NUMBER);

    private static final PlayedLeg ITS_OTHER = madeFor(CALLERS_FIRST);
    private static final PlayedLeg CALLERS_SECOND = PlayedLeg.ofPhone("crash-caller-second", "alice", NUMBER);
    private static final PlayedLeg ITS_EARLIER = madeFor(CALLERS_SECOND);
    private static final List<PlayedLeg> CALLERS = List.of(CALLERS_FIRST, CALLERS_SECOND);

    @TempDir
    private Path directory;

    private static PlayedLeg madeFor(PlayedLeg callers) {
        return new PlayedLeg(
                "behind-" + callers.callId(),
                callers.user(),
                callers.number(),
                PlayedLeg.PLATFORM,
                GATEWAY,
                List.of("X-CID: " + callers.callId()));
    }

    @Test
    void shouldTakeTwoLegsForOneCallWhicheverOfThemCameBeforeTheCrash() throws InterruptedException {
        String networks = "platform.networks=" + PlayedLeg.PLATFORM.getHostAddress();
        try (var pipeline = new Pipeline(directory)) {
            pipeline.start("--set", networks);
            try (var api = new Api(pipeline.url(), pipeline.adminToken())) {
                openAccount(api);
                begin(pipeline, CALLERS_FIRST, ITS_EARLIER);
                Until.holds("a leg of each call to be up", () -> states(api)
                        .equals(Map.of(CALLERS_FIRST.callId(), "answered 0", ITS_EARLIER.callId(), "answered 0")));
            }
            pipeline.process().kill();

            pipeline.start("--set", networks);
            try (var api = new Api(pipeline.url(), pipeline.adminToken())) {
                begin(pipeline, ITS_OTHER, CALLERS_SECOND);
                Until.holds("both calls to be up, each with its other leg", () -> states(api)
                        .equals(Map.of(CALLERS_FIRST.callId(), "answered 1", CALLERS_SECOND.callId(), "answered 1")));
                for (PlayedLeg leg : List.of(CALLERS_FIRST, ITS_OTHER, CALLERS_SECOND, ITS_EARLIER)) {
                    pipeline.send(leg.ends(Instant.now()));
                }
                for (PlayedLeg callers : CALLERS) {
                    shouldBeOneCall(api, callers);
                }
                shouldBeChargedOnceEach(api);
            }
        }
    }

    private static void begin(Pipeline pipeline, PlayedLeg... legs) {
        for (PlayedLeg leg : legs) {
            pipeline.send(leg.begins(Instant.now()));
        }
    }

    /** Of each row of the live list its state, and how many legs stand beneath it. */
    private static Map<String, String> states(Api api) {
        return api.items("/calls")
                .collect(Collectors.toMap(
                        row -> row.path("id").asText(),
                        row -> row.path("state").asText()
                                + ' '
                                + row.path("legs").size()));
    }

    private static void shouldBeOneCall(Api api, PlayedLeg callers) throws InterruptedException {
        String id = callers.callId();
        JsonNode cdr = Until.fits(
                "the record of " + id + " with its other leg",
                () -> api.get("/cdrs/" + id),
                record -> record.path("legs").size() == 1);
        assertEquals("acme", cdr.path("accountId").asText(), cdr::toString);
        assertEquals("normal", cdr.path("cause").path("code").asText(), cdr::toString);
        JsonNode other = cdr.path("legs").get(0);
        assertEquals("behind-" + id, other.path("callId").asText(), cdr::toString);
        assertTrue(other.path("accountId").isNull(), cdr::toString);
        Until.holds(
                "the trace of both legs",
                () -> api.items("/cdrs/" + id + "/trace")
                                .map(message -> message.path("raw").asText())
                                .filter(raw -> raw.startsWith("BYE "))
                                .count()
                        == 2);
    }

    private static void shouldBeChargedOnceEach(Api api) throws InterruptedException {
        List<JsonNode> charged = Until.fits(
                "an entry of each call",
                () -> api.items("/accounts/acme/statement").toList(),
                entries -> entries.size() >= CALLERS.size());
        assertEquals(
                Set.of(CALLERS_FIRST.callId(), CALLERS_SECOND.callId()),
                charged.stream().map(entry -> entry.path("reference").asText()).collect(Collectors.toSet()));
        assertEquals(CALLERS.size(), charged.size(), charged::toString);
        for (JsonNode entry : charged) {
            assertTrue(new BigDecimal(entry.path("amount").asText()).signum() < 0, entry::toString);
        }
    }

    private static void openAccount(Api api) {
        api.put("/rate-cards/retail", """
                {"id": "retail", "name": "Retail", "currency": "EUR", "decimals": 6}""");
        api.put("/rate-cards/retail/rates", "text/csv", """
                prefix,destination,rate_per_minute
                4930,Berlin,0.60
                """);
        api.put("/accounts/acme", """
                {"id": "acme", "name": "Acme", "currency": "EUR", "balanceManagement": "none", "rateCardId": "retail",
                 "sourceNetworks": ["%s/32"]}""".formatted(PlayedLeg.PHONE.getHostAddress()));
    }
}
