package io.trunkline.rating.link;

import io.trunkline.rating.state.CodecContract;

class LinkedLegCodecTest extends CodecContract<LinkedLeg> {

    LinkedLegCodecTest() {
        super(LinkCodec.LEGS, LinkedLeg.class);
    }
}
