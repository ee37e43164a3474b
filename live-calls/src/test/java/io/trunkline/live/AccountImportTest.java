package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.testing.Until;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many accounts from one CSV: all of them or none. */
@ExtendWith(LivePipeline.Extension.class)
class AccountImportTest {

    private final LivePipeline pipeline;

    AccountImportTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void shouldSetEveryAccountAsItsLineSays() {
        pipeline.admin().put("/api/v1/rate-cards/import-card", "{\"name\":\"a\",\"currency\":\"GBP\"}");
        var done = upload("""
                billing_day,id,name,currency,balance_management,credit_limit,low_balance_threshold,\
                low_balance_email,rate_card_id,sip_users,source_networks,numbers,first_name,last_name
                15,import-full,"Full, with a comma",GBP,hard,10.50,-2.5,\
                a@example.net,import-card,full-1 full-2,192.0.2.77 2001:db8:77::/48,442079460770 442079460771,Ann,van Dam
                ,import-short,Short,EUR,,,,,,,,,,
                """);
        assertEquals(200, done.status(), done.text());
        assertEquals("{\"lines\":2}", done.text());
        assertEquals(
                "{\"id\":\"import-full\",\"name\":\"Full, with a comma\",\"currency\":\"GBP\","
                        + "\"balanceManagement\":\"hard\",\"creditLimit\":\"10.50\",\"lowBalanceThreshold\":\"-2.5\","
                        + "\"lowBalanceEmail\":\"a@example.net\",\"rateCardId\":\"import-card\","
                        + "\"sipUsers\":[\"full-1\",\"full-2\"],"
                        + "\"sourceNetworks\":[\"192.0.2.77\",\"2001:db8:77::/48\"],"
                        + "\"numbers\":[\"442079460770\",\"442079460771\"],\"billingDay\":15,\"packageId\":null,\"parentId\":null,\"trunks\":[],\"country\":null,\"internationalPrefixes\":[],\"trunkPrefix\":null,"
                        + "\"firstName\":\"Ann\",\"lastName\":\"van Dam\",\"status\":\"active\",\"needsAttention\":null}",
                pipeline.admin().get("/api/v1/accounts/import-full").text());
        assertEquals(
                "{\"id\":\"import-short\",\"name\":\"Short\",\"currency\":\"EUR\",\"balanceManagement\":\"none\","
                        + "\"creditLimit\":\"0\",\"lowBalanceThreshold\":null,\"lowBalanceEmail\":null,"
                        + "\"rateCardId\":null,\"sipUsers\":[],\"sourceNetworks\":[],\"numbers\":[],"
                        + "\"billingDay\":1,\"packageId\":null,\"parentId\":null,\"trunks\":[],\"country\":null,\"internationalPrefixes\":[],\"trunkPrefix\":null,"
                        + "\"firstName\":null,\"lastName\":null,\"status\":\"active\",\"needsAttention\":null}",
                pipeline.admin().get("/api/v1/accounts/import-short").text());
    }

    @Test
    void shouldShowEveryAccountOfALargeFileAsSoonAsItIsAnswered() {
        var csv = new StringBuilder("id,name,currency,sip_users\n");
        IntStream.rangeClosed(1, 5_000)
                .forEach(i -> csv.append("import-many-%d,Nr %d,EUR,many-%d%n".formatted(i, i, i)));
        var done = upload(csv.toString());
        assertEquals("{\"lines\":5000}", done.text());
        for (int i = 1; i <= 5_000; i += 833) {
            assertEquals(
                    "Nr " + i,
                    pipeline.admin().get("/api/v1/accounts/import-many-" + i).text("name"));
        }
    }

    @Test
    void shouldReplaceAccountsThatAreThere() {
        upload("id,name,currency,sip_users\nimport-again,Before,EUR,again-1 again-2\n");
        var done = upload("id,name,currency,sip_users\nimport-again,After,EUR,again-2\n");
        assertEquals(200, done.status(), done.text());
        var account = pipeline.admin().get("/api/v1/accounts/import-again").json();
        assertEquals("After", account.path("name").asText());
        assertEquals("[\"again-2\"]", account.path("sipUsers").toString());
        assertEquals(
                200,
                upload("id,name,currency,sip_users\nimport-heir,Heir,EUR,again-1\n")
                        .status());
    }

    @Test
    void shouldTakeAParentFromWhateverLineItStandsOn() {
        var done = upload("""
                id,name,currency,parent_id,trunks,country,international_prefixes,trunk_prefix
                import-child,Child,EUR,import-parent,,DE,00 010,none
                import-parent,Parent,USD,,,,,
                import-carrier,Carrier,USD,,203.0.113.77 203.0.113.80/28,,,
                """);
        assertEquals(200, done.status(), done.text());
        JsonNode child = pipeline.admin().get("/api/v1/accounts/import-child").json();
        assertEquals("import-parent", child.path("parentId").asText());
        assertEquals("DE", child.path("country").asText());
        assertEquals("[\"00\",\"010\"]", child.path("internationalPrefixes").toString());
        assertEquals("none", child.path("trunkPrefix").asText());
        assertEquals(
                "[\"203.0.113.77\",\"203.0.113.80/28\"]",
                pipeline.admin()
                        .get("/api/v1/accounts/import-carrier")
                        .json()
                        .path("trunks")
                        .toString());
        var circle = upload("""
                id,name,currency,parent_id
                import-parent,Parent,USD,import-child
                import-other,Other,USD,import-ghost
                """);
        assertEquals(List.of("2 parent_id", "3 parent_id"), places(circle));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id                    | ,a,EUR,,,,,,",
                "id                    | a b,a,EUR,,,,,,",
                "name                  | import-bad,,EUR,,,,,,",
                "currency              | import-bad,a,,,,,,,",
                "currency              | import-bad,a,eur,,,,,,",
                "balance_management    | import-bad,a,EUR,weak,,,,,",
                "credit_limit          | import-bad,a,EUR,,-1,,,,",
                "credit_limit          | import-bad,a,EUR,,much,,,,",
                "rate_card_id          | import-bad,a,EUR,,,no-such-card,,,",
                "sip_users             | import-bad,a,EUR,,,,a a,,",
                "source_networks       | import-bad,a,EUR,,,,,192.0.2.1/24,",
                "billing_day           | import-bad,a,EUR,,,,,,32",
            })
    void shouldNameTheLineAndColumnThatDoesNotFitAndWriteNothing(String column, String line) {
        var refused = upload("""
                id,name,currency,balance_management,credit_limit,rate_card_id,sip_users,source_networks,billing_day
                import-good,Good,EUR,,,,,,
                """ + line + "\n");
        assertEquals(422, refused.status(), refused.text());
        assertEquals("bad-lines", refused.errorCode());
        assertEquals(List.of("3 " + column), places(refused));
        assertEquals(404, pipeline.admin().get("/api/v1/accounts/import-good").status());
        assertEquals(404, pipeline.admin().get("/api/v1/accounts/import-bad").status());
    }

    @Test
    void shouldSayWhichValueOfAListIsWrong() {
        var refused = upload("id,name,currency,numbers\nimport-list,a,EUR,4930123 +4930124\n");
        assertEquals(List.of("2 numbers"), places(refused));
        String message = lines(refused).get(0).path("message").asText();
        assertEquals("value 2 must be 2 to 15 digits in E.164 form, without +", message);
    }

    @Test
    void shouldNameEveryBadLine() {
        var refused = upload("""
                id,name,currency,numbers
                import-every-1,,EUR,
                import-every-2,a,EUR
                import-every-3,a,EUR,
                import-every-4,a,EUR,none
                """);
        assertEquals(List.of("2 name", "3 null", "5 numbers"), places(refused));
        assertEquals(
                404, pipeline.admin().get("/api/v1/accounts/import-every-3").status());
    }

    @Test
    void shouldTellAHundredBadLinesAndCountTheRest() {
        var refused = upload("id,name,currency\n" + "x,,EUR\n".repeat(150));
        assertEquals(100, lines(refused).size());
        // No line has a name, and all but the first claim an id that is taken.
        assertTrue(refused.errorMessage().contains("299 things"), refused.text());
    }

    @Test
    void shouldRefuseWhatTwoLinesClaim() {
        var refused = upload("""
                id,name,currency,sip_users,numbers,source_networks
                import-first,a,EUR,both 4930999001,,198.51.100.7
                import-first,a,EUR,,,
                import-second,a,EUR,both,,
                import-third,a,EUR,,4930999001,
                import-fourth,a,EUR,,,198.51.100.7/32
                """);
        assertEquals(List.of("3 id", "4 sip_users", "5 numbers", "6 source_networks"), places(refused));
        lines(refused)
                .forEach(line ->
                        assertTrue(line.path("message").asText().endsWith("is on line 2 already"), line.toString()));
    }

    @Test
    void shouldRefuseWhatBelongsToAnAccountThatIsThere() {
        upload("id,name,currency,sip_users,source_networks\nimport-owner,a,EUR,import-owned,198.51.100.9\n");
        var refused = upload("""
                id,name,currency,sip_users,source_networks
                import-thief-1,a,EUR,import-owned,
                import-thief-2,a,EUR,,198.51.100.9/32
                import-owner,a,EUR,,
                """);
        assertEquals(List.of("2 sip_users", "3 source_networks"), places(refused), refused.text());
        assertEquals(
                "import-owned belongs to the account import-owner",
                lines(refused).get(0).path("message").asText());
        assertFalse(pipeline.admin()
                .get("/api/v1/accounts/import-owner")
                .json()
                .path("sipUsers")
                .isEmpty());
    }

    @Test
    void shouldKeepTheCurrencyOfAnAccountThatHasABalance() throws InterruptedException {
        upload("id,name,currency\nimport-booked,a,EUR\n");
        pipeline.admin().post("/api/v1/accounts/import-booked/payments", "{\"id\":\"1\",\"amount\":\"5\"}");
        Until.holds(() -> pipeline.admin()
                .get("/api/v1/accounts/import-booked/balance")
                .text("balance")
                .equals("5"));
        assertEquals(List.of("2 currency"), places(upload("id,name,currency\nimport-booked,a,USD\n")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 currency | id,name",
                "1 colour   | id,name,currency,colour",
                "1 name     | id,name,currency,name",
                "2 null     | id,name,currency;import-quote,\"a,EUR",
            })
    void shouldRefuseAFileWhoseFormIsWrong(String place, String file) {
        var refused = upload(file.replace(';', '\n'));
        assertEquals(422, refused.status(), refused.text());
        assertEquals(List.of(place), places(refused));
    }

    @Test
    void shouldRefuseAnEmptyFileAndWhatIsNoCsv() {
        assertEquals(List.of("1 null"), places(upload("")));
        assertEquals(415, pipeline.admin().put("/api/v1/accounts", "[]").status());
    }

    private ApiClient.Reply upload(String csv) {
        return pipeline.admin().send("PUT", "/api/v1/accounts", "text/csv", csv);
    }

    private static JsonNode lines(ApiClient.Reply reply) {
        return reply.json().path("error").path("lines");
    }

    /** Line and column of everything that is told to be wrong. */
    private static List<String> places(ApiClient.Reply reply) {
        var places = new ArrayList<String>();
        lines(reply)
                .forEach(line -> places.add(
                        line.path("line").asInt() + " " + line.path("column").asText("null")));
        return places;
    }
}
