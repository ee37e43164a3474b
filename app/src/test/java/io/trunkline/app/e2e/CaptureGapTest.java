package io.trunkline.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.app.e2e.KamailioSwitch.Capture;
import io.trunkline.app.e2e.KamailioSwitch.Subscriber;
import io.trunkline.testing.Until;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A collector that is stopped and started again behind a real switch, with one call that is hung up meanwhile, one that goes
 * on, and one that rang and is answered meanwhile: the switch is asked, and each is charged for what it surely lasted.
 */
class CaptureGapTest {

    private static final Subscriber ALICE = new Subscriber("alice", "wonderland", "acme");
    private static final Subscriber BOB = new Subscriber("bob", "builder", "bricks");

    /** Longer than the collector needs to stop. */
    private static final Duration RINGING = Duration.ofSeconds(30);

    private static final String NUMBER = "493012345678";
    private static final BigDecimal PAID = new BigDecimal("100");
    /** Kamailio, dialog. */
    private static final int CONFIRMED = 4;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    private Api api;

    @Test
    void shouldEndWhatTheSwitchHasNoMoreAndGoOnWithTheRest() {
        DebianProgram.require("sipp", "sip-tester");
        try (var pipeline = new Pipeline(directory);
                var kamailio = KamailioSwitch.start(
                        directory,
                        List.of(ALICE, BOB),
                        new Capture(pipeline.hepUdp().getPort(), 3, 101))) {
            String rpc = "switch.kamailio.rpc-url=" + kamailio.rpcUrl();
            pipeline.start("--set", rpc);
            api = new Api(pipeline.url(), pipeline.adminToken());
            openAccount();
            var alice = new Phone(directory, kamailio, ALICE);
            var bob = new Phone(directory, kamailio, BOB);
            bob.register(Duration.ofMinutes(10));
            try (SippRun _ = new Gateway(directory, kamailio).answering(Duration.ofMillis(300));
                    Phone.Outgoing hungUp = alice.callUntilCutOff(NUMBER);
                    Phone.Outgoing goesOn = alice.callUntilCutOff(NUMBER);
                    SippRun _ = bob.answer(RINGING);
                    Phone.Outgoing rings = alice.callUntilCutOff("bob")) {
                awaitState(hungUp.callId(), "answered");
                awaitState(goesOn.callId(), "answered");
                awaitState(rings.callId(), "ringing");
                assertEquals(0, pipeline.process().terminate(), pipeline.process()::errors);
                Instant stopped = Instant.now();
                kamailio.end(hungUp.callId());
                hungUp.awaitSuccess();
                Until.holds(
                        "bob to answer",
                        PATIENCE,
                        () -> kamailio.dialog(rings.callId()).path("state").asInt() == CONFIRMED);
                Instant answered = Instant.now();

                pipeline.start("--set", rpc);
                JsonNode cdr = await("the record of the call that was hung up", "/cdrs/" + hungUp.callId());
                assertEquals("no-bye", cdr.path("cause").path("code").asText(), cdr::toString);
                assertEquals("capture-gap", cdr.path("flags").path(0).asText(), cdr::toString);
                long millis = cdr.path("durationMillis").asLong();
                assertTrue(millis > 0, cdr::toString);
                assertFalse(Instant.parse(cdr.path("endedAt").asText()).isAfter(stopped), cdr::toString);
                BigDecimal price = BigDecimal.valueOf(millis)
                        .movePointLeft(3)
                        .setScale(0, RoundingMode.CEILING)
                        .movePointLeft(2);
                assertEquals(0, price.compareTo(new BigDecimal(cdr.path("price").asText())), cdr::toString);

                Until.holds("the other to be certain", PATIENCE, () -> {
                    JsonNode up = api.get("/calls/" + goesOn.callId());
                    return up.path("state").asText().equals("answered")
                            && up.path("uncertainSince").isNull();
                });
                Until.holds(
                        "the balance to be down by the price of the one",
                        PATIENCE,
                        () -> PAID.subtract(price)
                                        .compareTo(new BigDecimal(api.get("/accounts/acme/balance")
                                                .path("balance")
                                                .asText("0")))
                                == 0);
                BigDecimal sum = api.items("/accounts/acme/statement")
                        .map(entry -> new BigDecimal(entry.path("amount").asText()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertEquals(0, PAID.subtract(price).compareTo(sum));
                shouldBeAnsweredWhenTheGapWasOver(rings.callId(), answered);
            }
        } finally {
            if (api != null) {
                api.close();
            }
        }
    }

    private void shouldBeAnsweredWhenTheGapWasOver(String callId, Instant answered) {
        awaitState(callId, "answered");
        api.order("POST", "/calls/" + callId + "/end");
        JsonNode cdr = await("the record of the call that rang", "/cdrs/" + callId);
        assertEquals("capture-gap", cdr.path("flags").path(0).asText(), cdr::toString);
        assertEquals("acme", cdr.path("accountId").asText(), cdr::toString);
        assertEquals("ended-by-operator", cdr.path("cause").path("code").asText(), cdr::toString);
        Instant charged = Instant.parse(cdr.path("answeredAt").asText());
        assertFalse(charged.isBefore(answered), cdr::toString);
        assertTrue(charged.isBefore(Instant.parse(cdr.path("endedAt").asText())), cdr::toString);
    }

    private void openAccount() {
        api.put("/rate-cards/retail", """
                {"id": "retail", "name": "Retail", "currency": "EUR", "decimals": 6}""");
        api.put("/rate-cards/retail/rates", "text/csv", """
                prefix,destination,rate_per_minute
                49,Germany,0.60
                """);
        api.put("/accounts/acme", """
                {"id": "acme", "name": "Acme", "currency": "EUR", "balanceManagement": "hard", "creditLimit": "0",
                 "rateCardId": "retail", "sipUsers": ["alice"]}""");
        api.post("/accounts/acme/payments", """
                {"id": "first", "amount": "%s", "description": "opening"}""".formatted(PAID));
    }

    private void awaitState(String callId, String state) {
        Until.holds(
                callId + " to be " + state,
                PATIENCE,
                () -> api.get("/calls/" + callId).path("state").asText().equals(state));
    }

    private JsonNode await(String what, String path) {
        Until.holds(what, PATIENCE, () -> !api.get(path).isMissingNode());
        return api.get(path);
    }
}
