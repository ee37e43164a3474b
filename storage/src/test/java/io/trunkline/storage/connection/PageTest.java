package io.trunkline.storage.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PageTest {

    @Test
    void shouldHaveNoNextWhenAllRowsFit() {
        Page<String> page = page(3, "c", "b", "a");

        assertEquals(List.of("c", "b", "a"), page.items());
        assertNull(page.next());
    }

    @Test
    void shouldGoOnAfterTheLastItemWhenThereIsARowMore() {
        Page<String> page = page(2, "c", "b", "a");

        assertEquals(List.of("c", "b"), page.items());
        assertEquals("after b", page.next());
    }

    @Test
    void shouldGiveARowThatWasWrittenTwiceOnce() {
        Page<String> page = page(4, "c", "c", "b", "a");

        assertEquals(List.of("c", "b", "a"), page.items());
        assertNull(page.next());
    }

    @Test
    void shouldGoOnStrictlyAfterTheLastItemWhenItsSecondRowIsOnTheNextPage() {
        Page<String> page = page(2, "c", "b", "b");

        assertEquals(List.of("c", "b"), page.items());
        assertEquals("after b", page.next());
    }

    @Test
    void shouldBeEmptyWithoutRows() {
        assertEquals(new Page<>(List.of(), null), page(2));
    }

    private static Page<String> page(int limit, String... rows) {
        return Page.of(List.of(rows), limit, Function.identity(), last -> "after " + last);
    }
}
