package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.telemetry.Telemetry;
import io.trunkline.testing.Until;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payments and charges: each order books once, however often and wherever it is sent. */
@ExtendWith(LivePipeline.Extension.class)
class BookingApiTest {

    private static final String TEN = "{\"id\":\"order-1\",\"amount\":\"10.00\",\"description\":\"cash\"}";

    private final LivePipeline pipeline;

    BookingApiTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void shouldBookAPaymentOnceAndAnswerItsRepetitionTheSame() throws InterruptedException {
        String path = account("paying") + "/payments";
        var first = pipeline.admin().post(path, TEN);
        assertEquals(201, first.status(), first.text());
        assertEquals("payment", first.text("type"));
        assertEquals("10.00", first.text("amount"));
        assertEquals("10.00", first.text("balanceAfter"));
        assertTrue(first.json().path("booked").asBoolean());
        var second = pipeline.admin().post(path, TEN.replace("10.00", "10"));
        assertEquals(200, second.status());
        assertEquals(first.text(), second.text());
        Until.holds(() -> balance("paying").equals("10.00"));
    }

    @Test
    void shouldRefuseAnIdThatStandsForSomethingElse() {
        String account = account("clashing");
        pipeline.admin().post(account + "/payments", TEN);
        for (String other : List.of(TEN.replace("10.00", "11.00"), TEN.replace("cash", "card"))) {
            var refused = pipeline.admin().post(account + "/payments", other);
            assertEquals(409, refused.status());
            assertEquals("id", refused.errorField());
        }
        assertEquals(409, pipeline.admin().post(account + "/charges", TEN).status());
        assertEquals(
                201,
                pipeline.admin().post(account("clashing-2") + "/payments", TEN).status());
    }

    @Test
    void shouldLowerTheBalanceByACharge() {
        String path = account("charged") + "/charges";
        var reply = pipeline.admin().post(path, "{\"id\":\"fee\",\"amount\":\"2.5\",\"description\":\"sim card\"}");
        assertEquals(201, reply.status());
        assertEquals("charge", reply.text("type"));
        assertEquals("2.5", reply.text("amount"));
        assertEquals("-2.5", reply.text("balanceAfter"));
        assertEquals("sim card", reply.text("description"));
    }

    @Test
    void shouldBookNoChargeWithoutAReason() {
        String path = account("unexplained") + "/charges";
        for (String body :
                List.of("{\"id\":\"a\",\"amount\":\"1\"}", "{\"id\":\"a\",\"amount\":\"1\",\"description\":\" \"}")) {
            var refused = pipeline.admin().post(path, body);
            assertEquals(422, refused.status(), refused.text());
            assertEquals("description", refused.errorField());
        }
        assertEquals("0", balance("unexplained"));
    }

    @Test
    void shouldBookOnceWhenTheSameOrderIsSentAtOnceToTwoProcesses() throws Exception {
        String path = account("raced") + "/payments";
        try (LiveCalls other = pipeline.start(new Telemetry());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertTrue(other.awaitReady(Duration.ofMinutes(2)));
            var clients = List.of(
                    pipeline.admin(), ApiClient.stranger(other.httpPort()).withToken(LivePipeline.TOKEN));
            List<Callable<ApiClient.Reply>> orders = IntStream.range(0, 8)
                    .mapToObj(i ->
                            (Callable<ApiClient.Reply>) () -> clients.get(i % 2).post(path, TEN))
                    .toList();
            List<ApiClient.Reply> replies = threads.invokeAll(orders).stream()
                    .map(BookingApiTest::result)
                    .toList();
            assertTrue(replies.stream().allMatch(reply -> reply.status() == 201 || reply.status() == 200));
            assertEquals(
                    1, replies.stream().map(ApiClient.Reply::text).distinct().count());
            Until.holds(() -> balance("raced").equals("10.00"));
        }
    }

    @Test
    void shouldGiveWayToAnotherProcessThatUsedTheIdFirst() throws InterruptedException {
        String path = account("overtaken") + "/payments";
        pipeline.write(
                Topic.ACCOUNT_COMMANDS,
                "overtaken",
                Json.write(new AccountCommand.Payment(
                        "order-1", "overtaken", new BigDecimal("3"), "", Instant.parse("2026-11-21T00:00:00Z"))));
        assertEquals(409, pipeline.admin().post(path, TEN).status());
        Until.holds(() -> balance("overtaken").equals("3"));
    }

    @Test
    void shouldRememberAfterARestartWhatWasBooked() throws Exception {
        String path = account("remembered") + "/payments";
        var first = pipeline.admin().post(path, TEN);
        Until.holds(() -> statement("remembered").size() == 1);
        try (LiveCalls restarted = pipeline.start(new Telemetry())) {
            assertTrue(restarted.awaitReady(Duration.ofMinutes(2)));
            var again = ApiClient.stranger(restarted.httpPort())
                    .withToken(LivePipeline.TOKEN)
                    .post(path, TEN);
            assertEquals(200, again.status());
            assertEquals(first.text("at"), again.text("at"));
            assertEquals(0, new BigDecimal("10").compareTo(new BigDecimal(again.text("balanceAfter"))), again.text());
        }
    }

    @Test
    void shouldSayThatAnOrderIsSafeWhenTheLedgerDoesNotAnswer() {
        var reply = pipeline.admin().post(account(TestLedger.NEVER_BOOKED) + "/payments", TEN);
        assertEquals(202, reply.status());
        assertFalse(reply.json().path("booked").asBoolean());
        assertTrue(reply.json().path("balanceAfter").isNull());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id          | {'amount':'1'}",
                "id          | {'id':'a b','amount':'1'}",
                "amount      | {'id':'a'}",
                "amount      | {'id':'a','amount':'0'}",
                "amount      | {'id':'a','amount':'-1'}",
                "amount      | {'id':'a','amount':'1e30'}",
                "amount      | {'id':'a','amount':'ten'}",
                "description | {'id':'a','amount':'1','description':'a\\u0000b'}",
            })
    void shouldNameTheFieldThatDoesNotFit(String field, String body) {
        var refused = pipeline.admin().post(account("strict") + "/payments", body.replace('\'', '"'));
        assertEquals(422, refused.status(), refused.text());
        assertEquals(field, refused.errorField());
    }

    @Test
    void shouldNotBookOnAnAccountThatDoesNotExist() {
        assertEquals(
                404,
                pipeline.admin().post("/api/v1/accounts/nobody/payments", TEN).status());
    }

    private String account(String id) {
        String path = "/api/v1/accounts/" + id;
        int status = pipeline.admin()
                .put(path, "{\"name\":\"a\",\"currency\":\"EUR\"}")
                .status();
        assertTrue(status == 200 || status == 201);
        return path;
    }

    private String balance(String id) {
        return pipeline.admin().get("/api/v1/accounts/" + id + "/balance").text("balance");
    }

    private JsonNode statement(String id) {
        return pipeline.admin()
                .get("/api/v1/accounts/" + id + "/statement")
                .json()
                .path("items");
    }

    private static ApiClient.Reply result(Future<ApiClient.Reply> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
