package io.trunkline.rating.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.trunkline.rating.state.CodecContract;
import io.trunkline.rating.state.StateRecords;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class WaitingCallCodecTest extends CodecContract<WaitingCall> {

    WaitingCallCodecTest() {
        super(LedgerCodec.WAITING_CALLS, WaitingCall.class);
    }

    /** That knew only calls that wait: this one of 90 s had one of two minutes. */
    @Test
    void shouldReadACallThatVersionEightKept() {
        String record = """
                0807036f6e65fd01dfaf03036f6e65036f6e650466726f6d02746f0461636d650834393330313030
                30083331323031303030809f8cb00d010f3139322e302e322e31303a35303630113139382e35312e
                3130302e313a353036300465646765016f0672657461696c034555520c010f0233310b4e65746865
                726c616e6473087800000202000000000504676f6c6400030480d8c7af0d00808c84b20d0000809f
                8cb00d01b4a08cb00d01010190030f01127468652063616c6c65722068756e6720757001b4a08cb0
                0d010000869f8cb00d0102045d21fb0b""";
        WaitingCall call = LedgerCodec.WAITING_CALLS.read(HexFormat.of().parseHex(record.replaceAll("\\s", "")));
        assertEquals("one", call.id());
        assertEquals(0, call.level());
        assertEquals(Instant.parse("2026-11-21T12:00:03.000001Z"), call.since());
        assertEquals(1, call.freeMinutes());
        assertEquals(2, call.wanted());
        assertEquals(2, call.revision());
        assertFalse(call.isOpen(call.since()));
        StateRecords.assertRoundTrip(LedgerCodec.WAITING_CALLS, call);
    }
}
