package io.trunkline.exchange;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few telephones of the exchange that can be tested: they register like the others, and really listen on loopback.
 * {@code lab101} answers OPTIONS, {@code lab102} never answers, {@code lab103} says 404 to everybody, {@code lab104}
 * answers, but comes and goes, and {@code lab105} has a wrong password. They register on the timeline's thread; each
 * that listens has a virtual thread.
 */
final class LabPhones implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LabPhones.class);
    private static final int EXPIRES_SECONDS = 300;
    private static final long REFRESH_MICROS = micros(Duration.ofSeconds(200));
    private static final long FLAP_MICROS = micros(Duration.ofSeconds(45));
    private static final long RETRY_MICROS = micros(Duration.ofSeconds(20));
    private static final int LONGEST_MESSAGE = 65_535;

    private final ExchangeSettings settings;
    private final Timeline timeline;
    private final HepSender sender;
    private final List<DatagramSocket> sockets = new ArrayList<>();

    LabPhones(ExchangeSettings settings, Timeline timeline, HepSender sender) {
        this.settings = settings;
        this.timeline = timeline;
        this.sender = sender;
    }

    /** Opens their ports, and has them register from a moment on. */
    void start(long atMicros) {
        try {
            RegistrationFlow answering = flow("lab101", listen("200 OK"));
            RegistrationFlow silent = flow("lab102", listen(null));
            RegistrationFlow unknown = flow("lab103", listen("404 Not Found"));
            RegistrationFlow flapping = flow("lab104", listen("200 OK"));
            RegistrationFlow refused = flow("lab105", listen(null));
            timeline.at(atMicros, () -> {
                List.of(answering, silent, unknown).forEach(this::register);
                come(flapping);
                fail(refused);
            });
        } catch (SocketException e) {
            LOG.warn("The exchange has no telephones that can be tested: {}", e.getMessage());
        }
    }

    /** A port on which every request is answered with a status; null for never. */
    private InetSocketAddress listen(String status) throws SocketException {
        var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        sockets.add(socket);
        Thread.ofVirtual().name("lab-phone").start(() -> answer(socket, status));
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    private static void answer(DatagramSocket socket, String status) {
        var packet = new DatagramPacket(new byte[LONGEST_MESSAGE], LONGEST_MESSAGE);
        try {
            while (!socket.isClosed()) {
                packet.setLength(LONGEST_MESSAGE);
                socket.receive(packet);
                if (status != null) {
                    byte[] response = response(
                            new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8), status);
                    socket.send(new DatagramPacket(response, response.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            LOG.trace("closed", e);
        }
    }

    /** RFC 3261, 8.2.6.2: what a response takes from its request. */
    private static byte[] response(String request, String status) {
        String copied = request.lines()
                .filter(line -> line.matches("(?i)(Via|From|To|Call-ID|CSeq):.*"))
                .map(line -> line.regionMatches(true, 0, "To:", 0, 3) ? line + ";tag=lab" : line)
                .collect(Collectors.joining("\r\n"));
        String text = "SIP/2.0 " + status + "\r\n" + copied
                + "\r\nAllow: INVITE, ACK, BYE, CANCEL, OPTIONS\r\nUser-Agent: Lab phone 1.0\r\nContent-Length: 0\r\n\r\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private RegistrationFlow flow(String user, InetSocketAddress at) {
        var subscriber =
                new Subscriber(user, null, "Lab " + user.substring(3), "", at, at, Transport.UDP, "Lab phone 1.0");
        return new RegistrationFlow(
                subscriber, settings.runId(), new SplittableRandom(settings.seed() ^ user.hashCode()));
    }

    private void register(RegistrationFlow flow) {
        play(flow.register(EXPIRES_SECONDS));
        later(REFRESH_MICROS, () -> refresh(flow));
    }

    private void refresh(RegistrationFlow flow) {
        play(flow.refresh(EXPIRES_SECONDS));
        later(REFRESH_MICROS, () -> refresh(flow));
    }

    private void come(RegistrationFlow flow) {
        play(flow.register(EXPIRES_SECONDS));
        later(FLAP_MICROS, () -> go(flow));
    }

    private void go(RegistrationFlow flow) {
        play(flow.refresh(0));
        later(FLAP_MICROS / 2, () -> come(flow));
    }

    private void fail(RegistrationFlow flow) {
        play(flow.fail(EXPIRES_SECONDS));
        later(RETRY_MICROS, () -> fail(flow));
    }

    private void later(long micros, Runnable what) {
        timeline.at(timeline.nowMicros() + micros, what);
    }

    private void play(List<CallScript.Message> messages) {
        long start = timeline.nowMicros();
        for (var message : messages) {
            timeline.at(start + message.atMicros(), () -> sender.send(message.from(start)));
        }
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    @Override
    public void close() {
        sockets.forEach(DatagramSocket::close);
    }
}
