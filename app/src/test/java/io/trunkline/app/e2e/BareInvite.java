package io.trunkline.app.e2e;

import io.trunkline.app.e2e.KamailioSwitch.Subscriber;
import io.trunkline.testing.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An INVITE with credentials, without a telephone behind it that would know better: it goes out as often as a test says, the
 * same each time, and nothing else does that a test does not say. All that is answered is kept.
 */
final class BareInvite implements AutoCloseable {

    private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"");
    private static final Pattern TO = Pattern.compile("(?m)^To: .*$");
    private static final String REALM = "127.0.0.1";

    private final DatagramSocket socket;
    private final InetSocketAddress atSwitch;
    private final Subscriber caller;
    private final String uri;
    private final String callId = UUID.randomUUID() + "@phone.test";
    private final String branch = newBranch();
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final String credentials;

    /** Asks the switch for a challenge and takes it up; the INVITE with the credentials waits to be sent. */
    BareInvite(KamailioSwitch to, Subscriber caller, String number) {
        this.caller = caller;
        atSwitch = to.sip();
        uri = "sip:" + number + "@127.0.0.1:" + atSwitch.getPort();
        try {
            socket = new DatagramSocket(new InetSocketAddress(FreePort.LOOPBACK, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().name("bare-invite").daemon().start(this::receive);
        String first = newBranch();
        send("INVITE", 1, first, "To: <" + uri + ">", "");
        String challenge = Until.fits("the challenge", this::answers, all -> !all.isEmpty())
                .getFirst();
        acknowledge(1, first, challenge);
        credentials = credentials(challenge);
    }

    String callId() {
        return callId;
    }

    /** Sends the INVITE with its credentials, for the first time or again. */
    void send() {
        send("INVITE", 2, branch, "To: <" + uri + ">", credentials);
    }

    /** Gives it up. */
    void cancel() {
        send("CANCEL", 2, branch, "To: <" + uri + ">", "");
    }

    /** Acknowledges a refusal, which is sent again until then. */
    void acknowledge(String refusal) {
        acknowledge(2, branch, refusal);
    }

    private void acknowledge(int cseq, String ofBranch, String refusal) {
        Matcher to = TO.matcher(refusal);
        if (!to.find()) {
            throw new AssertionError("an answer without To: " + refusal);
        }
        send("ACK", cseq, ofBranch, to.group().strip(), "");
    }

    /** What answered the INVITE with the credentials with a status, in the order in which it came. */
    List<String> answers(int status) {
        return answered(status, "INVITE");
    }

    /** What answered with a final status. */
    List<String> refusals() {
        return answers().stream()
                .filter(answer -> answer.contains("CSeq: 2 INVITE\r\n") && !answer.startsWith("SIP/2.0 1"))
                .toList();
    }

    /** What answered the CANCEL with a status. */
    List<String> answersToCancel(int status) {
        return answered(status, "CANCEL");
    }

    private List<String> answered(int status, String method) {
        return answers().stream()
                .filter(answer ->
                        answer.startsWith("SIP/2.0 " + status + ' ') && answer.contains("CSeq: 2 " + method + "\r\n"))
                .toList();
    }

    private List<String> answers() {
        return List.copyOf(answers);
    }

    private void send(String method, int cseq, String ofBranch, String to, String more) {
        String message = method + ' ' + uri + " SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 127.0.0.1:" + socket.getLocalPort() + ";branch=" + ofBranch + "\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: <sip:" + caller.user() + "@127.0.0.1>;tag=bare\r\n"
                + to + "\r\n"
                + "Call-ID: " + callId + "\r\n"
                + "CSeq: " + cseq + ' ' + method + "\r\n"
                + "Contact: <sip:" + caller.user() + "@127.0.0.1:" + socket.getLocalPort() + ">\r\n"
                + more
                + "Content-Length: 0\r\n\r\n";
        byte[] bytes = message.getBytes(StandardCharsets.US_ASCII);
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, atSwitch));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a challenge without qop (RFC 2617, section 3.2.2.1). */
    private String credentials(String challenge) {
        Matcher nonce = NONCE.matcher(challenge);
        if (!nonce.find()) {
            throw new AssertionError("not a challenge: " + challenge);
        }
        String response = md5(md5(caller.user() + ':' + REALM + ':' + caller.password())
                + ':'
                + nonce.group(1)
                + ':'
                + md5("INVITE:" + uri));
        return "Proxy-Authorization: Digest username=\"" + caller.user() + "\", realm=\"" + REALM + "\", nonce=\""
                + nonce.group(1) + "\", uri=\"" + uri + "\", response=\"" + response + "\"\r\n";
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String newBranch() {
        return "z9hG4bK" + UUID.randomUUID();
    }

    private void receive() {
        byte[] bytes = new byte[65_535];
        var datagram = new DatagramPacket(bytes, bytes.length);
        try {
            while (true) {
                socket.receive(datagram);
                answers.add(new String(bytes, 0, datagram.getLength(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    @Override
    public void close() {
        // Ends the thread too.
        socket.close();
    }
}
