package io.trunkline.collector.receive;

import io.netty.util.concurrent.FastThreadLocal;
import io.trunkline.collector.agent.HepTransport;
import io.trunkline.collector.receive.ReceiveSettings.Listen;
import io.trunkline.collector.receive.ReceiveSettings.Tls;
import io.trunkline.protocol.event.CollectorReport;
import io.trunkline.protocol.hep.HepTaken;
import io.trunkline.telemetry.OnceAMinute;
import io.trunkline.telemetry.Telemetry;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything by which HEP comes in: the sockets for UDP, TCP and TLS with the threads that serve them, and HEP that
 * came as the body of an HTTP request. All methods may be called from any thread.
 */
public final class Receivers implements AutoCloseable {

    private final Gate gate;
    private final int receiveBufferAsked;
    private final EventLoops loops;
    private final List<CollectorReport.Listener> listens = new ArrayList<>();
    private final List<StreamReceiver> streams = new ArrayList<>();

    /** Null without UDP, as is {@link #drops}. */
    private UdpReceiver udp;

    private KernelDrops drops;

    private Receivers(ReceiveSettings settings, int threads, Gate gate) {
        this.gate = gate;
        receiveBufferAsked = settings.limits().receiveBufferBytes();
        loops = EventLoops.start(threads);
    }

    /**
     * Starts to receive.
     *
     * @param threads how many event loops receive
     * @throws IllegalStateException when an address cannot be bound
     * @throws IllegalArgumentException naming the setting that cannot be used
     */
    public static Receivers open(ReceiveSettings settings, int threads, Gate gate, Telemetry telemetry) {
        InetAddress host = resolve(settings.listen().host());
        var receivers = new Receivers(settings, threads, gate);
        try {
            receivers.bind(settings, host, telemetry);
            return receivers;
        } catch (RuntimeException e) {
            receivers.close();
            throw e;
        }
    }

    private void bind(ReceiveSettings settings, InetAddress host, Telemetry telemetry) {
        FastThreadLocal<ReceiveThread> threads = ReceiveThread.local(gate);
        Listen listen = settings.listen();
        if (listen.udpPort() != ReceiveSettings.OFF) {
            udp = UdpReceiver.bind(loops, address(host, listen.udpPort()), settings.limits(), threads);
            listens.add(listener(HepTransport.UDP, host, udp.port()));
            drops = new KernelDrops(udp.port(), gate.metrics().kernelDropsOf(udp.port()));
            telemetry.gauge(
                    "trunkline_collector_udp_receive_buffer_bytes",
                    "Receive buffer that the kernel granted to each UDP socket",
                    udp::grantedBytes);
        }
        var connections = new OpenConnections(settings.limits().maxConnections());
        telemetry.gauge("trunkline_collector_connections", "Open connections over TCP and TLS", connections::open);
        var shared = new StreamReceiver.Shared(loops, settings.limits(), threads, gate, connections, new OnceAMinute());
        if (listen.tcpPort() != ReceiveSettings.OFF) {
            bind(host, listen.tcpPort(), null, shared);
        }
        if (listen.tls() != null) {
            bind(host, listen.tls().port(), listen.tls(), shared);
        }
    }

    private void bind(InetAddress host, int port, Tls tls, StreamReceiver.Shared shared) {
        StreamReceiver stream = StreamReceiver.bind(address(host, port), tls, shared);
        streams.add(stream);
        listens.add(listener(stream.transport(), host, stream.port()));
    }

    private static InetAddress resolve(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("hep.host: no address of this machine: " + host, e);
        }
    }

    private static InetSocketAddress address(InetAddress host, int port) {
        return new InetSocketAddress(host, port == ReceiveSettings.ANY_FREE_PORT ? 0 : port);
    }

    private static CollectorReport.Listener listener(HepTransport transport, InetAddress host, int port) {
        String address = host instanceof Inet6Address ? '[' + host.getHostAddress() + ']' : host.getHostAddress();
        return new CollectorReport.Listener(transport.label(), address + ':' + port);
    }

    /** The port that is open for a transport; 0 when none is. */
    public int port(HepTransport transport) {
        if (transport == HepTransport.UDP) {
            return udp == null ? ReceiveSettings.OFF : udp.port();
        }
        return streams.stream()
                .filter(stream -> stream.transport() == transport)
                .mapToInt(StreamReceiver::port)
                .findFirst()
                .orElse(ReceiveSettings.OFF);
    }

    /** Where HEP is received. */
    public List<CollectorReport.Listener> listens() {
        return listens;
    }

    /** The receive buffer of each UDP socket as it was asked for and granted; null without UDP. */
    public CollectorReport.ReceiveBuffer receiveBuffer() {
        return udp == null ? null : new CollectorReport.ReceiveBuffer(receiveBufferAsked, udp.grantedBytes());
    }

    /** How many datagrams the kernel has dropped, as of the last {@link #lookForDrops}. */
    public long kernelDrops() {
        return udp == null ? 0 : gate.metrics().kernelDropsOf(udp.port()).getLongValue();
    }

    /** Counts what the kernel has dropped since the last look. One thread at a time. */
    public void lookForDrops() {
        if (drops != null) {
            drops.look();
        }
    }

    /** Open connections by the agent from whose networks they come. */
    public Map<String, Integer> connections() {
        var counts = new HashMap<String, Integer>();
        streams.forEach(stream -> stream.countConnections(counts));
        return counts;
    }

    /** Takes HEP that came in one piece, as if a sender had written it to a connection; see {@link HepTaken}. */
    public HepTaken take(byte[] piece, InetSocketAddress sender) {
        return new HepPieces(new Intake(gate), gate.disk()).take(piece, sender);
    }

    /**
     * Reads the certificates of TLS again. They are not used yet.
     *
     * @return puts them into force, for connections that are made from then on
     * @throws IllegalArgumentException naming the setting when they cannot be read
     */
    public Runnable rereadCertificates() {
        List<Runnable> certificates =
                streams.stream().map(StreamReceiver::rereadCertificates).toList();
        return () -> certificates.forEach(Runnable::run);
    }

    /** Closes the connections from addresses where no agent may send from any more, and says how many there were. */
    public int closeStrangers() {
        return streams.stream().mapToInt(StreamReceiver::closeStrangers).sum();
    }

    /** Stops receiving. */
    @Override
    public void close() {
        try {
            streams.forEach(StreamReceiver::close);
            if (udp != null) {
                udp.close();
            }
        } finally {
            loops.close();
        }
    }
}
