package io.trunkline.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.PhoneNumber;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NumbersTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final Customers customers = Customers.of(
            List.of(
                    Examples.account("acme").account(),
                    Examples.account("globex").account()),
            List.of());

    private void set(String digits, String accountId, String fee) {
        customers.numbers().put(new PhoneNumber(digits, accountId, null, new BigDecimal(fee), null, null, NOW));
    }

    private String owner(String digits) {
        return customers
                .called(Optional.empty(), List.of("+" + digits))
                .map(account -> account.id())
                .orElse("nobody");
    }

    @Test
    void shouldFindTheAccountThatHasTheNumberThatWasCalled() {
        assertEquals("nobody", owner("4930555"));
        set("4930555", "acme", "0");
        assertEquals("acme", owner("4930555"));
        set("4930555", "globex", "0");
        assertEquals("globex", owner("4930555"));
        assertEquals(List.of(), customers.numbers().of("acme"));
        set("4930555", null, "0");
        assertEquals("nobody", owner("4930555"));
        assertEquals(Optional.empty(), customers.accounts().otherOwnerOfName("4930555", "acme"));
    }

    @Test
    void shouldBeNoOtherAccountsToTake() {
        set("4930555", "acme", "0");
        assertEquals(Optional.of("acme"), customers.accounts().otherOwnerOfName("4930555", "globex"));
        assertEquals(Optional.empty(), customers.accounts().otherOwnerOfName("4930555", "acme"));
        assertTrue(customers.accounts().otherThatNames("4930555", "globex").isEmpty(), "it may be given to another");
    }

    @Test
    void shouldBeChargedForByWhoHasIt() {
        set("4930555", "acme", "1.50");
        set("4930556", "globex", "9");
        List<Subscription> has =
                customers.subscriptions(customers.accounts().account("acme").orElseThrow());
        assertEquals(
                List.of("fee-+4930555-setup 0", "fee-+4930555-2026-11 1.50"),
                has.getFirst().due(NOW, booked -> false).stream()
                        .map(fee -> fee.reference() + " " + fee.amount())
                        .toList());
        assertEquals(1, has.size());
    }
}
