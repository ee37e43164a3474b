package io.trunkline.live.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A server that takes mails on loopback, and says what a test wants it to say: what a real one says only when its disk is
 * full, its peer is on holiday, or somebody pulls a cable.
 */
final class ScriptedSmtp implements AutoCloseable {

    /** In place of a reply: the connection is closed without one. */
    static final String HANG_UP = "hang up";

    /** In place of a reply: none comes. */
    static final String SILENCE = "silence";

    private final ServerSocket listening;
    private final UnaryOperator<String> script;
    private final SSLSocketFactory tls;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** Listens, without TLS. */
    ScriptedSmtp(UnaryOperator<String> script) throws IOException {
        this(script, null);
    }

    /**
     * Listens.
     *
     * @param script a reply to what was said: {@code hello}, {@code MAIL FROM:<…>}, {@code RCPT TO:<…>}, or {@code . ADDRESS} at the end of a text for it; null for the usual one. Asked by the connections' threads
     * @param tls with what it does STARTTLS; null where it does not offer that
     */
    ScriptedSmtp(UnaryOperator<String> script, SSLSocketFactory tls) throws IOException {
        this.script = script;
        this.tls = tls;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("scripted-smtp").start(this::accept);
    }

    SmtpServer server() {
        return SmtpServer.of("smtp://127.0.0.1:" + port());
    }

    int port() {
        return listening.getLocalPort();
    }

    /** What was said to it, in its order: as the script has it. */
    List<String> heard() {
        return heard;
    }

    /** The addresses of the mails that it has taken. */
    List<String> taken() {
        return taken;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> converse(socket, true));
            } catch (IOException e) {
                // Closed, or the client is gone: there is nobody to answer.
                open.removeIf(Socket::isClosed);
            }
        }
    }

    private void converse(Socket socket, boolean greets) {
        try (socket;
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream out = socket.getOutputStream();
            String to = "";
            boolean goesOn = !greets || says(out, "hello", "220 here");
            while (goesOn) {
                String line = in.readLine();
                if (line == null) {
                    return;
                }
                if (line.startsWith("RCPT TO:<")) {
                    to = line.substring("RCPT TO:<".length(), line.indexOf('>'));
                }
                if (line.equals("DATA")) {
                    out.write("354 go on\r\n".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    goesOn = text(in, out, to);
                } else if (line.equals("QUIT")) {
                    return;
                } else if (line.equals("STARTTLS")) {
                    goesOn = says(out, line, "220 go ahead");
                    converse(secured(socket), false);
                } else {
                    goesOn = says(out, line, greets && tls != null ? "250-here\r\n250 STARTTLS" : "250 fine");
                }
            }
        } catch (IOException e) {
            // The client has gone away, as some tests want it to.
            open.remove(socket);
        }
    }

    /** RFC 3207: what is said from here on is encrypted, and begins anew. */
    private SSLSocket secured(Socket socket) throws IOException {
        var secured = (SSLSocket) tls.createSocket(socket, null, true);
        secured.setUseClientMode(false);
        return secured;
    }

    /** Reads a text to its end. */
    private boolean text(BufferedReader in, OutputStream out, String to) throws IOException {
        String line = in.readLine();
        while (line != null && !line.equals(".")) {
            line = in.readLine();
        }
        return line != null && says(out, ". " + to, "250 taken");
    }

    private boolean says(OutputStream out, String heardNow, String usual) throws IOException {
        heard.add(heardNow);
        String scripted = script.apply(heardNow);
        String reply = scripted == null ? usual : scripted;
        if (reply.equals(HANG_UP)) {
            return false;
        }
        if (!reply.equals(SILENCE)) {
            if (heardNow.startsWith(". ") && reply.startsWith("2")) {
                taken.add(heardNow.substring(2));
            }
            out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
