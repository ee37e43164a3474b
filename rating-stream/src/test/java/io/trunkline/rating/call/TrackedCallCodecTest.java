package io.trunkline.rating.call;

import io.trunkline.rating.state.CodecContract;

class TrackedCallCodecTest extends CodecContract<TrackedCall> {

    TrackedCallCodecTest() {
        super(TrackedCallCodec.SERDE, TrackedCall.class);
    }
}
