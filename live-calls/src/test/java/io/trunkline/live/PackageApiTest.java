package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packages, and the accounts that have them. */
@ExtendWith(LivePipeline.Extension.class)
class PackageApiTest {

    private final LivePipeline pipeline;

    PackageApiTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
    }

    private void card(String id, String currency) {
        pipeline.admin().put("/api/v1/rate-cards/" + id, "{\"name\":\"a\",\"currency\":\"" + currency + "\"}");
    }

    private ApiClient.Reply put(String id, String body) {
        return pipeline.admin().put("/api/v1/packages/" + id, body.replace('\'', '"'));
    }

    @Test
    void shouldCreateAPackageAndGiveItBackAsItWasSet() {
        card("packaged", "EUR");
        var created = put(
                "gold",
                "{'name':'Gold','rateCardId':'packaged','markupFixed':'0.0025','markupPercent':'20','pulse':60,"
                        + "'freePrefixes':['4930','800'],'freeBelowRate':'0.01','onNetFree':true,'freeMinutes':100,"
                        + "'monthlyFee':'9.90','setupFee':'25','proRata':true}");
        assertEquals(201, created.status(), created.text());
        assertEquals(
                "{\"id\":\"gold\",\"name\":\"Gold\",\"rateCardId\":\"packaged\",\"markupFixed\":\"0.0025\",\"markupPercent\":\"20\","
                        + "\"pulse\":60,\"freePrefixes\":[\"4930\",\"800\"],\"freeBelowRate\":\"0.01\",\"onNetFree\":true,"
                        + "\"freeMinutes\":100,\"monthlyFee\":\"9.90\",\"setupFee\":\"25\",\"proRata\":true}",
                created.text());
        assertEquals(
                created.text(), pipeline.admin().get("/api/v1/packages/gold").text());
        assertEquals(200, put("gold", created.text()).status());
        assertTrue(pipeline.admin().get("/api/v1/packages?limit=1000").text().contains("\"id\":\"gold\""));
        assertEquals(404, pipeline.admin().get("/api/v1/packages/no-such").status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name            | {'rateCardId':'fits'}",
                "rateCardId      | {'name':'a'}",
                "rateCardId      | {'name':'a','rateCardId':'no-such-card'}",
                "markupFixed     | {'name':'a','rateCardId':'fits','markupFixed':'-0.1'}",
                "pulse           | {'name':'a','rateCardId':'fits','pulse':-1}",
                "freePrefixes[0] | {'name':'a','rateCardId':'fits','freePrefixes':['+49']}",
                "freeBelowRate   | {'name':'a','rateCardId':'fits','freeBelowRate':'-1'}",
            })
    void shouldNameTheFieldThatDoesNotFit(String field, String body) {
        card("fits", "EUR");
        var refused = put("refused", body);
        assertEquals(422, refused.status(), refused.text());
        assertEquals(field, refused.errorField());
    }

    @Test
    void shouldTakeFreeMinutesAndFeesAndRefuseNegativeOnesByTheirName() {
        card("fits", "EUR");
        for (String field : new String[] {"freeMinutes", "monthlyFee", "setupFee"}) {
            var refused = put("refused", "{'name':'a','rateCardId':'fits','" + field + "':-1}");
            assertEquals(422, refused.status(), refused.text());
            assertEquals(field, refused.errorField());
            assertTrue(put("with", "{'name':'a','rateCardId':'fits','" + field + "':12}")
                            .status()
                    < 300);
        }
    }

    @Test
    void shouldKeepAccountPackageAndCardInOneCurrency() {
        card("in-euros", "EUR");
        card("in-dollars", "USD");
        put("held", "{'name':'Held','rateCardId':'in-euros'}");
        var account = "{\"name\":\"a\",\"currency\":\"EUR\",\"packageId\":\"held\"}";
        assertEquals(
                201, pipeline.admin().put("/api/v1/accounts/holder", account).status());
        assertEquals(
                "held",
                pipeline.admin()
                        .get("/api/v1/accounts/holder")
                        .json()
                        .path("packageId")
                        .asText());
        var dollars = pipeline.admin().put("/api/v1/accounts/other", account.replace("EUR", "USD"));
        assertEquals(422, dollars.status());
        assertEquals("currency", dollars.errorField());
        var absent = pipeline.admin().put("/api/v1/accounts/other", account.replace("held", "none"));
        assertEquals("packageId", absent.errorField());
        var moved = put("held", "{'name':'Held','rateCardId':'in-dollars'}");
        assertEquals(409, moved.status(), moved.text());
        assertEquals("rateCardId", moved.errorField());
        var card = pipeline.admin().put("/api/v1/rate-cards/in-euros", "{\"name\":\"a\",\"currency\":\"USD\"}");
        assertEquals(409, card.status(), card.text());
    }
}
