package io.trunkline.benchmarks.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import io.trunkline.collector.receive.KernelBuffer;
import io.trunkline.collector.receive.ReusedReceiveBuffer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The yardstick: receives with Netty as the collector does (epoll, many datagrams with each call, one thread) and
 * does nothing but count. What it loses the machine loses.
 */
final class BareReceiver implements AutoCloseable {

    private static final int MAX_DATAGRAM = 65_535;
    private static final int DATAGRAMS_A_CALL = 32;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final AtomicLong bytes = new AtomicLong();
    private final Channel channel;

    BareReceiver(boolean udp, int receiveBufferBytes) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var counter = new Counter(bytes);
        channel = udp
                ? new Bootstrap()
                        .group(group)
                        .channel(EpollDatagramChannel.class)
                        .option(ChannelOption.SO_RCVBUF, receiveBufferBytes)
                        .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, MAX_DATAGRAM)
                        .option(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new ReusedReceiveBuffer(MAX_DATAGRAM * DATAGRAMS_A_CALL))
                        .handler(counter)
                        .bind(address)
                        .syncUninterruptibly()
                        .channel()
                : new ServerBootstrap()
                        .group(group)
                        .channel(EpollServerSocketChannel.class)
                        .childHandler(counter)
                        .bind(address)
                        .syncUninterruptibly()
                        .channel();
        if (udp) {
            var _ = KernelBuffer.ask(channel, receiveBufferBytes);
        }
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** How many packets came; over TCP it looks at their length alone. */
    long packets() {
        return bytes.get() / LoadPacket.LENGTH;
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        group.shutdownGracefully().syncUninterruptibly();
    }

    @Sharable
    private static final class Counter extends ChannelInboundHandlerAdapter {

        private final AtomicLong bytes;

        Counter(AtomicLong bytes) {
            this.bytes = bytes;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            try {
                ByteBuf content = message instanceof DatagramPacket datagram ? datagram.content() : (ByteBuf) message;
                bytes.addAndGet(content.readableBytes());
            } finally {
                ReferenceCountUtil.release(message);
            }
        }
    }
}
