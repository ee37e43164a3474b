package io.trunkline.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.customers.Customers;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.Payer;
import io.trunkline.protocol.event.PayerReason;
import io.trunkline.protocol.event.PhoneNumber;
import io.trunkline.tariff.RateTable;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code globex} has a number that costs it something. */
class OwnedNumbersTest extends DrivenRating {

    private static final PhoneNumber OWNED = new PhoneNumber(
            NUMBER,
            "globex",
            new BigDecimal("0.012"),
            new BigDecimal("1.50"),
            new BigDecimal("5"),
            "sip:pbx.example.net",
            START);

    @Override
    Customers customers() {
        return Customers.of(
                List.of(ExampleCustomers.acme(BalanceManagement.HARD, "0"), ExampleCustomers.globex()),
                List.of(RateTable.of(ExampleCustomers.CARD, List.of(ExampleCustomers.NETHERLANDS))),
                List.of(),
                List.of(OWNED));
    }

    private List<String> entries(String account) {
        return values(Topic.LEDGER, LedgerEntry.class).stream()
                .filter(entry -> entry.accountId().equals(account))
                .map(entry -> entry.reference() + " " + entry.amount())
                .toList();
    }

    @Test
    void shouldChargeACallToItsOwnerBesideTheCaller() {
        pays("p1", "10");
        entries("globex");
        call("one", NUMBER, 61);
        List<Cdr> cdrs = values(Topic.CDRS, Cdr.class);
        assertEquals(
                List.of("acme", "globex"),
                cdrs.stream().map(Cdr::accountId).sorted().toList());
        Cdr inbound = cdrs.stream()
                .filter(cdr -> cdr.accountId().equals("globex"))
                .findFirst()
                .orElseThrow();
        assertEquals(Payer.Role.NUMBER, inbound.role());
        assertEquals("acme", inbound.callerAccountId());
        // 61 s at 0.012 a minute.
        assertEquals(new BigDecimal("0.0122"), inbound.price());
        assertEquals(
                new PayerReason(PayerReason.Code.CALLED_NUMBER, "by the number " + NUMBER + " (called side)"),
                inbound.payerReason());
        assertEquals(List.of("one -0.0122"), entries("globex"));
    }

    @Test
    void shouldChargeTheOwnerForACallOfAStranger() {
        entries("globex");
        sees("lost", Packets.invite("lost", NUMBER).replace("alice", "mallory"), false);
        sees("lost", Packets.response(200, "lost", NUMBER).replace("alice", "mallory"), true);
        pass(60);
        sees("lost", Packets.bye("lost", NUMBER).replace("alice", "mallory"), false);
        sees("lost", Packets.byeAnswer(200, "lost", NUMBER).replace("alice", "mallory"), true);
        assertEquals(List.of("lost -0.012"), entries("globex"));
    }

    @Test
    void shouldBookSetUpAndMonthOfANumberOnceHoweverOftenItIsSet() {
        assertEquals(List.of("fee-+" + NUMBER + "-setup -5", "fee-+" + NUMBER + "-2026-11 -1.50"), entries("globex"));
        for (int i = 0; i < 3; i++) {
            put(Topic.NUMBERS, NUMBER, OWNED);
            pass(2);
        }
        assertEquals(List.of(), entries("globex"));
    }
}
