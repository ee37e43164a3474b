package io.trunkline.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.customers.Customers;
import io.trunkline.customers.Repricing;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.Payer;
import io.trunkline.protocol.event.PhoneNumber;
import io.trunkline.tariff.RateTable;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code acme} dials as one does in the Netherlands; {@code globex} has the number 31201000, which costs it 0.06 a minute. */
class DialledNumbersTest extends DrivenRating {

    private static final String NATIONAL = "0201000";
    private final Customers customers = Customers.of(
            List.of(
                    ExampleCustomers.acme(BalanceManagement.HARD, "0").dialling("NL", List.of(), null),
                    ExampleCustomers.globex()),
            List.of(RateTable.of(ExampleCustomers.CARD, List.of(ExampleCustomers.NETHERLANDS))),
            List.of(),
            List.of(new PhoneNumber(NUMBER, "globex", new BigDecimal("0.06"), null, null, null, START)));

    @Override
    Customers customers() {
        return customers;
    }

    private void dials(String callId, String dialled) {
        says(callId, Packets.invite(callId, dialled), dialled, true);
        says(callId, Packets.response(200, callId, dialled), dialled, false);
        pass(60);
        says(callId, Packets.bye(callId, dialled), dialled, true);
        says(callId, Packets.byeAnswer(200, callId, dialled), dialled, false);
    }

    private void says(String callId, String sip, String dialled, boolean fromAlice) {
        sees(callId, sip.replace("+" + dialled, dialled), fromAlice);
    }

    @Test
    void shouldRateAndRecordTheNumberThatIsMeantForWhoeverPays() {
        pays("p1", "10");
        dials("national", NATIONAL);
        List<Cdr> cdrs = values(Topic.CDRS, Cdr.class);
        assertEquals(2, cdrs.size(), cdrs.toString());
        for (Cdr cdr : cdrs) {
            assertEquals(NUMBER, cdr.to());
            assertEquals(Cdr.Rating.RATED, cdr.rating());
            boolean isCaller = cdr.role() == Payer.Role.CALLER;
            assertEquals(isCaller ? "acme" : "globex", cdr.accountId());
            assertEquals("globex", cdr.calledAccountId());
            assertEquals(0, new BigDecimal(isCaller ? "0.60" : "0.06").compareTo(cdr.price()));
            Cdr again = new Repricing(customers, null).again(cdr).orElseThrow();
            assertEquals(0, again.price().compareTo(cdr.price()), "rated again it costs the same");
        }
    }

    @Test
    void shouldLetACallForHelpBeFreeHoweverItIsDialled() {
        for (String dialled : List.of("112", "00112")) {
            dials("help-" + dialled, dialled);
        }
        values(Topic.CDRS, Cdr.class).forEach(cdr -> {
            assertEquals("112", cdr.to());
            assertEquals(0, cdr.price().signum());
        });
        assertTrue(values(Topic.LEDGER, LedgerEntry.class).isEmpty());
    }
}
