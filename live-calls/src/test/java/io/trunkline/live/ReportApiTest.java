package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.protocol.Scope;
import io.trunkline.testing.Until;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reports for accountants, as JSON and as CSV. */
@ExtendWith(LivePipeline.Extension.class)
class ReportApiTest {

    private static final String PERIOD = "since=2026-09-01T00:00:00Z&until=2026-10-01T00:00:00Z";

    private final LivePipeline pipeline;

    ReportApiTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
    }

    private JsonNode items(ApiClient client, String path) {
        var reply = client.get("/api/v1/reports/" + path);
        assertEquals(200, reply.status(), reply.text());
        return reply.json().path("items");
    }

    @Test
    void shouldReportCallsAndBookingsOfAnAccount() throws InterruptedException {
        pipeline.admin().put("/api/v1/accounts/reported", "{\"name\":\"a\",\"currency\":\"EUR\"}");
        pipeline.put(Examples.cdr("reported-1", "reported", Instant.parse("2026-09-05T00:00:00Z")));
        pipeline.put(Examples.cdr("reported-2", "reported", Instant.parse("2026-09-06T00:00:00Z")));
        String path = "cdr?accountId=reported&" + PERIOD;
        Until.holds(
                "the calls to be stored",
                () -> items(pipeline.admin(), path).path(0).path("calls").asInt() == 2);
        assertEquals(
                "{\"accountId\":\"reported\",\"currency\":\"EUR\",\"calls\":2,\"unrated\":0,\"durationMillis\":25000,"
                        + "\"billedSeconds\":26,\"freeSeconds\":0,\"cost\":\"0.26\",\"price\":\"0\",\"profit\":\"-0.26\"}",
                items(pipeline.admin(), path).get(0).toString());
        JsonNode month =
                items(pipeline.admin(), "finance?accountId=reported&" + PERIOD).get(0);
        assertEquals("2026-09", month.path("month").asText());
        assertEquals("0.26", month.path("cost").asText());
        var csv = pipeline.admin().with("Accept", "text/csv").get("/api/v1/reports/" + path);
        assertEquals("""
                accountId,currency,calls,unrated,durationMillis,billedSeconds,freeSeconds,cost,price,profit\r
                reported,EUR,2,0,25000,26,0,0.26,0,-0.26\r
                """, csv.text());
        assertEquals(0, items(pipeline.admin(new Scope.Below("stranger")), path).size());
        assertEquals(1, items(pipeline.admin(new Scope.Below("reported")), path).size());
        String payment = "{\"id\":\"reported-payment\",\"amount\":\"10\"}";
        assertEquals(
                201,
                pipeline.admin()
                        .post("/api/v1/accounts/reported/payments", payment)
                        .status());
        Until.holds("the payment to be stored", () -> items(pipeline.admin(), "finance?accountId=reported")
                .findValuesAsText("payments")
                .contains("10"));
    }

    @Test
    void shouldReportHowCallsGotThrough() {
        pipeline.put(Examples.cdr("reported-quality-1", "quality-reported", Instant.parse("2026-09-05T00:00:00Z")));
        pipeline.put(Examples.cdr("reported-quality-2", "quality-reported", Instant.parse("2026-09-06T00:00:00Z")));
        String path = "quality?by=account&accountId=quality-reported&" + PERIOD;
        Until.holds(
                "the calls to be stored",
                () -> items(pipeline.admin(), path).path(0).path("attempts").asInt() == 2);
        assertEquals(
                "{\"key\":\"quality-reported\",\"attempts\":2,\"answered\":2,\"asr\":1,\"ner\":1,\"acdSeconds\":12.5,"
                        + "\"pddMillisMedian\":1000,\"minutes\":0.4,\"revenue\":\"0.26\",\"currency\":\"EUR\"}",
                items(pipeline.admin(), path).get(0).toString());
        var csv = pipeline.admin().with("Accept", "text/csv").get("/api/v1/reports/" + path);
        assertTrue(
                csv.text()
                        .startsWith(
                                "key,attempts,answered,asr,ner,acdSeconds,pddMillisMedian,minutes,revenue,currency\r\n"
                                        + "quality-reported,2,2,1"),
                csv.text());
        assertTrue(csv.text().endsWith(",12.5,1000,0.4,0.26,EUR\r\n"), csv.text());
        assertEquals(0, items(pipeline.admin(new Scope.Below("stranger")), path).size());
        assertEquals(
                "by", pipeline.admin().get("/api/v1/reports/quality?by=cause").errorField());
    }

    @Test
    void shouldNameWhatCannotBeReported() {
        for (String query : new String[] {
            "cdr?since=2026-09-01T00:00:00Z&until=2026-09-01T00:00:00Z", "finance?since=2020-01-01T00:00:00Z"
        }) {
            var refused = pipeline.admin().get("/api/v1/reports/" + query);
            assertEquals(400, refused.status(), refused.text());
            assertEquals("until", refused.errorField());
        }
        assertEquals(
                "timeZone",
                pipeline.admin()
                        .get("/api/v1/reports/finance?timeZone=Mars/Olympus")
                        .errorField());
        assertTrue(pipeline.admin().get("/api/v1/reports/cdr").status() == 200);
    }
}
