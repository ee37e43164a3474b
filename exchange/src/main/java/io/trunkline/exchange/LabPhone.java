package io.trunkline.exchange;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A telephone that really listens on loopback, over UDP, on a virtual thread of its own. It answers every request with
 * its status; one whose status is 200 rings when it is called, until it is cancelled: nobody is there to answer.
 */
final class LabPhone implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LabPhone.class);
    private static final int LONGEST_MESSAGE = 65_535;
    private static final String OK = "200 OK";

    private final DatagramSocket socket;
    private final String status;
    private String invite = "";

    private LabPhone(DatagramSocket socket, String status) {
        this.socket = socket;
        this.status = status;
    }

    /**
     * Opens a port.
     *
     * @param status what every request is answered with; null for never
     */
    static LabPhone listen(String status) throws SocketException {
        var phone = new LabPhone(new DatagramSocket(0, InetAddress.getLoopbackAddress()), status);
        Thread.ofVirtual().name("lab-phone").start(phone::answer);
        return phone;
    }

    /** Where it listens. */
    InetSocketAddress address() {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    private void answer() {
        var packet = new DatagramPacket(new byte[LONGEST_MESSAGE], LONGEST_MESSAGE);
        try {
            while (!socket.isClosed()) {
                packet.setLength(LONGEST_MESSAGE);
                socket.receive(packet);
                String request = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                for (String response : responses(request)) {
                    byte[] bytes = response.getBytes(StandardCharsets.UTF_8);
                    socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            LOG.trace("closed", e);
        }
    }

    private List<String> responses(String request) {
        if (status == null || request.startsWith("ACK ")) {
            return List.of();
        }
        if (!status.equals(OK)) {
            return List.of(response(request, status));
        }
        if (request.startsWith("INVITE ")) {
            invite = request;
            return List.of(response(request, "180 Ringing"));
        }
        if (request.startsWith("CANCEL ") && !invite.isEmpty()) {
            // RFC 3261, 9.2.
            return List.of(response(request, OK), response(invite, "487 Request Terminated"));
        }
        return List.of(response(request, OK));
    }

    /** RFC 3261, 8.2.6.2: what a response takes from its request. */
    private static String response(String request, String status) {
        String copied = request.lines()
                .filter(line -> line.matches("(?i)(Via|From|To|Call-ID|CSeq):.*"))
                .map(line -> line.regionMatches(true, 0, "To:", 0, 3) ? line + ";tag=lab" : line)
                .collect(Collectors.joining("\r\n"));
        return "SIP/2.0 " + status + "\r\n" + copied
                + "\r\nAllow: INVITE, ACK, BYE, CANCEL, OPTIONS\r\nUser-Agent: Lab phone 1.0\r\nContent-Length: 0\r\n\r\n";
    }

    @Override
    public void close() {
        socket.close();
    }
}
