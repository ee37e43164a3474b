package io.trunkline.storage.cdr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CdrCursorTest {

    @Test
    void shouldComeBackFromItsText() {
        var cursor = new CdrCursor(1_763_700_000_000_001L, "a:b'c\\dé@192.0.2.1");

        assertEquals(cursor, CdrCursor.parse(cursor.text()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "YWJj", "OmE"})
    void shouldRefuseTextThatIsNoCursor(String text) {
        assertThrows(IllegalArgumentException.class, () -> CdrCursor.parse(text));
    }
}
