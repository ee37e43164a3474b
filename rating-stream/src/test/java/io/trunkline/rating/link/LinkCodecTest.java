package io.trunkline.rating.link;

import io.trunkline.rating.state.CodecContract;

class LinkCodecTest extends CodecContract<Link> {

    LinkCodecTest() {
        super(LinkCodec.LINKS, Link.class);
    }
}
