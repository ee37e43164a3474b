package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Balance;
import io.trunkline.testing.Until;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts, their balances and statements. */
@ExtendWith(LivePipeline.Extension.class)
class AccountApiTest {

    private static final String SMALL = "{\"name\":\"Small\",\"currency\":\"EUR\"}";

    private final LivePipeline pipeline;

    AccountApiTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void shouldCreateAnAccountAndGiveItBackAsItWasSet() {
        putCard("account-card", "EUR");
        String body = """
                {"name":"Acme","currency":"EUR","balanceManagement":"hard","creditLimit":"10.50",
                "lowBalanceThreshold":"-2","lowBalanceEmail":"billing@example.net","rateCardId":"account-card",
                "sipUsers":["acme-1","acme-2"],"sourceNetworks":["198.51.100.0/24","2001:db8:a::/48"],
                "numbers":["4930555001"],"billingDay":15,"firstName":"Zoë","lastName":"O'Hara"}""";
        var created = pipeline.admin().put("/api/v1/accounts/acme", body);
        assertEquals(201, created.status(), created.text());
        assertEquals(
                "{\"id\":\"acme\",\"name\":\"Acme\",\"currency\":\"EUR\",\"balanceManagement\":\"hard\","
                        + "\"creditLimit\":\"10.50\",\"lowBalanceThreshold\":\"-2\","
                        + "\"lowBalanceEmail\":\"billing@example.net\",\"rateCardId\":\"account-card\","
                        + "\"sipUsers\":[\"acme-1\",\"acme-2\"],"
                        + "\"sourceNetworks\":[\"198.51.100.0/24\",\"2001:db8:a::/48\"],"
                        + "\"numbers\":[\"4930555001\"],\"billingDay\":15,\"packageId\":null,\"parentId\":null,\"trunks\":[],\"country\":null,\"internationalPrefixes\":[],\"trunkPrefix\":null,"
                        + "\"firstName\":\"Zoë\",\"lastName\":\"O'Hara\",\"status\":\"active\",\"needsAttention\":null}",
                created.text());
        assertEquals(
                created.text(), pipeline.admin().get("/api/v1/accounts/acme").text());
        var again = pipeline.admin().put("/api/v1/accounts/acme", created.text());
        assertEquals(200, again.status(), "what was read can be sent: " + again.text());
        assertTrue(StreamSupport.stream(
                        pipeline.admin()
                                .get("/api/v1/accounts?limit=1000")
                                .json()
                                .path("items")
                                .spliterator(),
                        false)
                .anyMatch(account -> account.path("id").asText().equals("acme")));
    }

    @Test
    void shouldTakeDefaultsForWhatIsLeftOut() {
        assertEquals(
                "{\"id\":\"small\",\"name\":\"Small\",\"currency\":\"EUR\",\"balanceManagement\":\"none\","
                        + "\"creditLimit\":\"0\",\"lowBalanceThreshold\":null,\"lowBalanceEmail\":null,"
                        + "\"rateCardId\":null,\"sipUsers\":[],\"sourceNetworks\":[],\"numbers\":[],"
                        + "\"billingDay\":1,\"packageId\":null,\"parentId\":null,\"trunks\":[],\"country\":null,\"internationalPrefixes\":[],\"trunkPrefix\":null,"
                        + "\"firstName\":null,\"lastName\":null,\"status\":\"active\",\"needsAttention\":null}",
                pipeline.admin().put("/api/v1/accounts/small", SMALL).text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name              | {'currency':'EUR'}",
                "name              | {'currency':'EUR','name':' '}",
                "currency          | {'name':'a'}",
                "currency          | {'name':'a','currency':'EURO'}",
                "currency          | {'name':'a','currency':'eur'}",
                "balanceManagement | {'name':'a','currency':'EUR','balanceManagement':'weak'}",
                "creditLimit       | {'name':'a','currency':'EUR','creditLimit':'-1'}",
                "creditLimit       | {'name':'a','currency':'EUR','creditLimit':'1e999999'}",
                "creditLimit       | {'name':'a','currency':'EUR','creditLimit':'0.0000000000001'}",
                "creditLimit       | {'name':'a','currency':'EUR','creditLimit':'much'}",
                "firstName         | {'name':'a','currency':'EUR','firstName':'a\\nBcc: b@example.net'}",
                "lowBalanceEmail   | {'name':'a','currency':'EUR','lowBalanceEmail':'a@b, c@d'}",
                "rateCardId        | {'name':'a','currency':'EUR','rateCardId':'no-such-card'}",
                "sipUsers[0]       | {'name':'a','currency':'EUR','sipUsers':['a b']}",
                "sipUsers[1]       | {'name':'a','currency':'EUR','sipUsers':['a','a']}",
                "sipUsers[0]       | {'name':'a','currency':'EUR','sipUsers':[null]}",
                "sourceNetworks[0] | {'name':'a','currency':'EUR','sourceNetworks':['example.net']}",
                "sourceNetworks[0] | {'name':'a','currency':'EUR','sourceNetworks':['192.0.2.1/24']}",
                "numbers[0]        | {'name':'a','currency':'EUR','numbers':['+4930']}",
                "billingDay        | {'name':'a','currency':'EUR','billingDay':32}",
                "billingDay        | {'name':'a','currency':'EUR','billingDay':'first'}",
                "billingDay        | {'name':'a','currency':'EUR','billingDay':1.5}",
                "creditLimit       | {'name':'a','currency':'EUR','creditLimit':'1\\u0000'}",
                "rateCardId        | {'name':'a','currency':'EUR','rateCardId':'card\\u0000'}",
                "sipUsers[0]       | {'name':'a','currency':'EUR','sipUsers':['a\\u0000']}",
                "country           | {'name':'a','currency':'EUR','country':'Germany'}",
                "country           | {'name':'a','currency':'EUR','country':'de'}",
                "internationalPrefixes[0] | {'name':'a','currency':'EUR','internationalPrefixes':['+']}",
                "trunkPrefix       | {'name':'a','currency':'EUR','country':'DE','trunkPrefix':''}",
                "trunkPrefix       | {'name':'a','currency':'EUR','trunkPrefix':'0'}",
                "trunkPrefix       | {'name':'a','currency':'EUR','country':'DE','internationalPrefixes':['0'],'trunkPrefix':'0'}",
                "id                | {'id':'other','name':'a','currency':'EUR'}",
                "status            | {'name':'a','currency':'EUR','status':'suspended'}",
            })
    void shouldNameTheFieldThatDoesNotFit(String field, String body) {
        var refused = pipeline.admin().put("/api/v1/accounts/refused", body.replace('\'', '"'));
        assertEquals(422, refused.status(), refused.text());
        assertEquals("invalid", refused.errorCode());
        assertEquals(field, refused.errorField());
        assertEquals(404, pipeline.admin().get("/api/v1/accounts/refused").status());
    }

    @ParameterizedTest
    @CsvSource({"resellerId", "markupPercent"})
    void shouldRefuseFieldsThatAreNotBuilt(String field) {
        var refused = pipeline.admin()
                .put("/api/v1/accounts/refused", "{\"name\":\"a\",\"currency\":\"EUR\",\"" + field + "\":\"x\"}");
        assertEquals(400, refused.status());
        assertEquals("unknown-field", refused.errorCode());
        assertEquals(field, refused.errorField());
    }

    @Test
    void shouldRefuseAFieldThatIsThereTwice() {
        var refused = pipeline.admin()
                .put("/api/v1/accounts/refused", "{\"name\":\"a\",\"currency\":\"EUR\",\"name\":\"b\"}");
        assertEquals(400, refused.status(), refused.text());
        assertEquals("name", refused.errorField());
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "a%00", "a%20b"})
    void shouldRefuseAnIdThatNothingCanHave(String id) {
        var refused = pipeline.admin().put("/api/v1/accounts/" + id.replace(".", "%2E"), SMALL);
        assertEquals(404, refused.status(), refused.text());
        var file = pipeline.admin()
                .send(
                        "PUT",
                        "/api/v1/accounts",
                        "text/csv",
                        "id,name,currency\n" + id.replace("%00", "\0") + ",a,EUR\n");
        assertEquals(422, file.status(), file.text());
        assertTrue(file.text().contains("\"column\":\"id\""), file.text());
    }

    @Test
    void shouldRefuseWhatBelongsToAnotherAccountAndNameIt() {
        put("owner", "\"sipUsers\":[\"owned\"],\"numbers\":[\"4930777001\"],\"sourceNetworks\":[\"203.0.113.7\"]", 201);
        for (String taken : new String[] {
            "\"sipUsers\":[\"owned\"]",
            "\"sipUsers\":[\"4930777001\"]",
            "\"numbers\":[\"4930777001\"]",
            "\"sourceNetworks\":[\"203.0.113.7/32\"]"
        }) {
            var refused = put("thief", taken, 409);
            assertEquals("conflict", refused.errorCode());
            assertTrue(refused.errorMessage().contains("belongs to the account owner"), refused.text());
        }
        put("owner", "\"sipUsers\":[]", 200);
        put("thief", "\"sipUsers\":[\"owned\"]", 201);
    }

    @Test
    void shouldKeepAnAccountAndItsCardInOneCurrency() {
        putCard("dollar-card", "USD");
        var refused = pipeline.admin()
                .put("/api/v1/accounts/euro", "{\"name\":\"a\",\"currency\":\"EUR\",\"rateCardId\":\"dollar-card\"}");
        assertEquals("currency", refused.errorField());
        pipeline.admin()
                .put("/api/v1/accounts/dollar", "{\"name\":\"a\",\"currency\":\"USD\",\"rateCardId\":\"dollar-card\"}");
        var card = pipeline.admin().put("/api/v1/rate-cards/dollar-card", "{\"name\":\"a\",\"currency\":\"EUR\"}");
        assertEquals(409, card.status());
        assertTrue(card.errorMessage().contains("dollar"));
    }

    @Test
    void shouldKeepTheCurrencyOfAnAccountThatHasABalance() throws InterruptedException {
        put("booked", "\"billingDay\":1", 201);
        assertEquals(
                201,
                pipeline.admin()
                        .post("/api/v1/accounts/booked/payments", "{\"id\":\"1\",\"amount\":\"5\"}")
                        .status());
        Until.holds(() -> balance("booked").path("balance").asText().equals("5"));
        var refused = pipeline.admin().put("/api/v1/accounts/booked", "{\"name\":\"a\",\"currency\":\"USD\"}");
        assertEquals(409, refused.status());
        assertEquals("currency", refused.errorField());
    }

    @Test
    void shouldKeepTheCurrencyOfAnAccountWithACallThatIsUp() throws InterruptedException {
        put("talking", "\"billingDay\":1", 201);
        pipeline.write(
                Topic.BALANCES,
                "talking",
                Json.write(new Balance(
                        "talking",
                        BigDecimal.ZERO,
                        new BigDecimal("0.01"),
                        "EUR",
                        Balance.Status.LOW,
                        null,
                        1,
                        0,
                        Instant.now())));
        Until.holds(() -> balance("talking").path("status").asText().equals("low"));
        var refused = pipeline.admin().put("/api/v1/accounts/talking", "{\"name\":\"a\",\"currency\":\"USD\"}");
        assertEquals(409, refused.status(), refused.text());
        assertEquals("currency", refused.errorField());
    }

    @Test
    void shouldShowTheBalanceLessWhatLiveCallsHaveCost() throws InterruptedException {
        put("burning", "\"billingDay\":1", 201);
        assertEquals(
                Map.of(
                        "accountId",
                        "burning",
                        "balance",
                        "0",
                        "reserved",
                        "0",
                        "available",
                        "0",
                        "currency",
                        "EUR",
                        "status",
                        "active"),
                texts(balance("burning"), "accountId", "balance", "reserved", "available", "currency", "status"));
        Instant exhausted = Instant.parse("2026-11-22T00:00:00.000001Z");
        pipeline.write(
                Topic.BALANCES,
                "burning",
                Json.write(new Balance(
                        "burning",
                        new BigDecimal("7.25"),
                        BigDecimal.ZERO,
                        "EUR",
                        Balance.Status.LOW,
                        exhausted,
                        1,
                        3,
                        Instant.now())));
        pipeline.put(Examples.answered("burning-call", "burning", Instant.now().minusSeconds(60)));
        JsonNode balance = Until.fits(
                () -> balance("burning"),
                shown -> !shown.path("reserved").asText().equals("0")
                        && shown.path("status").asText().equals("low"));
        assertEquals("7.25", balance.path("balance").asText());
        assertEquals(Json.text(exhausted), balance.path("exhaustsAt").asText());
        assertTrue(new BigDecimal(balance.path("reserved").asText()).compareTo(new BigDecimal("0.60")) >= 0);
        assertEquals("low", pipeline.admin().get("/api/v1/accounts/burning").text("status"));
    }

    @Test
    void shouldGiveAStatementLastEntryFirst() throws InterruptedException {
        put("stated", "\"billingDay\":1", 201);
        for (int i = 1; i <= 3; i++) {
            pipeline.admin()
                    .post(
                            "/api/v1/accounts/stated/payments",
                            "{\"id\":\"p" + i + "\",\"amount\":\"" + i + "\",\"description\":\"Nr " + i + "\"}");
        }
        JsonNode items = Until.fits(() -> statement("limit=1000").path("items"), found -> found.size() == 3);
        assertEquals(
                Map.of(
                        "type", "payment",
                        "amount", "3",
                        "balanceAfter", "6",
                        "reference", "p3",
                        "description", "Nr 3",
                        "currency", "EUR"),
                texts(items.get(0), "type", "amount", "balanceAfter", "reference", "description", "currency"));
        JsonNode first = statement("limit=2");
        assertEquals(2, first.path("items").size());
        JsonNode second = statement("limit=2&cursor=" + first.path("next").asText());
        assertEquals("p1", second.path("items").get(0).path("reference").asText());
        assertTrue(second.path("next").isNull());
        assertEquals(0, statement("until=2026-01-01T00:00:00Z").path("items").size());
        assertEquals(
                "cursor",
                pipeline.admin()
                        .get("/api/v1/accounts/stated/statement?cursor=nonsense")
                        .errorField());
    }

    @Test
    void shouldNotKnowAccountsThatDoNotExist() {
        for (String path : new String[] {"", "/balance", "/statement"}) {
            assertEquals(
                    404, pipeline.admin().get("/api/v1/accounts/nobody" + path).status());
            assertEquals(
                    404,
                    pipeline.admin().get("/api/v1/accounts/no%23body" + path).status());
        }
        assertEquals(
                404, pipeline.admin().put("/api/v1/accounts/no%20body", SMALL).status());
    }

    private ApiClient.Reply put(String id, String fields, int status) {
        var reply =
                pipeline.admin().put("/api/v1/accounts/" + id, "{\"name\":\"a\",\"currency\":\"EUR\"," + fields + "}");
        assertEquals(status, reply.status(), reply.text());
        return reply;
    }

    private void putCard(String id, String currency) {
        pipeline.admin().put("/api/v1/rate-cards/" + id, "{\"name\":\"a\",\"currency\":\"" + currency + "\"}");
    }

    private JsonNode balance(String id) {
        return pipeline.admin().get("/api/v1/accounts/" + id + "/balance").json();
    }

    private JsonNode statement(String query) {
        return pipeline.admin()
                .get("/api/v1/accounts/stated/statement?" + query)
                .json();
    }

    private static Map<String, String> texts(JsonNode node, String... fields) {
        var texts = new HashMap<String, String>();
        for (String field : fields) {
            texts.put(field, node.path(field).asText());
        }
        return texts;
    }
}
