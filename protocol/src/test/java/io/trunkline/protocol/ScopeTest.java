package io.trunkline.protocol;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class ScopeTest {

    @Test
    void shouldCoverEveryAccountAndNobodysThings() {
        var everything = new Scope.Everything();

        assertAll(() -> assertTrue(everything.covers("harbour-taxi")), () -> assertTrue(everything.covers(null)));
    }

    @Test
    void shouldCoverItsOwnAccountAndNeitherAnothersNorNobodysThings() {
        var below = new Scope.Below("harbour-taxi");

        assertAll(
                () -> assertTrue(below.covers("harbour-taxi")),
                () -> assertFalse(below.covers("harbour")),
                () -> assertFalse(below.covers(null)));
    }

    @Test
    void shouldRefuseToBeBelowNobody() {
        assertThrows(NullPointerException.class, () -> new Scope.Below(null));
    }
}
