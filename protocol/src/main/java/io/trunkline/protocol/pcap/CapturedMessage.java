package io.trunkline.protocol.pcap;

import io.trunkline.protocol.hep.HepPacket;
import java.nio.ByteBuffer;

/** A message with where and when it was seen, on its way from the layers below to the reader's caller. */
record CapturedMessage(long capturedAtMicros, int ipProtocol, Endpoint source, Endpoint target, ByteBuffer payload) {

    void fill(HepPacket packet) {
        packet.clear();
        packet.capturedAtMicros(capturedAtMicros)
                .ipProtocol(ipProtocol)
                .protocolType(HepPacket.PROTOCOL_SIP)
                .source(source.address().getAddress(), source.port())
                .target(target.address().getAddress(), target.port())
                .payload(payload.array(), payload.arrayOffset() + payload.position(), payload.remaining());
    }
}
