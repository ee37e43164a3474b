package io.trunkline.benchmarks.authorize;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * A connection to the API that stays open, as one process of a switch has it: a question goes out with one write, and the
 * thread that asked reads the answer. The JDK's clients hand it from thread to thread, which took longer than the product.
 * Used by one thread.
 */
final class Connection implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final String LENGTH = "content-length:";
    private static final String OK = "HTTP/1.1 200 ";

    private final Socket socket;
    private final InputStream in;
    private final String head;

    /** Opens it; questions are POSTed to the path with the token. */
    Connection(URI url, String path, String token) throws IOException {
        socket = new Socket(url.getHost(), url.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) LONGEST.toMillis());
        in = new BufferedInputStream(socket.getInputStream());
        head = "POST " + path + " HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: ";
    }

    /** The body of the answer; throws when it is not 200. */
    byte[] ask(byte[] question) throws IOException {
        byte[] before = (head + question.length + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = new byte[before.length + question.length];
        System.arraycopy(before, 0, whole, 0, before.length);
        System.arraycopy(question, 0, whole, before.length, question.length);
        socket.getOutputStream().write(whole);
        String status = line();
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        byte[] body = in.readNBytes(length);
        if (!status.startsWith(OK) || body.length < length) {
            throw new IOException(status + ": " + new String(body, StandardCharsets.UTF_8));
        }
        return body;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the product closed the connection");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
