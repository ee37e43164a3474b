package io.trunkline.live.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;

/** A real server, GreenMail, on a free port of loopback. */
final class RealSmtp implements AutoCloseable {

    /** GreenMail gives up after two seconds, which a busy machine may take. */
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(1);

    private final String protocol;
    private final GreenMail server;

    private RealSmtp(String protocol) {
        this.protocol = protocol;
        var setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(STARTS_WITHIN.toMillis());
        server = new GreenMail(setup);
        server.start();
    }

    /** Without encryption. */
    static RealSmtp plain() {
        return new RealSmtp(ServerSetup.PROTOCOL_SMTP);
    }

    /** TLS from the first byte, with the certificate that the JVM's system properties name, or GreenMail's own. */
    static RealSmtp overTls() {
        return new RealSmtp(ServerSetup.PROTOCOL_SMTPS);
    }

    int port() {
        return (protocol.equals(ServerSetup.PROTOCOL_SMTP) ? server.getSmtp() : server.getSmtps()).getPort();
    }

    /** As {@code mail.smtp-url} has it. */
    String url(String login) {
        return protocol + "://" + login + "127.0.0.1:" + port();
    }

    void setUser(String address, String user, String password) {
        server.setUser(address, user, password);
    }

    MimeMessage[] mails() {
        return server.getReceivedMessages();
    }

    @Override
    public void close() {
        server.stop();
    }
}
