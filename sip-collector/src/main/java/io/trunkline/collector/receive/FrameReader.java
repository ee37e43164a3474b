package io.trunkline.collector.receive;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.ScheduledFuture;
import io.trunkline.collector.agent.HepTransport;
import io.trunkline.protocol.hep.HepFramer;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the packets in one connection, split and joined as they may come. Where a frame is expected and none
 * stands, the place of the next one cannot be known: the bytes are kept as broken and the connection is closed.
 */
final class FrameReader extends ByteToMessageDecoder {

    private static final Logger LOG = LoggerFactory.getLogger(FrameReader.class);
    private static final int CHECKS_A_FRAME_TIME = 4;

    private final HepTransport transport;
    private final InetSocketAddress sender;
    private final StreamReceiver.Shared shared;
    private ScheduledFuture<?> check;
    private boolean proven;
    private boolean heardOf;
    private boolean closing;
    private long lastFrameNanos = System.nanoTime();
    private long frameBegunNanos;
    private boolean frameBegun;

    FrameReader(HepTransport transport, InetSocketAddress sender, StreamReceiver.Shared shared) {
        this.transport = transport;
        this.sender = sender;
        this.shared = shared;
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        stopChecking();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        long every = Math.max(1, shared.limits().frameTime().toMillis() / CHECKS_A_FRAME_TIME);
        check = context.executor()
                .scheduleWithFixedDelay(() -> closeWhenLate(context), every, every, TimeUnit.MILLISECONDS);
        super.channelActive(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        stopChecking();
        super.channelInactive(context);
    }

    private void stopChecking() {
        if (check != null) {
            var _ = check.cancel(false);
            check = null;
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        ReceiveThread thread = shared.threads().get();
        while (in.isReadable()) {
            int known = Math.min(in.readableBytes(), HepFramer.HEADER_LENGTH);
            int length = HepFramer.frameLength(thread.peek(in, known), 0, known);
            if (length == HepFramer.BAD) {
                refuse(context, in, thread);
                return;
            }
            if (length == HepFramer.INCOMPLETE || length > in.readableBytes()) {
                break;
            }
            heard(context, thread.take(in, in.readerIndex(), length, sender, transport));
            in.skipBytes(length);
        }
        if (in.isReadable() && !frameBegun) {
            frameBegunNanos = System.nanoTime();
        }
        frameBegun = in.isReadable();
    }

    private void heard(ChannelHandlerContext context, Intake.Outcome outcome) {
        frameBegun = false;
        if (outcome == Intake.Outcome.TAKEN && !proven) {
            proven = true;
            shared.connections().proven(context.channel());
        }
        if (outcome != Intake.Outcome.REFUSED) {
            heardOf = true;
            lastFrameNanos = System.nanoTime();
        }
    }

    private void refuse(ChannelHandlerContext context, ByteBuf in, ReceiveThread thread) {
        thread.keepBadFrame(in, sender, transport);
        in.skipBytes(in.readableBytes());
        close(context, "bad-frame");
    }

    /** A connection that ends within a frame: what came of it is treated as a datagram that was cut. */
    @Override
    protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        decode(context, in, out);
        if (in.isReadable()) {
            shared.threads().get().take(in, in.readerIndex(), in.readableBytes(), sender, transport);
            in.skipBytes(in.readableBytes());
        }
    }

    private void closeWhenLate(ChannelHandlerContext context) {
        if (shared.gate().disk().isFull()) {
            // Nothing is read now, so nothing can be late.
            lastFrameNanos = System.nanoTime();
            frameBegunNanos = lastFrameNanos;
            return;
        }
        long now = System.nanoTime();
        long frameNanos = shared.limits().frameTime().toNanos();
        if (frameBegun && now - frameBegunNanos > frameNanos) {
            close(context, "slow-frame");
        } else if (!heardOf && now - lastFrameNanos > frameNanos) {
            close(context, frameBegun ? "slow-frame" : "no-frame");
        } else if (heardOf && now - lastFrameNanos > shared.limits().idleTime().toNanos()) {
            close(context, "idle");
        }
    }

    /** What went wrong first is the reason: closing may raise more. */
    private void close(ChannelHandlerContext context, String reason) {
        if (closing) {
            return;
        }
        closing = true;
        shared.gate().metrics().closedConnection(reason);
        LOG.debug("closed the connection from {}: {}", sender, reason);
        var _ = context.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (closing) {
            return;
        }
        tell(cause);
        close(context, "error");
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof OpenConnections.GiveWay) {
            if (shared.problems().mayLog()) {
                LOG.warn(
                        "all {} connections are taken: the one from {}, which has sent no packet yet, gives way",
                        shared.limits().maxConnections(),
                        sender);
            }
            close(context, "gave-way");
        } else if (event instanceof SslHandshakeCompletionEvent handshake && isRefused(handshake)) {
            tell(handshake.cause());
            close(context, "tls-handshake");
        }
        super.userEventTriggered(context, event);
    }

    /** Not when the client has left in the middle of it. */
    private static boolean isRefused(SslHandshakeCompletionEvent handshake) {
        return !handshake.isSuccess() && !(handshake.cause() instanceof ClosedChannelException);
    }

    private void tell(Throwable problem) {
        if (shared.problems().mayLog()) {
            LOG.info("HEP over {} from {}: {}", transport.label(), sender, problem.toString());
        }
    }
}
