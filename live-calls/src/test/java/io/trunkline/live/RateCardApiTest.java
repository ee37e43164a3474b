package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.RateCardKey;
import io.trunkline.protocol.event.RateChunk;
import io.trunkline.telemetry.Telemetry;
import io.trunkline.testing.Until;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rate cards, their rates from CSV, and quotes. */
@ExtendWith(LivePipeline.Extension.class)
class RateCardApiTest {

    private static final String RATES = """
            prefix,destination,rate_per_minute,connect_fee,first_increment,next_increment
            44,United Kingdom,0.60,0.05,60,30
            4420,London,0.30,0,1,1
            """;

    private final LivePipeline pipeline;

    RateCardApiTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void shouldCreateACardAndGiveItBackAsItWasSet() {
        var created = pipeline.admin()
                .put(
                        "/api/v1/rate-cards/set",
                        "{\"name\":\"Set\",\"currency\":\"GBP\",\"timeZone\":\"Europe/London\",\"decimals\":4,\"rounding\":\"up\"}");
        assertEquals(201, created.status(), created.text());
        assertEquals(
                "{\"id\":\"set\",\"name\":\"Set\",\"currency\":\"GBP\",\"timeZone\":\"Europe/London\",\"decimals\":4,"
                        + "\"rounding\":\"up\",\"rates\":0,\"ratesVersion\":null,\"parentCardId\":null,"
                        + "\"markupFixed\":\"0\",\"markupPercent\":\"0\"}",
                created.text());
        assertEquals(
                created.text(), pipeline.admin().get("/api/v1/rate-cards/set").text());
        assertEquals(
                200,
                pipeline.admin().put("/api/v1/rate-cards/set", created.text()).status());
        assertTrue(pipeline.admin().get("/api/v1/rate-cards?limit=1000").text().contains("\"id\":\"set\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name     | {'currency':'EUR'}",
                "currency | {'name':'a','currency':'XX'}",
                "timeZone | {'name':'a','currency':'EUR','timeZone':'Mars/Olympus'}",
                "decimals | {'name':'a','currency':'EUR','decimals':13}",
                "rounding | {'name':'a','currency':'EUR','rounding':'down'}",
                "rates    | {'name':'a','currency':'EUR','rates':5}",
            })
    void shouldNameTheFieldThatDoesNotFit(String field, String body) {
        var refused = pipeline.admin().put("/api/v1/rate-cards/refused", body.replace('\'', '"'));
        assertEquals(422, refused.status(), refused.text());
        assertEquals(field, refused.errorField());
    }

    @Test
    void shouldPriceByTheParentsRatesWithTheMarkupOnTop() {
        card("wholesale", "prefix,destination,rate_per_minute\n44,UK,0.009\n4420,London,0.02\n");
        assertEquals(201, derived("marked", "wholesale", "0.0025", "20").status());
        var uk = quote("marked", "to=447700900000&seconds=60");
        assertEquals("0.0138", uk.text("price"));
        assertEquals(
                "markup of card marked at the answer: (0.009 + 0.0025) × 1.2 a minute",
                uk.json().path("steps").get(1).path("text").asText());
        assertEquals(
                200,
                upload("marked", "prefix,destination,rate_per_minute\n4420,London,0.5\n")
                        .status());
        assertEquals("0.5", quote("marked", "to=442079460000&seconds=60").text("price"));
        assertEquals("0.0138", quote("marked", "to=447700900000&seconds=60").text("price"));
        assertEquals(201, derived("marked-twice", "marked", "0", "10").status());
        assertEquals(
                "0.01518", quote("marked-twice", "to=447700900000&seconds=60").text("price"));
        assertEquals("0.55", quote("marked-twice", "to=442079460000&seconds=60").text("price"));
    }

    private ApiClient.Reply derived(String id, String parent, String fixed, String percent) {
        return pipeline.admin()
                .put(
                        "/api/v1/rate-cards/" + id,
                        "{\"name\":\"a\",\"currency\":\"EUR\",\"parentCardId\":\"" + parent + "\",\"markupFixed\":\""
                                + fixed + "\",\"markupPercent\":\"" + percent + "\"}");
    }

    @Test
    void shouldRefuseACardThatIsDerivedFromItselfOrDoesNotFitItsParent() {
        card("top", RATES);
        assertEquals(201, derived("middle", "top", "0", "1").status());
        assertEquals(201, derived("bottom", "middle", "0", "1").status());
        var cycle = derived("top", "bottom", "0", "1");
        assertEquals(409, cycle.status(), cycle.text());
        assertEquals("parentCardId", cycle.errorField());
        assertTrue(cycle.text().contains("top → bottom → middle → top"), cycle.text());
        assertEquals(409, derived("top", "top", "0", "1").status());
        assertEquals(422, derived("other", "no-such-card", "0", "1").status());
        assertEquals("markupFixed", derived("other", "top", "-1", "0").errorField());
        var alone = pipeline.admin()
                .put("/api/v1/rate-cards/other", "{\"name\":\"a\",\"currency\":\"EUR\",\"markupPercent\":\"1\"}");
        assertEquals("markupPercent", alone.errorField());
        var dollars = pipeline.admin()
                .put("/api/v1/rate-cards/other", "{\"name\":\"a\",\"currency\":\"USD\",\"parentCardId\":\"top\"}");
        assertEquals(422, dollars.status());
        assertEquals("currency", dollars.errorField());
        var parent = pipeline.admin().put("/api/v1/rate-cards/top", "{\"name\":\"a\",\"currency\":\"USD\"}");
        assertEquals(409, parent.status());
        assertEquals("currency", parent.errorField());
    }

    @Test
    void shouldRefuseMoreThanEightCardsAboveOneFromEitherEnd() {
        card("deep-0", RATES);
        for (int i = 1; i <= 8; i++) {
            assertEquals(201, derived("deep-" + i, "deep-" + (i - 1), "0", "1").status());
        }
        var below = derived("deep-9", "deep-8", "0", "1");
        assertEquals(409, below.status(), below.text());
        assertEquals("parentCardId", below.errorField());
        card("deeper", RATES);
        var above = derived("deep-0", "deeper", "0", "1");
        assertEquals(409, above.status(), above.text());
        assertEquals("parentCardId", above.errorField());
        assertTrue(above.text().contains("above deep-8"), above.text());
        assertEquals(200, derived("deep-1", "deeper", "0", "1").status(), "one for another");
    }

    @Test
    void shouldDeleteACardThatNobodyUsesAndSayWhoUsesOneThatSomebodyDoes() {
        card("used", RATES);
        var account = "{\"name\":\"a\",\"currency\":\"EUR\",\"rateCardId\":\"used\"}";
        for (String id : List.of("uses-1", "uses-2", "uses-3", "uses-4")) {
            assertEquals(
                    201, pipeline.admin().put("/api/v1/accounts/" + id, account).status());
        }
        assertEquals(
                "this card cannot be deleted, accounts take their calls by it (uses-1, uses-2, uses-3 and 1 more):"
                        + " give them another rateCardId first",
                refusal("used"));
        assertEquals("0.3", quote("used", "to=442079460000&seconds=60").text("price"));

        card("packed", RATES);
        pipeline.admin().put("/api/v1/packages/packs", "{\"name\":\"a\",\"rateCardId\":\"packed\"}");
        assertEquals(
                "this card cannot be deleted, packages price their calls by it (packs): give them another rateCardId first",
                refusal("packed"));

        card("parent", RATES);
        assertEquals(201, derived("child", "parent", "0", "1").status());
        assertEquals(
                "this card cannot be deleted, cards are derived from it (child): give them another parentCardId first,"
                        + " or none",
                refusal("parent"));
        assertEquals(204, delete("child").status());
        assertEquals(204, delete("parent").status());
        assertEquals(404, pipeline.admin().get("/api/v1/rate-cards/parent").status());
        assertEquals(404, quote("parent", "to=442079460000&seconds=60").status());
        assertEquals(404, delete("parent").status());

        var again = pipeline.admin().put("/api/v1/rate-cards/parent", "{\"name\":\"a\",\"currency\":\"EUR\"}");
        assertEquals(201, again.status(), again.text());
        assertEquals(0, again.json().path("rates").asInt(), "its rates went with it");
    }

    private ApiClient.Reply delete(String id) {
        return pipeline.admin().send("DELETE", "/api/v1/rate-cards/" + id, null, null);
    }

    private String refusal(String id) {
        var refused = delete(id);
        assertEquals(409, refused.status(), refused.text());
        return refused.errorMessage();
    }

    @Test
    void shouldPriceByTheHourAndTheLengthOfTheCall() {
        pipeline.admin()
                .put(
                        "/api/v1/rate-cards/hours",
                        "{\"name\":\"a\",\"currency\":\"EUR\",\"timeZone\":\"Europe/Berlin\"}");
        assertEquals(200, upload("hours", """
                        prefix,destination,rate_per_minute,days,start_time,end_time,from_second
                        49,Germany,0.60,mon-sun,08:00,18:00,0
                        49,Germany,0.06,mon-sun,18:00,08:00,0
                        49,Germany,0.006,,,,120
                        """).status());
        var evening = quote("hours", "to=4930123456&seconds=180&at=2026-11-20T16:59:00Z");
        assertEquals("0.666", evening.text("price"), evening.text());
        assertEquals(7, evening.json().path("steps").size());
    }

    @Test
    void shouldQuoteByTheLongestPrefixWithTheSteps() {
        card("quoted", RATES);
        var uk = quote("quoted", "to=447700900000&seconds=61");
        assertEquals("0.95", uk.text("price"));
        assertEquals("EUR", uk.text("currency"));
        assertEquals("44", uk.text("prefix"));
        assertEquals("United Kingdom", uk.text("destination"));
        assertEquals(90, uk.json().path("billedSeconds").asLong());
        assertTrue(uk.json().path("steps").size() > 2);
        var london = quote("quoted", "to=%2B442079460000&seconds=60&at=2026-11-21T00:00:00Z");
        assertEquals("0.3", london.text("price"));
        assertEquals("4420", london.text("prefix"));
    }

    @Test
    void shouldRefuseAQuoteThatCannotBeMade() {
        card("narrow", RATES);
        var none = quote("narrow", "to=4930123456&seconds=60");
        assertEquals(422, none.status());
        assertEquals("no-rate", none.errorCode());
        for (String query : List.of("seconds=1", "to=44", "to=44&seconds=x", "to=4x&seconds=1", "to=44&seconds=-1")) {
            assertEquals(400, quote("narrow", query).status(), query);
        }
        assertEquals(400, quote("narrow", "to=44&seconds=1&at=noon").status());
        assertEquals(404, quote("no-such-card", "to=44&seconds=1").status());
    }

    @Test
    void shouldPriceByNewRatesAsSoonAsTheyAreAnswered() {
        card("renewed", RATES);
        for (int i = 1; i <= 5; i++) {
            var reply = upload("renewed", "prefix,destination,rate_per_minute\n44,UK," + i + "\n");
            assertEquals(200, reply.status(), reply.text());
            assertEquals(1, reply.json().path("rates").asInt());
            assertEquals(
                    Integer.toString(i), quote("renewed", "to=44&seconds=60").text("price"));
        }
    }

    @Test
    void shouldKeepTheRatesWhenTheCardIsChanged() {
        card("rounded", "prefix,destination,rate_per_minute\n44,UK,0.123456\n");
        pipeline.admin().put("/api/v1/rate-cards/rounded", "{\"name\":\"a\",\"currency\":\"EUR\",\"decimals\":2}");
        assertEquals("0.12", quote("rounded", "to=44&seconds=60").text("price"));
        assertEquals(
                1,
                pipeline.admin()
                        .get("/api/v1/rate-cards/rounded")
                        .json()
                        .path("rates")
                        .asInt());
    }

    @Test
    void shouldRefuseAFileWholeAndNameEveryBadLine() {
        card("strict", RATES);
        var refused = upload("strict", """
                prefix,destination,rate_per_minute,colour
                44,UK,0.1,red
                """);
        assertEquals(422, refused.status());
        assertEquals("bad-lines", refused.errorCode());
        refused = upload("strict", """
                prefix,destination,rate_per_minute
                4x,UK,0.1
                49,Germany,much
                33,France,0.2
                """);
        JsonNode lines = refused.json().path("error").path("lines");
        assertEquals(2, lines.size(), refused.text());
        assertEquals(2, lines.get(0).path("line").asInt());
        assertEquals("prefix", lines.get(0).path("column").asText());
        assertEquals(3, lines.get(1).path("line").asInt());
        assertEquals("rate_per_minute", lines.get(1).path("column").asText());
        assertEquals("0.3", quote("strict", "to=442079460000&seconds=60").text("price"), "the old rates stay");
        assertEquals(422, quote("strict", "to=33&seconds=60").status());
        assertEquals(404, upload("no-such-card", RATES).status());
        assertEquals(
                415,
                pipeline.admin().put("/api/v1/rate-cards/strict/rates", RATES).status());
    }

    @Test
    void shouldChangeNothingByPuttingTheRatesThatWereGot() {
        card("exported", """
                prefix,destination,rate_per_minute,days,start_time,end_time,from_second
                49,"Germany, all",0.60,mon-fri,08:00,18:00,0
                49,Germany,0.06,mon-fri,18:00,08:00,0
                49,Germany,0.06,sat,08:00,24:00,0
                """);
        var csv = pipeline.admin().get("/api/v1/rate-cards/exported/rates");
        assertEquals(200, csv.status(), csv.text());
        assertTrue(csv.header("Content-Type").orElseThrow().startsWith("text/csv"));
        assertEquals(4, csv.text().lines().count(), csv.text());
        var compared =
                pipeline.admin().send("PUT", "/api/v1/rate-cards/exported/rates?dryRun=true", "text/csv", csv.text());
        assertEquals(
                "{\"before\":3,\"after\":3,\"added\":0,\"changed\":0,\"dearer\":0,\"cheaper\":0,\"removed\":0,"
                        + "\"unchanged\":3,\"items\":[]}",
                compared.text());
        assertEquals(200, upload("exported", csv.text()).status());
        assertEquals(
                csv.text(),
                pipeline.admin().get("/api/v1/rate-cards/exported/rates").text());
        assertEquals(
                404, pipeline.admin().get("/api/v1/rate-cards/no-such/rates").status());
    }

    @Test
    void shouldTellWhatAFileWouldChangeAndChangeNothing() {
        card("compared", RATES);
        String path = "/api/v1/rate-cards/compared/rates?dryRun=true";
        var told = pipeline.admin()
                .send("PUT", path, "text/csv", "prefix,destination,rate_per_minute\n44,UK,0.5\n33,France,1\n");
        assertEquals(200, told.status(), told.text());
        assertEquals("1", told.text("added"));
        assertEquals("1", told.text("changed"));
        assertEquals("1", told.text("cheaper"));
        assertEquals("1", told.text("removed"));
        JsonNode changed = told.json().path("items").get(1);
        assertEquals("44", changed.path("prefix").asText());
        assertEquals("0.60", changed.path("before").path("ratePerMinute").asText());
        assertEquals("0.5", changed.path("after").path("ratePerMinute").asText());
        assertEquals("0.3", quote("compared", "to=442079460000&seconds=60").text("price"), "the old rates stay");
        var bad = pipeline.admin().send("PUT", path, "text/csv", "prefix,destination,rate_per_minute\n4x,UK,0.5\n");
        assertEquals("bad-lines", bad.errorCode());
        assertEquals(
                404,
                pipeline.admin()
                        .send("PUT", path.replace("compared", "no-such"), "text/csv", RATES)
                        .status());
    }

    @Test
    void shouldTakeAllRatesOffACardOnlyWhenThatIsSaid() {
        card("emptied", RATES);
        String header = "prefix,destination,rate_per_minute\n";
        var refused = upload("emptied", header);
        assertEquals(422, refused.status());
        assertEquals("bad-lines", refused.errorCode());
        assertTrue(refused.text().contains("no rate comes after the header"), refused.text());
        assertEquals("0.3", quote("emptied", "to=442079460000&seconds=60").text("price"), "the old rates stay");
        var path = "/api/v1/rate-cards/emptied/rates?allowEmpty=";
        assertEquals(
                400,
                pipeline.admin()
                        .send("PUT", path + "perhaps", "text/csv", header)
                        .status());
        assertEquals(
                422,
                pipeline.admin().send("PUT", path + "false", "text/csv", header).status());
        var emptied = pipeline.admin().send("PUT", path + "true", "text/csv", header);
        assertEquals(200, emptied.status(), emptied.text());
        assertEquals(0, emptied.json().path("rates").asInt());
        assertEquals(422, quote("emptied", "to=442079460000&seconds=60").status());
    }

    @Test
    void shouldTakeManyChunksAndFindThemAgainAfterARestart() throws Exception {
        var csv = new StringBuilder("prefix,destination,rate_per_minute\n");
        IntStream.range(0, 3 * RateChunk.MAX_RATES + 1).forEach(i -> csv.append("44")
                .append(1_000_000 + i)
                .append(",UK ")
                .append(i)
                .append(",0.01\n"));
        card("large", csv.toString());
        assertEquals("UK 6000", quote("large", "to=441006000&seconds=60").text("destination"));
        try (LiveCalls restarted = pipeline.start(new Telemetry())) {
            assertTrue(restarted.awaitReady(Duration.ofMinutes(2)));
            var quote = ApiClient.stranger(restarted.httpPort())
                    .withToken(LivePipeline.TOKEN)
                    .get("/api/v1/rate-cards/large/quote?to=441000000&seconds=60");
            assertEquals("UK 0", quote.text("destination"));
        }
    }

    @Test
    void shouldDeleteChunksThatNoCardNeedsButKeepTheVersionBefore() throws InterruptedException {
        card("tidy", RATES);
        String first = version("tidy");
        Instant old = Instant.now().minus(Duration.ofHours(2));
        String orphan = RateCardKey.chunk("tidy", "orphan", 0);
        pipeline.write(
                Topic.RATE_CARDS,
                orphan,
                Json.write(new RateChunk("tidy", "orphan", 0, List.of(Examples.rate("1", "1")))),
                old.toEpochMilli());
        upload("tidy", RATES);
        String second = version("tidy");
        // The orphan is seen at the latest when the second upload is: both uploads wait for their own records.
        upload("tidy", RATES);
        Until.holds(() -> {
            Map<String, Boolean> chunks = chunks("tidy");
            return Boolean.FALSE.equals(chunks.get(orphan))
                    && chunks.get(RateCardKey.chunk("tidy", second, 0))
                    && chunks.get(RateCardKey.chunk("tidy", version("tidy"), 0))
                    && chunks.get(RateCardKey.chunk("tidy", first, 0));
        });
    }

    private void card(String id, String rates) {
        var card = pipeline.admin().put("/api/v1/rate-cards/" + id, "{\"name\":\"a\",\"currency\":\"EUR\"}");
        assertEquals(201, card.status(), card.text());
        var reply = upload(id, rates);
        assertEquals(200, reply.status(), reply.text());
    }

    private ApiClient.Reply upload(String id, String csv) {
        return pipeline.admin().send("PUT", "/api/v1/rate-cards/" + id + "/rates", "text/csv", csv);
    }

    private ApiClient.Reply quote(String id, String query) {
        return pipeline.admin().get("/api/v1/rate-cards/" + id + "/quote?" + query);
    }

    private String version(String id) {
        return pipeline.admin().get("/api/v1/rate-cards/" + id).text("ratesVersion");
    }

    /** The keys of a card's chunks in the topic, and whether the last record of each has a value. */
    private Map<String, Boolean> chunks(String cardId) {
        var chunks = new HashMap<String, Boolean>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", (Object) pipeline.kafka().bootstrap()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            String topic = pipeline.kafka().name(Topic.RATE_CARDS);
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.key().startsWith(cardId + RateCardKey.SEPARATOR)) {
                        chunks.put(record.key(), record.value() != null);
                    }
                });
            }
        }
        return chunks;
    }
}
