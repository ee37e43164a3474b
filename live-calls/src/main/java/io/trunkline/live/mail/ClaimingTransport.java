package io.trunkline.live.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.security.cert.CertificateException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * A conversation by SMTP that knows how far it came, and asks before {@code DATA} whether it may go on: what is not said
 * before that no server can have taken (RFC 5321, 4.1.1.4: it is the end of the data that makes it responsible).
 */
final class ClaimingTransport extends SMTPTransport {

    /** How far the conversation came. */
    private enum Stage {
        GREETING,
        SENDER,
        RECIPIENT,
        CLAIM,
        DATA,
        TEXT,
        END_OF_TEXT
    }

    private static final Pattern ENHANCED = Pattern.compile("\\d{3}[ -](\\d\\.\\d{1,3}\\.\\d{1,3})\\b");
    private static final int TRANSIENT = 4;
    private static final int PERMANENT = 5;
    private static final int CODES_OF_A_KIND = 100;

    /** The server goes away. */
    private static final int CLOSING = 421;

    /** It wants a password, or encryption, first (RFC 4954): that is no word on the recipient. */
    private static final int LOG_IN_FIRST = 530;

    private final Smtp.Claim claim;
    private Stage stage = Stage.GREETING;

    ClaimingTransport(Session session, SmtpServer server, Smtp.Claim claim) {
        super(
                session,
                new URLName(protocol(server), server.host(), server.port(), null, null, null),
                protocol(server),
                server.tls() == SmtpServer.Tls.IMPLICIT);
        this.claim = claim;
    }

    /** The name by which the library has the settings. */
    static String protocol(SmtpServer server) {
        return server.tls() == SmtpServer.Tls.IMPLICIT ? "smtps" : "smtp";
    }

    @Override
    protected void mailFrom() throws MessagingException {
        stage = Stage.SENDER;
        super.mailFrom();
    }

    @Override
    protected void rcptTo() throws MessagingException {
        stage = Stage.RECIPIENT;
        super.rcptTo();
    }

    @Override
    protected OutputStream data() throws MessagingException {
        stage = Stage.CLAIM;
        try {
            if (!claim.granted()) {
                throw new MessagingException("the mail is not ours to send");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MessagingException("interrupted", e);
        }
        stage = Stage.DATA;
        OutputStream text = super.data();
        stage = Stage.TEXT;
        return text;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        stage = Stage.END_OF_TEXT;
        super.finishData();
    }

    /** What a failure means, by how far the conversation came and what the server said last. */
    Delivery failed(MessagingException why) {
        int code = getLastReturnCode();
        int kind = code / CODES_OF_A_KIND;
        boolean goesAway = code == CLOSING || code == LOG_IN_FIRST;
        return switch (stage) {
            case GREETING -> new Delivery.Away(unreachable(why));
            case SENDER -> new Delivery.Away("the server does not take mails from mail.from: " + reply());
            case CLAIM -> new Delivery.NotOurs();
            case TEXT -> new Delivery.Away("the connection broke off");
            case RECIPIENT, DATA, END_OF_TEXT ->
                kind == PERMANENT && !goesAway
                        ? new Delivery.Refused(reply())
                        : kind == TRANSIENT && !goesAway
                                ? new Delivery.Deferred(reply())
                                : kind != PERMANENT && kind != TRANSIENT && stage == Stage.END_OF_TEXT
                                        ? new Delivery.Unknown()
                                        : new Delivery.Away("the server answered " + reply());
        };
    }

    /** The codes alone: in its words the server may repeat the address. */
    private String reply() {
        int code = getLastReturnCode();
        if (code < CODES_OF_A_KIND) {
            return "nothing";
        }
        String response = getLastServerResponse();
        Matcher enhanced = ENHANCED.matcher(response == null ? "" : response);
        return enhanced.lookingAt() ? code + " " + enhanced.group(1) : Integer.toString(code);
    }

    private static String unreachable(Throwable why) {
        Throwable root = why;
        boolean byCertificate = why instanceof CertificateException;
        while (root.getCause() != null) {
            root = root.getCause();
            byCertificate |= root instanceof CertificateException;
        }
        return (byCertificate ? "the server's certificate is not accepted: " : "the server cannot be spoken to: ")
                + (root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage());
    }

    /** Closes the connection, with or without a word to the server. */
    void hangUp() {
        try {
            close();
        } catch (MessagingException e) {
            // It is closed all the same, and what came of the mail is known.
            assert !isConnected() : e;
        }
    }
}
