package io.trunkline.rating.call;

import io.trunkline.rating.state.CodecContract;

class CallCodecTest extends CodecContract<CallEvent> {

    CallCodecTest() {
        super(CallCodec.EVENTS, CallEvent.class);
    }
}
