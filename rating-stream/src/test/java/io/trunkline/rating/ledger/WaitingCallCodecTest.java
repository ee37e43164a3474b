package io.trunkline.rating.ledger;

import io.trunkline.rating.state.CodecContract;

class WaitingCallCodecTest extends CodecContract<WaitingCall> {

    WaitingCallCodecTest() {
        super(LedgerCodec.WAITING_CALLS, WaitingCall.class);
    }
}
