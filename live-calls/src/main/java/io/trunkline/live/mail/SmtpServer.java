package io.trunkline.live.mail;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * The server that takes our mails.
 *
 * @param host name or address
 * @param port TCP port
 * @param tls when the connection is encrypted
 * @param login with what to log in; empty for not at all
 */
public record SmtpServer(String host, int port, Tls tls, Optional<Login> login) {

    /** When the connection is encrypted. The server's certificate is checked in each case. */
    public enum Tls {
        /** From the first byte on (RFC 8314). */
        IMPLICIT,
        /** By STARTTLS (RFC 3207); a server that does not offer it gets nothing. */
        REQUIRED,
        /** By STARTTLS where the server offers it. */
        IF_OFFERED
    }

    /**
     * User and password.
     *
     * @param user as the server knows it
     * @param password never shown
     */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    /** What the value of {@code mail.smtp-url} is expected to be. */
    static final String SHAPE = "expected smtp://HOST:PORT or smtps://HOST:PORT, with USER:PASSWORD@ before the host";

    private static final int RELAY_PORT = 25;
    private static final int SUBMISSION_PORT = 587;
    private static final int TLS_PORT = 465;

    /**
     * Reads the value of {@code mail.smtp-url}. A password goes over an encrypted connection, or to this machine.
     *
     * @throws IllegalArgumentException saying what was expected, without the value
     */
    public static SmtpServer of(String url) {
        URI uri = uri(url);
        boolean implicit = "smtps".equals(scheme(uri));
        if (!implicit && !"smtp".equals(scheme(uri))) {
            throw new IllegalArgumentException(SHAPE);
        }
        boolean more = uri.getQuery() != null || uri.getFragment() != null;
        if (uri.getHost() == null
                || more
                || !(uri.getPath().isEmpty() || uri.getPath().equals("/"))) {
            throw new IllegalArgumentException(SHAPE);
        }
        Optional<Login> login = Optional.ofNullable(uri.getUserInfo()).map(SmtpServer::login);
        int usual = implicit ? TLS_PORT : login.isPresent() ? SUBMISSION_PORT : RELAY_PORT;
        int port = uri.getPort() < 0 ? usual : uri.getPort();
        String host = uri.getHost().replaceAll("^\\[|]$", "");
        Tls tls = implicit ? Tls.IMPLICIT : login.isPresent() && !isHere(host) ? Tls.REQUIRED : Tls.IF_OFFERED;
        return new SmtpServer(host, port, tls, login);
    }

    private static URI uri(String url) {
        try {
            return new URI(url.strip());
        } catch (URISyntaxException e) {
            // Without the cause: its message has the value, and so the password.
            throw new IllegalArgumentException(SHAPE + "; @ : / and % in them are written %40 %3A %2F %25");
        }
    }

    private static String scheme(URI uri) {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    private static Login login(String userInfo) {
        int colon = userInfo.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(SHAPE);
        }
        return new Login(userInfo.substring(0, colon), userInfo.substring(colon + 1));
    }

    private static boolean isHere(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
