package io.trunkline.collector.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReusedReceiveBufferTest {

    private final RecvByteBufAllocator.ExtendedHandle socket =
            (RecvByteBufAllocator.ExtendedHandle) new ReusedReceiveBuffer(64).newHandle();

    private ByteBuf next() {
        return socket.allocate(ByteBufAllocator.DEFAULT);
    }

    @Test
    void readsIntoTheSameMemoryOnceAllThatWasReadIsReleased() {
        ByteBuf first = next().writeByte(1);
        ByteBuf datagram = first.readRetainedSlice(1);
        first.release();
        datagram.release();

        ByteBuf second = next();

        assertSame(first, second);
        assertEquals(64, second.writableBytes());
        assertEquals(0, second.readableBytes());
        second.release();
    }

    @Test
    void doesNotWriteOverADatagramThatSomebodyStillHolds() {
        ByteBuf first = next().writeBytes("kept".getBytes(StandardCharsets.US_ASCII));
        ByteBuf held = first.readRetainedSlice(4);
        first.release();

        ByteBuf second = next().writeBytes("next".getBytes(StandardCharsets.US_ASCII));

        assertNotSame(first, second);
        assertEquals("kept", held.toString(StandardCharsets.US_ASCII));
        held.release();
        second.release();
    }
}
