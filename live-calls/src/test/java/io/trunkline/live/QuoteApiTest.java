package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.protocol.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a call would cost by a package or an account, and those above it. */
@ExtendWith(LivePipeline.Extension.class)
class QuoteApiTest {

    private static final String BODY_OF_ACCOUNT = "{'name':'a','currency':'%s','rateCardId':'%s'%s}";

    private final LivePipeline pipeline;

    QuoteApiTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
        card("quote-retail", "EUR", "49,Germany,0.12,0.05,30,6\n4930,Berlin,0.01,0,1,1\n");
        card("quote-wholesale", "USD", "49,Germany,0.06,0,1,1\n");
        card("quote-cost", "GBP", "4,Four,0.03,0,1,1\n");
        put(
                "packages/quote-gold",
                "{'name':'Gold','rateCardId':'quote-retail','freeMinutes':2,'freePrefixes':['4989']}");
        put("accounts/quote-reseller", BODY_OF_ACCOUNT.formatted("USD", "quote-wholesale", ""));
        put("accounts/quote-carrier", BODY_OF_ACCOUNT.formatted("GBP", "quote-cost", ",'trunks':['198.51.100.77']"));
        put(
                "accounts/quote-customer",
                BODY_OF_ACCOUNT.formatted(
                        "EUR", "quote-retail", ",'packageId':'quote-gold','parentId':'quote-reseller'"));
    }

    private void card(String id, String currency, String rates) {
        put("rate-cards/" + id, "{'name':'a','currency':'" + currency + "'}");
        String header = "prefix,destination,rate_per_minute,connect_fee,first_increment,next_increment\n";
        assertEquals(
                200,
                pipeline.admin()
                        .send("PUT", "/api/v1/rate-cards/" + id + "/rates", "text/csv", header + rates)
                        .status());
    }

    private void put(String path, String body) {
        var reply = pipeline.admin().put("/api/v1/" + path, body.replace('\'', '"'));
        assertTrue(reply.status() < 300, reply.text());
    }

    private JsonNode quote(String path, String query) {
        var reply = pipeline.admin().get("/api/v1/" + path + "/quote?" + query);
        assertEquals(200, reply.status(), reply.text());
        return reply.json();
    }

    @Test
    void shouldSplitACallThatRunsPastTheFreeMinutesOfAPackage() {
        JsonNode quote = quote("packages/quote-gold", "to=49711123456&seconds=191");
        assertEquals("0.194", quote.path("price").asText(), quote.toString());
        assertEquals(120, quote.path("freeSeconds").asLong());
        assertTrue(
                quote.path("steps").toString().contains("2 free minutes of the package quote-gold taken"),
                quote.toString());
        assertEquals(
                "0",
                quote("packages/quote-gold", "to=49711123456&seconds=191&freeMinutes=4")
                        .path("price")
                        .asText());
        assertEquals(
                "0.434",
                quote("packages/quote-gold", "to=49711123456&seconds=191&freeMinutes=0")
                        .path("price")
                        .asText());
    }

    @Test
    void shouldSayWhyACallCostsNothingByAPackage() {
        JsonNode quote = quote("packages/quote-gold", "to=4989123456&seconds=191");
        assertEquals("0", quote.path("price").asText());
        assertTrue(quote.path("steps").toString().contains("numbers under 4989 cost nothing"), quote.toString());
    }

    @Test
    void shouldSayThatAFreeNumberCostsNobodyAnything() {
        for (String path : new String[] {"rate-cards/quote-retail", "packages/quote-gold", "accounts/quote-customer"}) {
            JsonNode quote = quote(path, "to=112&seconds=600");
            assertEquals("0", quote.path("price").asText(), quote.toString());
            assertEquals(
                    "calls to 112 cost nothing on this platform",
                    quote.path("steps").get(1).path("text").asText());
            quote.path("tiers")
                    .forEach(tier -> assertEquals("0", tier.path("price").asText(), tier.toString()));
        }
        assertEquals(
                3,
                quote("accounts/quote-customer", "to=112&seconds=600&trunk=198.51.100.77")
                        .path("tiers")
                        .size());
        assertEquals(
                422,
                pipeline.admin()
                        .get("/api/v1/accounts/quote-customer/quote?to=1125551234&seconds=600")
                        .status());
    }

    @Test
    void shouldQuoteTheNumberThatAnAccountMeansByWhatItDials() {
        put(
                "accounts/quote-german",
                BODY_OF_ACCOUNT.formatted("EUR", "quote-retail", ",'country':'DE','sipUsers':['quote-german']"));
        for (String path : new String[] {"accounts/quote-german/quote?", "quote?sipUser=quote-german&"}) {
            var reply = pipeline.admin().get("/api/v1/" + path + "to=03012345678&seconds=60");
            assertEquals(200, reply.status(), reply.text());
            assertEquals("493012345678", reply.text("number"));
            assertEquals("4930", reply.text("prefix"));
            assertEquals("0.01", reply.text("price"));
        }
        assertEquals(
                422,
                pipeline.admin()
                        .get("/api/v1/accounts/quote-customer/quote?to=03012345678&seconds=60")
                        .status());
    }

    @Test
    void shouldQuoteAnAccountTierByTierEachInItsOwnCurrency() {
        JsonNode quote = quote("accounts/quote-customer", "to=49711123456&seconds=191&trunk=198.51.100.77");
        assertEquals("0.194", quote.path("price").asText(), quote.toString());
        JsonNode tiers = quote.path("tiers");
        assertEquals(3, tiers.size(), quote.toString());
        assertEquals("caller", tiers.get(0).path("role").asText());
        assertEquals("0.194", tiers.get(0).path("price").asText());
        assertEquals("quote-reseller", tiers.get(0).path("parentId").asText());
        assertEquals("quote-reseller", tiers.get(1).path("accountId").asText());
        assertEquals("0.191", tiers.get(1).path("price").asText());
        assertEquals("USD", tiers.get(1).path("currency").asText());
        assertEquals("provider", tiers.get(2).path("role").asText());
        assertEquals("0.0955", tiers.get(2).path("price").asText());
        assertEquals("GBP", tiers.get(2).path("currency").asText());
    }

    @Test
    void shouldFindTheAccountThatPaysAsRatingDoesAndSayByWhichRule() {
        put(
                "accounts/quote-caller",
                BODY_OF_ACCOUNT.formatted(
                        "EUR",
                        "quote-retail",
                        ",'parentId':'quote-reseller','sipUsers':['quote-alice'],'sourceNetworks':['203.0.113.128/25'],"
                                + "'numbers':['49301112']"));
        String call = "&to=49711123456&seconds=191";
        assertReason("sipUser=quote-alice" + call, "digest-user", "by the digest user quote-alice");
        assertReason("sourceAddress=203.0.113.200" + call, "source-network", "by the network 203.0.113.128/25");
        assertReason("asserted=49301112" + call, "asserted-identity", "by P-Asserted-Identity 49301112");
        assertReason("from=quote-alice&asserted=nobody" + call, "from", "by From quote-alice");
        assertEquals(
                404, pipeline.admin().get("/api/v1/quote?from=nobody" + call).status());
        var stranger = pipeline.admin(new Scope.Below("quote-customer"));
        assertEquals(
                404, stranger.get("/api/v1/quote?from=quote-alice" + call).status(), "another's account is not there");
    }

    private void assertReason(String query, String code, String text) {
        var reply = pipeline.admin().get("/api/v1/quote?" + query);
        assertEquals(200, reply.status(), reply.text());
        JsonNode tiers = reply.json().path("tiers");
        assertEquals("quote-caller", tiers.get(0).path("accountId").asText());
        assertEquals(code, tiers.get(0).path("payerReason").path("code").asText());
        assertEquals(text, tiers.get(0).path("payerReason").path("text").asText());
        assertEquals(
                "parent of quote-caller",
                tiers.get(1).path("payerReason").path("text").asText());
    }

    @Test
    void shouldShowNobodyWhatAnAccountAboveItPays() {
        var own = pipeline.admin(new Scope.Below("quote-customer"));
        String path = "/api/v1/accounts/%s/quote?to=49711123456&seconds=191&trunk=198.51.100.77";
        var quote = own.get(path.formatted("quote-customer"));
        assertEquals(200, quote.status(), quote.text());
        assertEquals(1, quote.json().path("tiers").size(), quote.text());
        assertEquals(404, own.get(path.formatted("quote-reseller")).status());
    }

    @Test
    void shouldSayThatATierHasNoRate() {
        card("quote-narrow", "USD", "1,Elsewhere,0.06,0,1,1\n");
        put("accounts/quote-poor", BODY_OF_ACCOUNT.formatted("USD", "quote-narrow", ""));
        put("accounts/quote-child", BODY_OF_ACCOUNT.formatted("EUR", "quote-retail", ",'parentId':'quote-poor'"));
        JsonNode tier = quote("accounts/quote-child", "to=49711123456&seconds=60")
                .path("tiers")
                .get(1);
        assertEquals("unrated", tier.path("rating").asText());
        assertTrue(tier.path("price").isNull());
        var none = pipeline.admin().get("/api/v1/accounts/quote-poor/quote?to=49711123456&seconds=60");
        assertEquals(422, none.status());
        assertEquals("no-rate", none.errorCode());
    }
}
