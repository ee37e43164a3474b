package io.trunkline.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.Payer;
import io.trunkline.storage.cdr.CdrTable;
import io.trunkline.storage.cdr.ChargedCalls;
import io.trunkline.storage.connection.Page;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The records of past calls that are rated again: each tier once, as it holds, page by page. */
@ExtendWith(ClickHouseServer.class)
class ChargedCallsTest {

    private static final Scope ALL = new Scope.Everything();
    private static final Instant SINCE = Instant.parse("2026-03-30T00:00:00Z");
    private static final int CALLS = 7;

    private final Store store;

    ChargedCallsTest(Store store) {
        this.store = store;
    }

    @BeforeAll
    static void callsOfThreeDaysOnTwoTiers(Store store) {
        var cdrs = new ArrayList<Cdr>();
        for (int i = 0; i < CALLS; i++) {
            Instant at = SINCE.plus(Duration.ofHours(9L * i));
            Cdr own = Calls.between(Calls.answered("charged-" + i, at), "charged-shop", null);
            cdrs.add(Calls.tier(own, 0, Payer.Role.CALLER, "charged-shop", "charged-above"));
            cdrs.add(Calls.tier(own, 1, Payer.Role.RESELLER, "charged-above", null));
        }
        Written.values(store, new CdrTable(), cdrs);
        Written.values(store, new CdrTable(), cdrs);
        Cdr first = cdrs.getFirst();
        Written.values(
                store,
                new CdrTable(),
                List.of(first.ratedAgain(first.tariff(), 60, 0, new BigDecimal("0.5"), List.of())));
    }

    private List<Cdr> all(Scope scope, ChargedCalls calls) {
        var all = new ArrayList<Cdr>();
        Page<Cdr> page = store.chargedCalls(scope, calls);
        all.addAll(page.items());
        while (page.next() != null) {
            page = store.chargedCalls(scope, calls.after(page.next()));
            all.addAll(page.items());
        }
        return all;
    }

    private static ChargedCalls calls(String account, String prefix, int limit) {
        return new ChargedCalls(SINCE, SINCE.plus(Duration.ofDays(3)), account, prefix, null, null, limit);
    }

    @Test
    void shouldGiveEveryTierOnceWhateverTheSizeOfAPage() {
        List<Cdr> whole = all(ALL, calls(null, null, 1_000));
        assertEquals(2 * CALLS, whole.size());
        assertEquals(
                2 * CALLS,
                whole.stream().map(cdr -> cdr.id() + cdr.level()).distinct().count());
        for (int limit = 1; limit < 5; limit++) {
            assertEquals(whole, all(ALL, calls(null, null, limit)));
        }
    }

    @Test
    void shouldGiveTheRecordThatHolds() {
        Cdr first = all(ALL, calls("charged-shop", null, 2)).getFirst();
        assertEquals(1, first.revision());
        assertEquals(new BigDecimal("0.5"), first.price());
        assertEquals(first, store.cdr(ALL, "charged-0").orElseThrow());
    }

    @Test
    void shouldKeepToTheRoleInWhichAnAccountPays() {
        var resellers =
                new ChargedCalls(SINCE, SINCE.plus(Duration.ofDays(3)), null, null, Payer.Role.RESELLER, null, 2);
        List<Cdr> found = all(ALL, resellers);
        assertEquals(CALLS, found.size());
        assertTrue(found.stream().allMatch(cdr -> cdr.accountId().equals("charged-above")));
    }

    @Test
    void shouldRefuseACursorOfSomethingElse() {
        for (String cursor : List.of("%", "MTox", "")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> store.chargedCalls(ALL, calls(null, null, 2).after(cursor)),
                    cursor);
        }
    }

    @Test
    void shouldKeepToTheAccountTheNumberTheTimeAndTheScope() {
        assertEquals(CALLS, all(ALL, calls("charged-above", null, 3)).size());
        assertEquals(0, all(ALL, calls(null, "1", 3)).size());
        var oneDay = new ChargedCalls(SINCE, SINCE.plus(Duration.ofDays(1)), null, null, null, null, 2);
        assertEquals(6, all(ALL, oneDay).size());
        assertEquals(
                CALLS,
                all(new Scope.Below("charged-shop"), calls(null, null, 3)).size());
        assertEquals(
                0,
                all(new Scope.Below("charged-shop"), calls("charged-above", null, 3))
                        .size());
    }
}
