package io.trunkline.protocol;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
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

    @Test
    void shouldCoverWhatStandsBelowAnAccountAtThatMoment() {
        var below = new HashSet<>(Set.of("shop"));
        var family = new Scope.Family() {
            @Override
            public boolean isBelow(String accountId, String account) {
                return account.equals("reseller") && below.contains(accountId);
            }

            @Override
            public Set<String> below(String account) {
                return account.equals("reseller") ? Set.copyOf(below) : Set.of();
            }
        };
        var scope = new Scope.Below("reseller", family);
        assertTrue(scope.covers("reseller"));
        assertTrue(scope.covers("shop"));
        assertFalse(scope.covers(null));
        assertEquals(Set.of("reseller", "shop"), scope.accounts());
        below.clear();
        assertFalse(scope.covers("shop"), "it went to another reseller");
    }
}
