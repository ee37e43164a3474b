package io.trunkline.rating.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.rating.state.CodecContract;
import io.trunkline.rating.state.StateRecords;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class LiveCallCodecTest extends CodecContract<LiveCall> {

    LiveCallCodecTest() {
        super(LedgerCodec.LIVE_CALLS, LiveCall.class);
    }

    /** That knew one moment of the answer. */
    @Test
    void shouldReadACallThatVersionEightKept() {
        String record = """
                083f036f6e65036f6e650466726f6d02746f6f0672657461696c034555520c010f0233310b4e6574
                6865726c616e6473087800000202000000000504676f6c6400030480d8c7af0d00808c84b20d0086
                9f8cb00d0104eb88633d""";
        LiveCall call = LedgerCodec.LIVE_CALLS.read(HexFormat.of().parseHex(record.replaceAll("\\s", "")));
        assertEquals("one", call.id());
        assertEquals(2, call.cuts());
        assertEquals(Instant.parse("2026-11-21T12:00:03.000001Z"), call.since());
        assertEquals(call.since(), call.answeredAt());
        StateRecords.assertRoundTrip(LedgerCodec.LIVE_CALLS, call);
    }
}
