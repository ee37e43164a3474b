package io.trunkline.rating.registration;

import io.trunkline.rating.state.CodecContract;

class TrackedAddressCodecTest extends CodecContract<TrackedAddress> {

    TrackedAddressCodecTest() {
        super(TrackedAddressCodec.SERDE, TrackedAddress.class);
    }
}
