package io.trunkline.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What reads or writes our topics by the schemas that were last given out goes on doing so. Those are kept beside this test:
 * {@code docs/schemas} is copied over them when others are to rely on what was added, and never to make this test pass.
 */
class SchemaCompatibilityTest {

    private static final Path ROOT = Path.of(System.getProperty("trunkline.root", ".."));
    private static final Path RELEASED =
            ROOT.resolve("protocol/src/test/resources/io/trunkline/protocol/released-schemas");
    private static final Path NOW = ROOT.resolve("docs/schemas");

    private static final String SCHEMA = """
            {"$schema": "s", "$defs": {"Money": {"type": "string", "pattern": "p"}},
             "type": "object", "required": ["type"], "properties": {
              "type": {"const": "a"}, "price": {"$ref": "#/$defs/Money"}, "word": {"type": "string", "enum": ["x", "y"]},
              "list": {"type": "array", "items": {"type": "object", "properties": {"n": {"type": "integer"}}}},
              "way": {"anyOf": [{"type": "object", "properties": {"kind": {"const": "one"}, "v": {"type": "string"}}}]}}}
            """;

    static List<String> released() throws IOException {
        try (Stream<Path> files = Files.list(RELEASED)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            assertTrue(names.contains("cdrs.json") && names.contains("ledger.json"), names::toString);
            return names;
        }
    }

    @ParameterizedTest
    @MethodSource("released")
    void shouldOnlyAddToWhatWasReleased(String file) throws IOException {
        assertTrue(Files.exists(NOW.resolve(file)), "the topic is gone: " + file);
        JsonNode before = Json.mapper().readTree(RELEASED.resolve(file).toFile());
        JsonNode after = Json.mapper().readTree(NOW.resolve(file).toFile());
        assertEquals(List.of(), SchemaChanges.breaking(before, after));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "price":                      | "cost":                                | .price: the field is gone
                    "pattern": "p"                | "pattern": "q"                         | .price: pattern was "p" and is "q"
                    "type": "integer"             | "type": "string"                       | .list[].n: type was "integer" and is "string"
                    "n":                          | "m":                                   | .list[].n: the field is gone
                    ["x", "y"]                    | ["x", "z"]                             | .word: the word y is gone
                    ["type"]                      | ["type", "word"]                       | the value: required were [type] and are [type, word]
                    ["type"]                      | []                                     | the value: required were [type] and are []
                    "const": "one"                | "const": "two"                         | .way: the variant [kind=one] is gone
                    "v": {"type": "string"}       | "v": {"type": "string", "enum": ["x"]} | .way[kind=one].v: it is an enumeration on one side only
                    "word": {"type": "string",    | "word": {"type": "string", "minLength": 1, | .word: nobody has taught this test what minLength means
                    "type": {"const": "a"}        | "type": {"const": "b"}                 | .type: const was "a" and is "b"
                    """)
    void shouldTellOfWhatWouldBreakAConsumer(String was, String is, String told) throws IOException {
        assertTrue(SCHEMA.contains(was), was);
        assertEquals(List.of(told), SchemaChanges.breaking(tree(SCHEMA), tree(SCHEMA.replace(was, is))));
    }

    @Test
    void shouldLetFieldsWordsAndVariantsBeAdded() throws IOException {
        String more = SCHEMA.replace("\"word\":", "\"new\": {\"type\": \"integer\"}, \"word\":")
                .replace("[\"x\", \"y\"]", "[\"y\", \"z\", \"x\"]")
                .replace("{\"anyOf\": [", "{\"anyOf\": [{\"properties\": {\"kind\": {\"const\": \"two\"}}}, ")
                .replace("{\"$ref\": \"#/$defs/Money\"}", "{\"type\": \"string\", \"pattern\": \"p\"}");
        assertEquals(List.of(), SchemaChanges.breaking(tree(SCHEMA), tree(more)));
    }

    private static JsonNode tree(String json) throws IOException {
        return Json.mapper().readTree(json);
    }
}
