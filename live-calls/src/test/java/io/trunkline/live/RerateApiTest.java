package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.live.rerate.Rerate;
import io.trunkline.live.rerate.RerateDraft;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.Payer;
import io.trunkline.testing.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Past calls are rated again: what would differ, and what is booked when that is asked for. */
@ExtendWith(LivePipeline.Extension.class)
class RerateApiTest {

    private static final Instant OCTOBER = Instant.parse("2026-10-01T00:00:00Z");

    private final LivePipeline pipeline;

    RerateApiTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
    }

    private void put(String path, String body) {
        var reply = pipeline.admin().put("/api/v1/" + path, body.replace('\'', '"'));
        assertTrue(reply.status() < 300, reply.text());
    }

    private void account(String id, String card, String perMinute, String more) {
        put("rate-cards/" + card, "{'name':'a','currency':'EUR'}");
        var reply = pipeline.admin()
                .send(
                        "PUT",
                        "/api/v1/rate-cards/" + card + "/rates",
                        "text/csv",
                        "prefix,destination,rate_per_minute\n44,United Kingdom," + perMinute + "\n");
        assertEquals(200, reply.status(), reply.text());
        put("accounts/" + id, "{'name':'a','currency':'EUR','rateCardId':'" + card + "'" + more + "}");
    }

    /** Calls of 12.5 s in October that cost 0.13, by {@code card-1}. */
    private void calls(String account, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            pipeline.put(Examples.cdr(account + "-" + i, account, OCTOBER.plusSeconds(60L * i)));
        }
        Until.holds(
                "calls to be stored",
                () -> run(account, "").getLast().path("records").asInt() == count);
    }

    private ApiClient.Reply ask(String account, String more) {
        String body =
                "{'from':'2026-10-01T00:00:00Z','to':'2026-11-01T00:00:00Z','accountId':'" + account + "'" + more + "}";
        return pipeline.admin().post("/api/v1/rerate", body.replace('\'', '"'));
    }

    private List<JsonNode> run(String account, String more) {
        var reply = ask(account, more);
        assertEquals(200, reply.status(), reply.text());
        return reply.text().lines().map(RerateApiTest::parsed).toList();
    }

    private static JsonNode parsed(String line) {
        try {
            return Json.mapper().readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String balance(String account) {
        return pipeline.admin().get("/api/v1/accounts/" + account + "/balance").text("balance");
    }

    @Test
    void shouldTellWhatTodaysCardWouldChargeAndBookNothing() throws InterruptedException {
        account("rerate-dry", "rerate-dry-card", "0.30", "");
        calls("rerate-dry", 3);
        List<JsonNode> told = run("rerate-dry", ",'calls':true");
        assertEquals(
                3,
                told.stream()
                        .filter(line -> line.path("kind").asText().equals("call"))
                        .count());
        assertEquals("0.13", told.getFirst().path("before").asText());
        assertEquals("0.065", told.getFirst().path("after").asText());
        JsonNode result = told.getLast();
        assertEquals("result", result.path("kind").asText());
        assertEquals(
                "[{\"accountId\":\"rerate-dry\",\"destination\":\"United Kingdom\",\"currency\":\"EUR\",\"calls\":3,"
                        + "\"before\":\"0.39\",\"after\":\"0.195\",\"difference\":\"-0.195\"}]",
                result.path("items").toString());
        assertEquals(
                "[{\"accountId\":null,\"currency\":\"EUR\",\"gain\":\"-0.195\"},"
                        + "{\"accountId\":\"rerate-dry\",\"currency\":\"EUR\",\"gain\":\"0.195\"}]",
                result.path("gains").toString());
        assertEquals(0, result.path("ordered").asInt());
        assertEquals("0", balance("rerate-dry"));
    }

    @Test
    void shouldBookTheDifferenceOnceAndThenFindNone() throws InterruptedException {
        account("rerate-apply", "rerate-apply-card", "0.30", "");
        calls("rerate-apply", 3);
        assertEquals(
                3,
                run("rerate-apply", ",'apply':true").getLast().path("ordered").asInt());
        run("rerate-apply", ",'apply':true");
        Until.holds(() -> balance("rerate-apply").equals("0.195"));
        Until.holds(
                "the store to know",
                () -> run("rerate-apply", "").getLast().path("differ").asInt() == 0);
        assertEquals("0.195", balance("rerate-apply"));
        assertEquals(
                "0.065", pipeline.admin().get("/api/v1/cdrs/rerate-apply-1").text("price"));
    }

    @Test
    void shouldAskWhatIfByAnotherCard() throws InterruptedException {
        account("rerate-whatif", "rerate-whatif-card", "0.60", "");
        account("rerate-other", "rerate-draft", "1.20", "");
        calls("rerate-whatif", 2);
        assertEquals(0, run("rerate-whatif", "").getLast().path("differ").asInt());
        JsonNode result = run("rerate-whatif", ",'withCardId':'rerate-draft'").getLast();
        assertEquals("0.26", result.path("items").get(0).path("difference").asText());
        assertEquals(
                0,
                run("rerate-whatif", ",'cardId':'rerate-draft'")
                        .getLast()
                        .path("records")
                        .asInt());
        assertEquals(
                2,
                run("rerate-whatif", ",'cardId':'card-1','prefix':'4420'")
                        .getLast()
                        .path("records")
                        .asInt());
    }

    @Test
    void shouldSayWhatEveryTierAndThePlatformWouldHaveGained() throws InterruptedException {
        account("tier-top", "tier-top-card", "0.20", "");
        account("tier-mid", "tier-mid-card", "0.30", ",'parentId':'tier-top'");
        account("tier-shop", "tier-shop-card", "0.60", ",'parentId':'tier-mid'");
        account("tier-carrier", "tier-carrier-card", "0.06", "");
        account("tier-none", "tier-draft", "1.20", "");
        pipeline.put(tier(0, Payer.Role.CALLER, "tier-shop", "tier-mid"));
        pipeline.put(tier(1, Payer.Role.RESELLER, "tier-mid", "tier-top"));
        pipeline.put(tier(2, Payer.Role.RESELLER, "tier-top", null));
        pipeline.put(tier(3, Payer.Role.PROVIDER, "tier-carrier", null));
        for (String account : List.of("tier-shop", "tier-mid", "tier-top", "tier-carrier")) {
            Until.holds(
                    "the record of " + account,
                    () -> run(account, "").getLast().path("records").asInt() == 1);
        }
        // 13 s that cost 0.13 on every tier, by their own cards of today 0.13, 0.065, 0.043333 and 0.013.
        assertEquals(
                "tier-mid 0.13, tier-shop -0.13",
                gains(run("tier-shop", ",'withCardId':'tier-draft'").getLast()));
        assertEquals("", gains(run("tier-shop", "").getLast()));
        assertEquals(
                "tier-mid 0.065, tier-top -0.065", gains(run("tier-mid", "").getLast()));
        assertEquals(
                "platform -0.086667, tier-top 0.086667",
                gains(run("tier-top", "").getLast()));
        assertEquals(
                "platform 0.117, tier-carrier -0.117",
                gains(run("tier-carrier", "").getLast()));
    }

    private static String gains(JsonNode result) {
        return StreamSupport.stream(result.path("gains").spliterator(), false)
                .map(gain -> gain.path("accountId").asText("platform") + " "
                        + gain.path("gain").asText())
                .collect(Collectors.joining(", "));
    }

    /** What a tier pays for one and the same call. */
    private static Cdr tier(int level, Payer.Role role, String account, String parent) {
        ObjectNode cdr = Json.mapper().valueToTree(Examples.cdr("tiered", account, OCTOBER));
        cdr.put("level", level)
                .put("role", role.name().toLowerCase(Locale.ROOT))
                .put("parentId", parent)
                .put("callerAccountId", "tier-shop");
        return Json.read(Json.write(cdr), Cdr.class);
    }

    @Test
    void shouldCountWhatNoRateFitsAndLeaveItAsItIs() throws InterruptedException {
        put("accounts/rerate-none", "{'name':'a','currency':'EUR'}");
        calls("rerate-none", 2);
        JsonNode result = run("rerate-none", ",'apply':true").getLast();
        assertEquals(2, result.path("withoutRate").asInt());
        assertEquals(0, result.path("ordered").asInt());
    }

    @Test
    void shouldNameWhatDoesNotFit() {
        account("rerate-refused", "rerate-refused-card", "0.60", "");
        assertEquals("accountId", ask("no-such", "").errorField());
        assertEquals(
                "withCardId", ask("rerate-refused", ",'withCardId':'no-such'").errorField());
        assertEquals("prefix", ask("rerate-refused", ",'prefix':'+44'").errorField());
        put("rate-cards/rerate-dollars", "{'name':'a','currency':'USD'}");
        var dollars = ask("rerate-refused", ",'withCardId':'rerate-dollars'");
        assertEquals("withCardId", dollars.errorField());
        assertTrue(dollars.text().contains("take a card in that currency"), dollars.text());
        var body = "{\"from\":\"2026-10-01T00:00:00Z\",\"to\":\"2026-10-01T00:00:00Z\"}";
        assertEquals("to", pipeline.admin().post("/api/v1/rerate", body).errorField());
        assertEquals("from", pipeline.admin().post("/api/v1/rerate", "{}").errorField());
        assertEquals(
                "withCardId",
                pipeline.admin()
                        .post(
                                "/api/v1/rerate",
                                "{\"from\":\"2026-10-01T00:00:00Z\",\"to\":\"2026-11-01T00:00:00Z\","
                                        + "\"withCardId\":\"rerate-refused-card\"}")
                        .errorField());
    }

    @Test
    void shouldRefuseToCorrectWhatIsInClosedBooksButTellWhatItWouldBe() {
        var closed = new Rerate(null, null, null, Optional.of(OCTOBER), InstantSource.system());
        Instant before = OCTOBER.minusMillis(1);
        Instant end = OCTOBER.plusSeconds(60);
        assertTrue(closed.problem(new RerateDraft(before, end, null, null, null, null, false, null))
                .isEmpty());
        assertTrue(closed.problem(new RerateDraft(OCTOBER, end, null, null, null, null, true, null))
                .isEmpty());
        var problem = closed.problem(new RerateDraft(before, end, null, null, null, null, true, null))
                .orElseThrow();
        assertEquals("from", problem.field());
        assertTrue(problem.message().contains("closed until 2026-10-01"), problem.message());
    }

    @Test
    void shouldTakeCorrectionsByHandWithAReason() throws InterruptedException {
        put("accounts/corrected", "{'name':'a','currency':'EUR'}");
        String path = "/api/v1/accounts/corrected/corrections";
        String order = "{\"id\":\"credit-1\",\"amount\":\"-2.50\",\"description\":\"typing error\"}";
        var first = pipeline.admin().post(path, order);
        assertEquals(201, first.status(), first.text());
        assertEquals("correction", first.text("type"));
        assertEquals("-2.50", first.text("balanceAfter"));
        assertEquals(200, pipeline.admin().post(path, order).status());
        assertEquals(
                409, pipeline.admin().post(path, order.replace("-2.50", "2.50")).status());
        assertEquals(
                "description",
                pipeline.admin().post(path, order.replace("typing error", " ")).errorField());
        assertEquals(
                "amount",
                pipeline.admin().post(path, order.replace("-2.50", "0")).errorField());
        Until.holds(() -> balance("corrected").equals("-2.50"));
    }
}
