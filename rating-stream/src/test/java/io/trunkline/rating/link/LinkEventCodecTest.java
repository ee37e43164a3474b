package io.trunkline.rating.link;

import io.trunkline.rating.state.CodecContract;

class LinkEventCodecTest extends CodecContract<LinkEvent> {

    LinkEventCodecTest() {
        super(LinkCodec.EVENTS, LinkEvent.class);
    }
}
