package io.trunkline.collector.receive;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.trunkline.collector.agent.Admission;
import io.trunkline.collector.agent.HepTransport;
import io.trunkline.collector.agent.Refusal;
import io.trunkline.collector.journal.DiskGuard;
import io.trunkline.collector.receive.ReceiveSettings.Limits;
import io.trunkline.collector.receive.ReceiveSettings.Tls;
import io.trunkline.telemetry.OnceAMinute;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives HEP over TCP or TLS. While the journal's disk is full it does not read, which holds the senders back. */
final class StreamReceiver implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamReceiver.class);

    private final Channel server;
    private final Tls tls;
    private final Arrivals handler;
    private final Shared shared;

    private StreamReceiver(Channel server, Tls tls, Arrivals handler, Shared shared) {
        this.server = server;
        this.tls = tls;
        this.handler = handler;
        this.shared = shared;
    }

    /**
     * What all streams share.
     *
     * @param connections what is open, over all receivers
     * @param problems holds back what is logged of single connections
     */
    record Shared(
            EventLoops loops,
            Limits limits,
            FastThreadLocal<ReceiveThread> threads,
            Gate gate,
            OpenConnections connections,
            OnceAMinute problems) {}

    /**
     * Binds.
     *
     * @param tls certificates, or null for TCP
     * @throws IllegalStateException naming the address when it cannot be bound
     * @throws IllegalArgumentException naming the setting when the certificates cannot be read
     */
    static StreamReceiver bind(InetSocketAddress address, Tls tls, Shared shared) {
        HepTransport transport = tls == null ? HepTransport.TCP : HepTransport.TLS;
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        var handler = new Arrivals(transport, tls == null ? null : context(tls), connections, shared);
        ChannelFuture bound = new ServerBootstrap()
                .group(shared.loops().group())
                .channel(shared.loops().serverChannel())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, shared.limits().maxConnections())
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(handler)
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IllegalStateException(
                    "cannot receive HEP over " + transport.label() + " on " + address.getHostString() + ':'
                            + address.getPort() + ": " + bound.cause().getMessage()
                            + "; stop what uses the port or set hep." + transport.label() + "-port",
                    bound.cause());
        }
        LOG.info("HEP over {} on {}", transport.label(), bound.channel().localAddress());
        DiskGuard disk = shared.gate().disk();
        disk.onChange(
                () -> connections.forEach(connection -> connection.config().setAutoRead(!disk.isFull())));
        return new StreamReceiver(bound.channel(), tls, handler, shared);
    }

    private static SslContext context(Tls tls) {
        try {
            SslContextBuilder builder = SslContextBuilder.forServer(
                    tls.certificate().toFile(), tls.key().toFile());
            if (tls.clientCa() != null) {
                builder.trustManager(tls.clientCa().toFile()).clientAuth(ClientAuth.REQUIRE);
            }
            return builder.build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "hep.tls-cert, hep.tls-key or hep.tls-client-ca cannot be used: " + e.getMessage(), e);
        }
    }

    /** The port that is bound. */
    int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /** How what it receives travels. */
    HepTransport transport() {
        return handler.transport;
    }

    /** Adds the connections that are open to those of the agents from whose networks they come. */
    void countConnections(Map<String, Integer> counts) {
        handler.open.forEach(connection -> {
            if (admission(connection) instanceof Admission.Admitted agent) {
                counts.merge(agent.counters().agent(), 1, Integer::sum);
            }
        });
    }

    /**
     * Reads the certificates again. They are not used yet: other receivers' may be wrong.
     *
     * @return puts them into force, for connections that are made from then on
     * @throws IllegalArgumentException naming the setting when they cannot be read
     */
    Runnable rereadCertificates() {
        if (tls == null) {
            return () -> {};
        }
        SslContext context = context(tls);
        return () -> handler.tls = context;
    }

    /** Closes the connections from addresses where no agent may send from any more, and says how many there were. */
    int closeStrangers() {
        int closed = 0;
        for (Channel connection : handler.open) {
            if (admission(connection) instanceof Admission.Refused) {
                shared.gate().metrics().closedConnection("not-allowed");
                var _ = connection.close();
                closed++;
            }
        }
        return closed;
    }

    private Admission admission(Channel connection) {
        InetSocketAddress sender = ((SocketChannel) connection).remoteAddress();
        // One that has just gone has no address.
        return sender == null
                ? null
                : shared.gate().registry().get().attribute(sender.getAddress().getAddress());
    }

    @Override
    public void close() {
        EventLoops.close(server);
        handler.open.close().awaitUninterruptibly();
    }

    /** Lets a connection in, or not: strangers and one too many go before they have cost anything. */
    private static final class Arrivals extends ChannelInitializer<SocketChannel> {

        private final HepTransport transport;
        private volatile SslContext tls;
        private final ChannelGroup open;
        private final Shared shared;

        Arrivals(HepTransport transport, SslContext tls, ChannelGroup open, Shared shared) {
            this.transport = transport;
            this.tls = tls;
            this.open = open;
            this.shared = shared;
        }

        @Override
        protected void initChannel(SocketChannel connection) {
            InetSocketAddress sender = connection.remoteAddress();
            if (sender == null) {
                var _ = connection.close();
                return;
            }
            Admission admission =
                    shared.gate().registry().get().attribute(sender.getAddress().getAddress());
            if (admission instanceof Admission.Refused refused) {
                Intake.refused(refused.why(), refused.counters(), sender);
                var _ = connection.close();
                return;
            }
            Optional<Refusal> full = shared.connections().enter(connection, sender.getAddress());
            if (full.isPresent()) {
                Intake.refused(full.get(), admission.counters(), sender);
                var _ = connection.close();
                return;
            }
            connection.closeFuture().addListener(closed -> shared.connections().leave(connection));
            connection.config().setAutoRead(!shared.gate().disk().isFull());
            open.add(connection);
            SslContext certificates = tls;
            if (certificates != null) {
                connection.pipeline().addLast(handshake(certificates, connection));
            }
            connection.pipeline().addLast(new FrameReader(transport, sender, shared));
        }

        /** The time of a first frame is that of the handshake too. */
        private SslHandler handshake(SslContext certificates, SocketChannel connection) {
            SslHandler handler = certificates.newHandler(connection.alloc());
            handler.setHandshakeTimeoutMillis(Math.min(
                    handler.getHandshakeTimeoutMillis(),
                    shared.limits().frameTime().toMillis()));
            return handler;
        }
    }
}
