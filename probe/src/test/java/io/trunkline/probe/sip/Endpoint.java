package io.trunkline.probe.sip;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An endpoint on loopback that answers requests as a test wants it; each text is one request. */
final class Endpoint implements AutoCloseable {

    private final AutoCloseable socket;
    private final int port;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Function<String, List<String>> answer;

    private Endpoint(AutoCloseable socket, int port, Function<String, List<String>> answer) {
        this.socket = socket;
        this.port = port;
        this.answer = answer;
    }

    /** Over UDP; what the function answers with null is not answered. */
    static Endpoint udp(Function<String, String> answer) throws IOException {
        return answering(one(answer));
    }

    private static Function<String, List<String>> one(Function<String, String> answer) {
        return answer.andThen(text -> text == null ? List.of() : List.of(text));
    }

    /** Over UDP, with as many messages as the function gives. */
    static Endpoint answering(Function<String, List<String>> answer) throws IOException {
        var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        var endpoint = new Endpoint(socket, socket.getLocalPort(), answer);
        Thread.ofVirtual().start(() -> endpoint.receive(socket));
        return endpoint;
    }

    /** Over TCP or TLS, as the socket is. */
    static Endpoint on(ServerSocket socket, Function<String, String> answer) {
        var endpoint = new Endpoint(socket, socket.getLocalPort(), one(answer));
        Thread.ofVirtual().start(() -> endpoint.accept(socket));
        return endpoint;
    }

    /** Answers every request with a status. */
    static Function<String, String> status(String statusLine) {
        return request -> answer(request, statusLine);
    }

    /** RFC 3261, 8.2.6.2. */
    static String answer(String request, String statusLine) {
        String copied = request.lines()
                .filter(line -> line.matches("(Via|From|To|Call-ID|CSeq):.*"))
                .map(line -> line.startsWith("To:") && !line.contains(";tag=") ? line + ";tag=there" : line)
                .collect(Collectors.joining("\r\n"));
        return "SIP/2.0 " + statusLine + "\r\n" + copied + "\r\nContent-Length: 0\r\n\r\n";
    }

    int port() {
        return port;
    }

    List<String> requests() {
        return requests;
    }

    private void receive(DatagramSocket socket) {
        var packet = new DatagramPacket(new byte[65_535], 65_535);
        try {
            while (true) {
                packet.setLength(65_535);
                socket.receive(packet);
                String request = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                requests.add(request);
                for (String answered : answer.apply(request)) {
                    byte[] bytes = answered.getBytes(StandardCharsets.UTF_8);
                    socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            // Closed.
            return;
        }
    }

    private void accept(ServerSocket server) {
        try {
            while (true) {
                Socket connection = server.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException e) {
            // Closed.
            return;
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = connection.getInputStream();
            var text = new StringBuilder();
            for (int next = in.read(); next >= 0; next = in.read()) {
                text.append((char) next);
                if (text.toString().endsWith("\r\n\r\n")) {
                    requests.add(text.toString());
                    for (String answered : answer.apply(text.toString())) {
                        connection.getOutputStream().write(answered.getBytes(StandardCharsets.UTF_8));
                    }
                    text.setLength(0);
                }
            }
        } catch (IOException e) {
            // The other side has gone.
            return;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
