package io.trunkline.collector.receive;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.UnixChannelOption;
import io.netty.util.concurrent.FastThreadLocal;
import io.trunkline.collector.agent.HepTransport;
import io.trunkline.collector.receive.ReceiveSettings.Limits;
import io.trunkline.telemetry.OnceAMinute;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives HEP over UDP: with epoll on one socket for each event loop, and many datagrams with each call. */
final class UdpReceiver implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UdpReceiver.class);
    /** Datagrams longer than what is asked for would be cut without a word. */
    private static final int MAX_DATAGRAM = 65_535;

    private static final int DATAGRAMS_A_CALL = 32;

    private final List<Channel> channels = new ArrayList<>();
    private final ReusedReceiveBuffer buffer;
    private final int port;
    private final int grantedBytes;

    private UdpReceiver(
            Bootstrap bootstrap, ReusedReceiveBuffer buffer, InetSocketAddress address, int sockets, Limits limits) {
        this.buffer = buffer;
        Channel first = bind(bootstrap, address);
        channels.add(first);
        port = ((InetSocketAddress) first.localAddress()).getPort();
        try {
            for (int i = 1; i < sockets; i++) {
                channels.add(bind(bootstrap, new InetSocketAddress(address.getAddress(), port)));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        grantedBytes = channels.stream()
                .mapToInt(channel -> KernelBuffer.ask(channel, limits.receiveBufferBytes()))
                .min()
                .orElseThrow();
        if (grantedBytes < limits.receiveBufferBytes()) {
            LOG.warn(
                    "HEP over UDP: the kernel grants {} bytes of receive buffer instead of {}, so bursts may be dropped: raise net.core.rmem_max, or give the process CAP_NET_ADMIN",
                    grantedBytes,
                    limits.receiveBufferBytes());
        }
        LOG.info(
                "HEP over UDP on {}, {} sockets, {} bytes of receive buffer each",
                first.localAddress(),
                sockets,
                grantedBytes);
    }

    /**
     * Binds.
     *
     * @throws IllegalStateException naming the address when it cannot be bound
     */
    static UdpReceiver bind(
            EventLoops loops, InetSocketAddress address, Limits limits, FastThreadLocal<ReceiveThread> threads) {
        var buffer = new ReusedReceiveBuffer(loops.epoll() ? MAX_DATAGRAM * DATAGRAMS_A_CALL : MAX_DATAGRAM);
        var bootstrap = new Bootstrap()
                .group(loops.group())
                .channel(loops.datagramChannel())
                .option(ChannelOption.SO_RCVBUF, limits.receiveBufferBytes())
                .option(ChannelOption.RECVBUF_ALLOCATOR, buffer)
                .handler(new Datagrams(threads));
        if (loops.epoll()) {
            bootstrap
                    .option(UnixChannelOption.SO_REUSEPORT, loops.threads() > 1)
                    .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, MAX_DATAGRAM);
        }
        return new UdpReceiver(bootstrap, buffer, address, loops.epoll() ? loops.threads() : 1, limits);
    }

    private static Channel bind(Bootstrap bootstrap, InetSocketAddress address) {
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IllegalStateException(
                    "cannot receive HEP over UDP on " + address.getHostString() + ':' + address.getPort() + ": "
                            + bound.cause().getMessage() + "; stop what uses the port or set hep.udp-port",
                    bound.cause());
        }
        return bound.channel();
    }

    /** The port that is bound. */
    int port() {
        return port;
    }

    /** The receive buffer that the kernel granted to each socket, in bytes. */
    int grantedBytes() {
        return grantedBytes;
    }

    @Override
    public void close() {
        channels.forEach(EventLoops::close);
        buffer.close();
    }

    @Sharable
    private static final class Datagrams extends SimpleChannelInboundHandler<DatagramPacket> {

        private final FastThreadLocal<ReceiveThread> threads;
        private final OnceAMinute problems = new OnceAMinute();

        Datagrams(FastThreadLocal<ReceiveThread> threads) {
            this.threads = threads;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
            ByteBuf content = datagram.content();
            threads.get()
                    .take(content, content.readerIndex(), content.readableBytes(), datagram.sender(), HepTransport.UDP);
        }

        /** Such as an ICMP error that a socket reports: the socket goes on. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (problems.mayLog()) {
                LOG.warn("HEP over UDP: {}", cause.toString());
            }
        }
    }
}
