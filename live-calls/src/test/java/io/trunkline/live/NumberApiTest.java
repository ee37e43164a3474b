package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers, one by one and as a file. */
@ExtendWith(LivePipeline.Extension.class)
class NumberApiTest {

    private final LivePipeline pipeline;

    NumberApiTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
    }

    @BeforeEach
    void owners() {
        account("has-numbers", "");
        account("lists-one", ",\"numbers\":[\"4930777\"]");
    }

    private void account(String id, String more) {
        pipeline.admin().put("/api/v1/accounts/" + id, "{\"name\":\"a\",\"currency\":\"EUR\"" + more + "}");
    }

    private ApiClient.Reply put(String digits, String body) {
        return pipeline.admin().put("/api/v1/numbers/" + digits, body.replace('\'', '"'));
    }

    private ApiClient.Reply upload(String csv) {
        return pipeline.admin().send("PUT", "/api/v1/numbers", "text/csv", csv);
    }

    @Test
    void shouldGiveANumberBackAsItWasSet() {
        var created = put(
                "4930888",
                "{'accountId':'has-numbers','ratePerMinute':'0.01','monthlyFee':'1.50','setupFee':'5','target':'sip:a@b'}");
        assertEquals(201, created.status(), created.text());
        assertEquals(
                "{\"number\":\"4930888\",\"accountId\":\"has-numbers\",\"ratePerMinute\":\"0.01\","
                        + "\"monthlyFee\":\"1.50\",\"setupFee\":\"5\",\"target\":\"sip:a@b\"}",
                created.text());
        assertEquals(
                created.text(), pipeline.admin().get("/api/v1/numbers/4930888").text());
        assertEquals(200, put("4930888", created.text()).status());
        assertTrue(pipeline.admin().get("/api/v1/numbers?limit=1000").text().contains("\"4930888\""));
        assertEquals(404, pipeline.admin().get("/api/v1/numbers/4930889").status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "4930881  | accountId     | {'accountId':'no-such'}",
                "4930881  | ratePerMinute | {'ratePerMinute':'-1'}",
                "4930881  | monthlyFee    | {'monthlyFee':'-1'}",
                "4930881  | number        | {'number':'1234'}",
                "04930881 | number        | {}"
            })
    void shouldNameTheFieldThatDoesNotFit(String digits, String field, String body) {
        var refused = put(digits, body);
        assertEquals(422, refused.status(), refused.text());
        assertEquals(field, refused.errorField());
        assertEquals(404, pipeline.admin().get("/api/v1/numbers/" + digits).status());
    }

    @Test
    void shouldTakeNoNumberFromAnotherAccount() {
        assertEquals(409, put("4930777", "{'accountId':'has-numbers'}").status());
        assertEquals(201, put("4930778", "{'accountId':'has-numbers'}").status());
        var refused = pipeline.admin()
                .put("/api/v1/accounts/wants-it", "{\"name\":\"a\",\"currency\":\"EUR\",\"numbers\":[\"4930778\"]}");
        assertEquals(409, refused.status(), refused.text());
    }

    @Test
    void shouldSetAllNumbersOfAFileOrNoneAndNameEveryBadLine() {
        var done = upload("number,account_id,monthly_fee\n4930901,has-numbers,1\n4930902,,\n");
        assertEquals("{\"lines\":2}", done.text());
        assertEquals(
                "has-numbers", pipeline.admin().get("/api/v1/numbers/4930901").text("accountId"));
        var refused = upload("""
                number,account_id,setup_fee
                4930903,has-numbers,1
                4930904,no-such,1
                4930903,,
                4930905,,-1
                x,,
                """);
        assertEquals(422, refused.status(), refused.text());
        assertEquals("3 account_id, 4 number, 5 setup_fee, 6 number", String.join(", ", lines(refused)));
        assertEquals(404, pipeline.admin().get("/api/v1/numbers/4930903").status());
    }

    private static List<String> lines(ApiClient.Reply refused) {
        var lines = new ArrayList<String>();
        refused.json()
                .path("error")
                .path("lines")
                .forEach(line -> lines.add(
                        line.path("line").asText() + " " + line.path("column").asText()));
        return lines;
    }
}
