package io.trunkline.rating.ledger;

import io.trunkline.rating.state.CodecContract;

class LiveCallCodecTest extends CodecContract<LiveCall> {

    LiveCallCodecTest() {
        super(LedgerCodec.LIVE_CALLS, LiveCall.class);
    }
}
