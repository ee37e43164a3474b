package io.trunkline.probe.sip;

import gov.nist.core.net.NetworkLayer;
import gov.nist.javax.sip.SipStackImpl;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * The sockets of a test's stack. Who connects waits a few seconds at most. Over TLS the endpoint's certificate is not
 * checked: telephones have one of their own making, and the test asks whether they answer, not who they are; nothing
 * secret is said to them. Made by the stack.
 */
public final class ProbeNetwork implements NetworkLayer {

    /** A connection, and the agreement on TLS, each come about within this. */
    static final Duration CONNECT_WITHIN = Duration.ofSeconds(4);

    private static final TrustManager[] ANYBODY = {
        new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String authType) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String authType) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        }
    };

    private final SSLContext tls;

    /** Opens nothing yet. */
    public ProbeNetwork() {
        try {
            tls = SSLContext.getInstance("TLS");
            tls.init(null, ANYBODY, new SecureRandom());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    @Override
    public void setSipStack(SipStackImpl stack) {
        // Nothing of it is needed.
    }

    @Override
    public DatagramSocket createDatagramSocket() throws SocketException {
        return new DatagramSocket();
    }

    @Override
    public DatagramSocket createDatagramSocket(int port, InetAddress local) throws SocketException {
        return new DatagramSocket(port, local);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress local) throws IOException {
        return new ServerSocket(port, backlog, local);
    }

    @Override
    public SSLServerSocket createSSLServerSocket(int port, int backlog, InetAddress local) throws IOException {
        return (SSLServerSocket) tls.getServerSocketFactory().createServerSocket(port, backlog, local);
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return createSocket(address, port, null);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress local) throws IOException {
        return connected(new Socket(), address, port, local);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(address, port, local);
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress address, int port) throws IOException {
        return createSSLSocket(address, port, null);
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress address, int port, InetAddress local) throws IOException {
        return connected((SSLSocket) tls.getSocketFactory().createSocket(), address, port, local);
    }

    private static <S extends Socket> S connected(S socket, InetAddress address, int port, InetAddress local)
            throws IOException {
        try {
            if (local != null) {
                socket.bind(new InetSocketAddress(local, 0));
            }
            socket.connect(new InetSocketAddress(address, port), Math.toIntExact(CONNECT_WITHIN.toMillis()));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
