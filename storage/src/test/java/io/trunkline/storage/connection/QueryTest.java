package io.trunkline.storage.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.storage.schema.Schema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryTest {

    private static final Query QUERY = Query.of("test", """
            SELECT a -- :not_this
            FROM t
            WHERE a = :text AND b IN (:list) AND (:text = '' OR c::Int64 = :number)
            """);

    @Test
    void shouldMakePlacesOfNamedParametersInTheirOrder() {
        assertEquals(List.of("text", "list", "text", "number"), QUERY.parameters());
    }

    @Test
    void shouldMakeAsManyPlacesAsAListHasValues() {
        String sql = QUERY.sql(Map.of("text", "x", "list", List.of("one", "two", "three"), "number", 4));

        assertEquals("SELECT a \nFROM t\nWHERE a = ? AND b IN (?, ?, ?) AND (? = '' OR c::Int64 = ?)", sql);
    }

    @Test
    void shouldFindNothingInAListOfNothing() {
        assertTrue(
                QUERY.sql(Map.of("text", "x", "list", List.of(), "number", 4)).contains("b IN (NULL)"));
    }

    @Test
    void shouldSayWhichFileIsMissing() {
        var failure = assertThrows(IllegalStateException.class, () -> Query.named(QueryTest.class, "absent"));

        assertEquals("resource absent.sql is not in the jar", failure.getMessage());
    }

    @Test
    void shouldRefuseAQueryThatForgetsTheScope() {
        var failure = assertThrows(IllegalStateException.class, () -> Query.scoped(Schema.class, "table-definition"));

        assertEquals("query table-definition does not filter by the scope", failure.getMessage());
    }
}
