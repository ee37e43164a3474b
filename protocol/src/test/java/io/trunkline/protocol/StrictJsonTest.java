package io.trunkline.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.trunkline.protocol.StrictJson.Kind;
import io.trunkline.protocol.StrictJson.Reading;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StrictJsonTest {

    record Item(String name, BigDecimal amount) {}

    record Order(String id, Integer day, BigDecimal amount, List<String> users, List<Item> items) {}

    private static Reading<Order> read(String json) {
        return StrictJson.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), Order.class);
    }

    @Test
    void shouldReadWhatFits() {
        assertEquals(
                new Reading.Value<>(new Order(
                        "a",
                        28,
                        new BigDecimal("0.10"),
                        List.of("x"),
                        List.of(new Item("n", BigDecimal.ONE), new Item("n", BigDecimal.TEN)))),
                read("{'id':'a','day':28,'amount':'0.10','users':['x'],"
                        + "'items':[{'name':'n','amount':1},{'name':'n','amount':'10'}]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "UNREADABLE    | id              | {'id':'a','day':1,'id':'a'}",
                "UNREADABLE    | items[1].name   | {'items':[{'name':'a'},{'name':'a','amount':1,'name':'b'}]}",
                "INVALID       | day             | {'day':1.5}",
                "INVALID       | day             | {'day':1e0}",
                "INVALID       | day             | {'day':'1.5'}",
                "INVALID       | day             | {'day':'1\\u0000'}",
                "INVALID       | amount          | {'amount':'1\\u0000'}",
                "INVALID       | id              | {'id':'a\\u0000'}",
                "INVALID       | users[1]        | {'users':['x','y\\n']}",
                "INVALID       | items[0].amount | {'items':[{'amount':'\\t1'}]}",
                "INVALID       | amount          | {'amount':'much'}",
                "INVALID       | users           | {'users':'x'}",
                "UNKNOWN_FIELD | colour          | {'colour':'red'}",
            })
    void shouldNameTheFieldThatDoesNotFit(Kind kind, String field, String json) {
        var misfit = assertInstanceOf(Reading.Misfit.class, read(json));
        assertEquals(field, misfit.field(), misfit.message());
        assertEquals(kind, misfit.kind(), misfit.message());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"``", "null", "[]", "'text'", "{'id':'a'} {}", "{'id':'a'", "{'id' 'a'}"})
    void shouldRefuseWhatIsNoObject(String json) {
        var misfit = assertInstanceOf(Reading.Misfit.class, read(json));
        assertEquals(Kind.UNREADABLE, misfit.kind());
    }

    record Visit(Instant at, Boolean open) {}

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"at": "yesterday"}  | at   | at must be a time in UTC, as in "2026-11-21T03:04:05.000006Z"
                    {"at": "2026-13-01T00:00:00Z"} | at   | at must be a time in UTC, as in "2026-11-21T03:04:05.000006Z"
                    {"at": 5}            | at   | at must be a time in UTC, as in "2026-11-21T03:04:05.000006Z"
                    {"open": "yes"}      | open | open must be true or false
                    """)
    void shouldSayWhatAFieldTakesThatHasSomethingElse(String json, String field, String message) {
        var misfit = assertInstanceOf(
                Reading.Misfit.class, StrictJson.read(json.getBytes(StandardCharsets.UTF_8), Visit.class));
        assertEquals(Kind.INVALID, misfit.kind());
        assertEquals(field, misfit.field());
        assertEquals(message, misfit.message());
    }
}
