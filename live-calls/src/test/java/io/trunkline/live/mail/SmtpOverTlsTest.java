package io.trunkline.live.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.live.mail.Delivery.Away;
import io.trunkline.live.mail.SmtpServer.Login;
import io.trunkline.live.mail.SmtpServer.Tls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conversations that are encrypted, and those that are not because the other side cannot be believed. */
class SmtpOverTlsTest {

    private static final String FROM = "noreply@example.net";
    private static final Mail MAIL =
            new Mail("acme low", "zoe@example.org", "Low", "4.99 left", Instant.parse("2026-11-22T12:00:00Z"));
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Optional<Login> LOGIN = Optional.of(new Login("me", "s3cret"));

    @TempDir
    private static Path directory;

    private static ServerCertificate certificate;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = ServerCertificate.in(directory);
    }

    /** As an operator has it: the JVM is told when it starts whom it trusts. */
    @Test
    void shouldHandMailsToServersWhoseCertificateTheJvmWasToldToTrust() throws Exception {
        assertEquals(
                List.of(
                        "smtps://localhost Taken[], received 1",
                        "STARTTLS at localhost Taken[], said EHLO STARTTLS EHLO MAIL RCPT .",
                        "smtps://127.0.0.1 of another name Away, received 1",
                        "STARTTLS at 127.0.0.1 of another name Away, said EHLO STARTTLS"),
                said(Trusting.class));
    }

    /** The output of a main class in a JVM that trusts the certificate. */
    private static List<String> said(Class<?> main) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "said", ".txt");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djavax.net.ssl.trustStore=" + certificate.trust(),
                        "-Djavax.net.ssl.trustStorePassword=" + ServerCertificate.PASSWORD,
                        "-Dgreenmail.tls.keystore.file=" + certificate.keys(),
                        "-Dgreenmail.tls.keystore.password=" + ServerCertificate.PASSWORD,
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        certificate.keys().toString(),
                        certificate.trust().toString(),
                        output.toString())
                .inheritIO()
                .start();
        try {
            assertTrue(child.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), "it has not come to its end");
            assertEquals(0, child.exitValue());
        } finally {
            child.destroyForcibly();
        }
        return Files.readAllLines(output, StandardCharsets.UTF_8);
    }

    /** Runs in the JVM that trusts the certificate: its store of keys, its store of trust, where to write. */
    static final class Trusting {

        private Trusting() {}

        public static void main(String[] arguments) throws Exception {
            var own = new ServerCertificate(Path.of(arguments[0]), Path.of(arguments[1]));
            var said = new ArrayList<String>();
            try (var real = RealSmtp.overTls();
                    var scripted = new ScriptedSmtp(heard -> null, own.sockets())) {
                int port = real.port();
                said.add("smtps://localhost "
                        + deliver(new SmtpServer("localhost", port, Tls.IMPLICIT, Optional.empty())) + ", received "
                        + real.mails().length);
                said.add("STARTTLS at localhost " + deliver(required("localhost", scripted)) + ", said "
                        + verbs(scripted, 0));
                int before = scripted.heard().size();
                said.add("smtps://127.0.0.1 of another name "
                        + away(deliver(new SmtpServer("127.0.0.1", port, Tls.IMPLICIT, Optional.empty())))
                        + ", received "
                        + real.mails().length);
                said.add("STARTTLS at 127.0.0.1 of another name " + away(deliver(required("127.0.0.1", scripted)))
                        + ", said " + verbs(scripted, before));
            }
            Files.write(Path.of(arguments[2]), said);
        }

        private static SmtpServer required(String host, ScriptedSmtp scripted) {
            return new SmtpServer(host, scripted.port(), Tls.REQUIRED, Optional.empty());
        }

        private static String away(Delivery delivery) {
            String reason = assertInstanceOf(Away.class, delivery).reason();
            assertTrue(reason.contains("certificate is not accepted"), reason);
            assertTrue(reason.contains("127.0.0.1"), reason);
            return "Away";
        }
    }

    private static Delivery deliver(SmtpServer server) {
        return new Smtp(server, FROM).deliver(MAIL, () -> true);
    }

    /** The first words of what was said to it, its own greeting left out. */
    private static String verbs(ScriptedSmtp server, int from) {
        List<String> heard = server.heard();
        return String.join(
                " ",
                heard.subList(from, heard.size()).stream()
                        .map(each -> each.split(" ", 2)[0])
                        .filter(each -> !each.equals("hello"))
                        .toList());
    }

    @Test
    void shouldSayNothingInPlainTextToAServerWhoseCertificateNobodyVouchesFor() throws Exception {
        try (var server = new ScriptedSmtp(heard -> null, certificate.sockets())) {
            for (Tls tls : List.of(Tls.IF_OFFERED, Tls.REQUIRED)) {
                int before = server.heard().size();
                Delivery delivery = deliver(new SmtpServer("localhost", server.port(), tls, LOGIN));
                String reason = assertInstanceOf(Away.class, delivery).reason();
                assertTrue(reason.contains("certificate is not accepted"), reason);
                assertEquals("EHLO STARTTLS", verbs(server, before));
            }
        }
    }

    @Test
    void shouldGiveNoPasswordToAServerThatDoesNotEncrypt() throws Exception {
        try (var server = new ScriptedSmtp(heard -> null)) {
            Delivery delivery = deliver(new SmtpServer("localhost", server.port(), Tls.REQUIRED, LOGIN));
            String reason = assertInstanceOf(Away.class, delivery).reason();
            assertTrue(reason.contains("STARTTLS"), reason);
            assertEquals("EHLO", verbs(server, 0));
        }
    }
}
