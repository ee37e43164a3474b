package io.trunkline.live.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;

/**
 * Hands mails to the server, one connection each (RFC 5321). Waits for the server, so it belongs on a thread that may
 * wait; an interrupt ends it at once when that thread is virtual. For one thread at a time.
 */
final class Smtp {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

    /** Less than RFC 5321, 4.5.3.2 wants a client to wait: the server is one that takes mails for us to pass on. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    private static final int ID_DIGITS = 32;

    /** Asked in the moment before the server may take a mail. */
    interface Claim {
        /** Whether this process, and nobody else, may send it. */
        boolean granted() throws InterruptedException;
    }

    private final SmtpServer server;
    private final InternetAddress from;
    private final Session session;

    Smtp(SmtpServer server, String from) {
        this.server = server;
        this.from = MailSettings.address(from);
        session = Session.getInstance(properties(server, this.from));
    }

    private static Properties properties(SmtpServer server, InternetAddress from) {
        var properties = new Properties();
        String mail = "mail." + ClaimingTransport.protocol(server) + '.';
        properties.put(mail + "from", from.getAddress());
        properties.put(mail + "connectiontimeout", Long.toString(CONNECT_WITHIN.toMillis()));
        properties.put(mail + "timeout", Long.toString(ANSWER_WITHIN.toMillis()));
        properties.put(mail + "auth", Boolean.toString(server.login().isPresent()));
        properties.put(mail + "starttls.enable", "true");
        properties.put(mail + "starttls.required", Boolean.toString(server.tls() == SmtpServer.Tls.REQUIRED));
        properties.put(mail + "ssl.checkserveridentity", "true");
        properties.put(mail + "quitwait", "false");
        return properties;
    }

    /**
     * Hands a mail over.
     *
     * @param claim asked when the server has agreed to sender and recipient
     */
    Delivery deliver(Mail mail, Claim claim) {
        Message message;
        try {
            message = message(mail);
        } catch (MessagingException | IllegalArgumentException e) {
            return new Delivery.Refused("no mail can be written to that address");
        }
        var transport = new ClaimingTransport(session, server, claim);
        try {
            SmtpServer.Login login = server.login().orElse(null);
            transport.connect(
                    server.host(),
                    server.port(),
                    login == null ? null : login.user(),
                    login == null ? null : login.password());
            transport.sendMessage(message, message.getAllRecipients());
            return new Delivery.Taken();
        } catch (AuthenticationFailedException e) {
            return new Delivery.Away("the server does not accept the user and password of mail.smtp-url");
        } catch (MessagingException e) {
            return transport.failed(e);
        } finally {
            transport.hangUp();
        }
    }

    private Message message(Mail mail) throws MessagingException {
        var message = new Named(session, mail.id(), from.getAddress());
        message.setFrom(from);
        message.setRecipients(Message.RecipientType.TO, new Address[] {MailSettings.address(mail.to())});
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setText(mail.text(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(mail.at()));
        // RFC 3834: nobody is to answer by a machine.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        return message;
    }

    /** A message whose Message-ID follows from what it is about. */
    private static final class Named extends MimeMessage {

        private final String id;
        private final String from;

        Named(Session session, String id, String from) {
            super(session);
            this.id = id;
            this.from = from;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            String domain = from.substring(from.lastIndexOf('@') + 1);
            setHeader("Message-ID", '<' + Occasion.digest(id).substring(0, ID_DIGITS) + '@' + domain + '>');
        }
    }
}
