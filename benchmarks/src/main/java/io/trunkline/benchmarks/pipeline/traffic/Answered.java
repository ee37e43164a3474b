package io.trunkline.benchmarks.pipeline.traffic;

import io.trunkline.benchmarks.pipeline.product.Customers;
import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Calls that are answered and go on: two packets each, as fast as they are taken. */
public final class Answered {

    private static final byte[] TELEPHONE = {(byte) 192, 0, 2, 10};
    private static final byte[] PROXY = {(byte) 198, 51, 100, 1};
    private static final int PORT = 5060;
    private static final int CAPTURE_ID = 2001;
    private static final int BUFFER = 1 << 16;

    private static final String DIALOG = """
            Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKup%1$d
            From: <sip:%2$s@example.net>;tag=a%1$d
            To: <sip:+493012345678@example.net>%3$s
            Call-ID: up-%1$d
            CSeq: 1 INVITE
            Content-Length: 0

            """;

    private Answered() {}

    /**
     * Sends them over TCP.
     *
     * @param calls how many
     * @param accounts over how many of the {@link Customers#ofMany many} accounts they are spread
     */
    public static void send(int port, int calls, int accounts) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                var out = new BufferedOutputStream(socket.getOutputStream(), BUFFER)) {
            for (int call = 0; call < calls; call++) {
                String account = Customers.ofMany(account(call, calls, accounts));
                out.write(packet(
                        "INVITE sip:+493012345678@example.net SIP/2.0\nMax-Forwards: 70\n"
                                + DIALOG.formatted(call, account, ""),
                        true));
                out.write(packet("SIP/2.0 200 OK\n" + DIALOG.formatted(call, account, ";tag=b" + call), false));
            }
        }
    }

    /** Which account a call is of. */
    public static int account(int call, int calls, int accounts) {
        return (int) ((long) call * accounts / calls);
    }

    private static byte[] packet(String sip, boolean fromTelephone) {
        byte[] payload = sip.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        return HepEncoder.encode(HepPacket.empty()
                .capturedAtMicros(System.currentTimeMillis() * 1_000)
                .ipProtocol(17)
                .protocolType(HepPacket.PROTOCOL_SIP)
                .source(fromTelephone ? TELEPHONE : PROXY, PORT)
                .target(fromTelephone ? PROXY : TELEPHONE, PORT)
                .captureId(CAPTURE_ID)
                .payload(payload, 0, payload.length));
    }
}
