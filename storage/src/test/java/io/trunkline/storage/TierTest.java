package io.trunkline.storage;

import static io.trunkline.storage.ClickHouseServer.ALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.Payer;
import io.trunkline.storage.cdr.CdrFilter;
import io.trunkline.storage.cdr.CdrTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A call that a shop, its reseller, the reseller's own and a provider pay, who is also the shop. */
@ExtendWith(ClickHouseServer.class)
class TierTest {

    private static final String CALL = "call-of-four-tiers";

    /** Accounts and the resellers above them. */
    private static final Map<String, String> PARENTS =
            Map.of("tier-shop", "tier-reseller", "tier-reseller", "tier-top");

    private final Store store;

    TierTest(Store store) {
        this.store = store;
    }

    @BeforeAll
    static void aCallOfFourTiers(Store store) {
        Cdr own = Calls.between(Calls.answered(CALL, Calls.NOON.plusSeconds(500)), "tier-shop", null);
        Cdr first = Calls.tier(own, 0, Payer.Role.CALLER, "tier-shop", "tier-reseller");
        Cdr second = Calls.tier(own, 1, Payer.Role.RESELLER, "tier-reseller", "tier-top");
        Cdr third = Calls.tier(own, 2, Payer.Role.RESELLER, "tier-top", null);
        Cdr provider = Calls.tier(own, 3, Payer.Role.PROVIDER, "tier-shop", null);
        Written.values(store, new CdrTable(), List.of(provider, third, first, second));
        Written.values(store, new CdrTable(), List.of(second));
    }

    private static Scope below(String account) {
        return new Scope.Below(account, new Scope.Family() {
            @Override
            public boolean isBelow(String accountId, String above) {
                return below(above).contains(accountId);
            }

            @Override
            public Set<String> below(String above) {
                return switch (above) {
                    case "tier-top" -> PARENTS.keySet();
                    case "tier-reseller" -> Set.of("tier-shop");
                    default -> Set.of();
                };
            }
        });
    }

    private List<Integer> levels(Scope scope) {
        Cdr call = store.cdr(scope, CALL).orElseThrow();
        assertEquals(Payer.CALLERS_LEVEL, call.level());
        return store.tiers(scope, call).stream().map(Cdr::level).toList();
    }

    @Test
    void shouldListACallOnceHoweverManyPayForIt() {
        CdrFilter one = CdrFilter.newest(10).withCallId(CALL);
        for (Scope scope : List.of(ALL, below("tier-top"), below("tier-reseller"), below("tier-shop"))) {
            List<Cdr> listed = store.cdrs(scope, one).items();
            assertEquals(1, listed.size());
            assertEquals("tier-shop", listed.getFirst().accountId());
        }
        assertEquals(List.of(), store.cdrs(below("tier-stranger"), one).items());
    }

    @Test
    void shouldShowWhatTheOwnAccountAndThoseBelowItPayAndNothingAbove() {
        assertEquals(List.of(0, 1, 2, 3), levels(ALL));
        assertEquals(List.of(0, 1, 2, 3), levels(below("tier-top")));
        assertEquals(List.of(0, 1, 3), levels(below("tier-reseller")));
        assertEquals(List.of(0, 3), levels(below("tier-shop")));
        assertTrue(store.cdr(below("tier-stranger"), CALL).isEmpty());
    }

    @Test
    void shouldGiveATierBackAsItWas() {
        Cdr call = store.cdr(ALL, CALL).orElseThrow();
        Cdr tier = store.tiers(ALL, call).get(1);
        assertEquals("tier-reseller", tier.accountId());
        assertEquals("tier-top", tier.parentId());
        assertEquals("tier-shop", tier.callerAccountId());
        assertEquals(Payer.Role.RESELLER, tier.role());
    }
}
