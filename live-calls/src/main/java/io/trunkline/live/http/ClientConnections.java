package io.trunkline.live.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/**
 * Takes connections as HTTP/1.1, and lets the thread that serves one find out that its client has hung up ({@link ReadAhead}):
 * Helidon itself does not notice before it sends something.
 */
public final class ClientConnections implements ServerConnectionSelector {

    /** The threads are virtual, one for each connection, and end with it. */
    private static final ThreadLocal<ReadAhead> SERVED = new ThreadLocal<>();

    private final ServerConnectionSelector http;

    /** Connections that are spoken on as this says. */
    public ClientConnections(Http1Config http) {
        this.http = Http1ConnectionSelector.builder().config(http).build();
    }

    /** What comes on the connection that this thread serves; empty on any other thread. */
    static Optional<ReadAhead> served() {
        return Optional.ofNullable(SERVED.get());
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        var reading = new ReadAhead(context.dataReader());
        SERVED.set(reading);
        return http.connection(new ReadingAhead(context, new DataReader(reading)));
    }

    @Override
    public int bytesToIdentifyConnection() {
        return http.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return http.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http.supportedApplicationProtocols();
    }

    /** A connection as it is, but for where its bytes are read. */
    private record ReadingAhead(ConnectionContext as, DataReader dataReader) implements ConnectionContext {

        @Override
        public ListenerContext listenerContext() {
            return as.listenerContext();
        }

        @Override
        public ExecutorService executor() {
            return as.executor();
        }

        @Override
        public DataWriter dataWriter() {
            return as.dataWriter();
        }

        @Override
        public Router router() {
            return as.router();
        }

        @Override
        public Optional<ProxyProtocolData> proxyProtocolData() {
            return as.proxyProtocolData();
        }

        @Override
        public HelidonSocket serverSocket() {
            return as.serverSocket();
        }

        @Override
        public PeerInfo remotePeer() {
            return as.remotePeer();
        }

        @Override
        public PeerInfo localPeer() {
            return as.localPeer();
        }

        @Override
        public boolean isSecure() {
            return as.isSecure();
        }

        @Override
        public String socketId() {
            return as.socketId();
        }

        @Override
        public String childSocketId() {
            return as.childSocketId();
        }
    }
}
