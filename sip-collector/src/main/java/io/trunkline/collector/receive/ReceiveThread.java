package io.trunkline.collector.receive;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;
import io.trunkline.collector.agent.HepTransport;
import io.trunkline.protocol.hep.HepPacket;
import java.net.InetSocketAddress;

/** What an event loop keeps for all its sockets: its intake, and room for one packet outside Netty's buffers. */
final class ReceiveThread {

    private final Intake intake;
    private final byte[] scratch = new byte[HepPacket.MAX_LENGTH + 1];

    private ReceiveThread(Intake intake) {
        this.intake = intake;
    }

    /** One for each thread that asks, made when it first does. */
    static FastThreadLocal<ReceiveThread> local(Gate gate) {
        return new FastThreadLocal<>() {
            @Override
            protected ReceiveThread initialValue() {
                return new ReceiveThread(new Intake(gate));
            }
        };
    }

    /** Takes a packet out of a buffer, whose reader index does not move. */
    Intake.Outcome take(ByteBuf buffer, int offset, int length, InetSocketAddress sender, HepTransport transport) {
        buffer.getBytes(offset, scratch, 0, length);
        return intake.take(scratch, 0, length, sender, transport);
    }

    /** Keeps bytes of a stream that are not a frame, as many as one packet may have. */
    void keepBadFrame(ByteBuf buffer, InetSocketAddress sender, HepTransport transport) {
        int length = Math.min(buffer.readableBytes(), HepPacket.MAX_LENGTH);
        buffer.getBytes(buffer.readerIndex(), scratch, 0, length);
        intake.keepBadFrame(scratch, 0, length, sender, transport);
    }

    /** Copies the first bytes of a buffer, which stay there, to an array that is valid until the next call. */
    byte[] peek(ByteBuf buffer, int length) {
        buffer.getBytes(buffer.readerIndex(), scratch, 0, length);
        return scratch;
    }
}
