package io.trunkline.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class QueryTest {

    @Test
    void shouldMakePlacesOfNamedParametersInTheirOrder() {
        Query query = Query.named("statement-newest-first");

        assertEquals(
                List.of("account_id", "before_sequence", "since_micros", "until_micros", "limit"), query.parameters());
        assertTrue(query.sql().contains("WHERE account_id = ?\n"), query.sql());
        assertEquals(5, query.sql().chars().filter(each -> each == '?').count());
    }

    @Test
    void shouldLeaveCommentsOut() {
        assertFalse(Query.named("statement-newest-first").sql().contains("--"));
    }

    @Test
    void shouldSayWhichFileIsMissing() {
        var failure = assertThrows(IllegalStateException.class, () -> Query.named("absent"));

        assertEquals("resource queries/absent.sql is not in the jar", failure.getMessage());
    }
}
