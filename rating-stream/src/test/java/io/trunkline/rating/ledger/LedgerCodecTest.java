package io.trunkline.rating.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.rating.state.CodecContract;
import io.trunkline.rating.state.StateRecords;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerCodecTest extends CodecContract<LedgerState> {

    LedgerCodecTest() {
        super(LedgerCodec.STATES, LedgerState.class);
    }

    @Test
    void shouldReadTheMoneyThatTheVersionsBeforeKeptAsJson() {
        String json = """
                {"accountId":"acme","account":{"id":"acme","name":"Acme","currency":"EUR","balanceManagement":"hard",
                "creditLimit":"5","lowBalanceThreshold":"2.50","sipUsers":["alice"],"sourceNetworks":[],"numbers":[],
                "billingDay":1},"balance":"-9.3500","sequence":2,"status":"suspended",
                "since":"2026-11-21T12:00:00.000001Z","below":true}""";
        var expected = new LedgerState(
                "acme",
                new Terms("EUR", BalanceManagement.HARD, new BigDecimal("5"), new BigDecimal("2.50")),
                new BigDecimal("-9.3500"),
                2,
                Balance.Status.SUSPENDED,
                Instant.parse("2026-11-21T12:00:00.000001Z"),
                true,
                false,
                List.of(),
                null,
                LedgerState.Above.NOBODY);
        LedgerState read = LedgerCodec.STATES.read(json.getBytes(StandardCharsets.UTF_8));
        assertEquals(expected, read);
        StateRecords.assertRoundTrip(LedgerCodec.STATES, read);
    }

    @Test
    void shouldTakeAnAccountWithoutConfigurationForOneThatPaysAfterwards() {
        String json = """
                {"accountId":"acme","balance":"1","sequence":1,"status":"active","below":false}""";
        assertEquals(
                Terms.UNKNOWN,
                LedgerCodec.STATES.read(json.getBytes(StandardCharsets.UTF_8)).terms());
    }
}
