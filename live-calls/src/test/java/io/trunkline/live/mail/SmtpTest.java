package io.trunkline.live.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.live.mail.Delivery.Away;
import io.trunkline.live.mail.Delivery.Deferred;
import io.trunkline.live.mail.Delivery.NotOurs;
import io.trunkline.live.mail.Delivery.Refused;
import io.trunkline.live.mail.Delivery.Taken;
import io.trunkline.live.mail.Delivery.Unknown;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One conversation with a server: a real one, and one that says what real ones say seldom. */
class SmtpTest {

    private static final String FROM = "Trunkline Ümläut <noreply@example.net>";
    private static final Mail MAIL = new Mail(
            "acme low 2026-11-22T12:00:00Z",
            "zoe@example.org",
            "Zoë: 4.99 €",
            "Hello Zoë,\n.\n4.99 €\n",
            Instant.parse("2026-11-22T12:00:00Z"));

    @Test
    void shouldHandARealServerAMailThatReadsAsItWasWritten() throws Exception {
        try (var real = RealSmtp.plain()) {
            assertEquals(new Taken(), smtp(real.url("")).deliver(MAIL, () -> true));
            MimeMessage got = real.mails()[0];
            assertEquals("Zoë: 4.99 €", got.getSubject());
            assertEquals(
                    "Hello Zoë,\r\n.\r\n4.99 €", got.getContent().toString().strip());
            assertEquals("Trunkline Ümläut", ((InternetAddress) got.getFrom()[0]).getPersonal());
            assertEquals("zoe@example.org", got.getAllRecipients()[0].toString());
            assertEquals("auto-generated", got.getHeader("Auto-Submitted")[0]);
            assertTrue(got.getHeader("Return-Path")[0].contains("noreply@example.net"));

            smtp(real.url("")).deliver(MAIL, () -> true);
            assertEquals(got.getMessageID(), real.mails()[1].getMessageID(), "whoever gets it twice can tell");
        }
    }

    @Test
    void shouldLogInAndSayThatItCannotWithoutThePassword() {
        try (var real = RealSmtp.plain()) {
            real.setUser("noreply@example.net", "me", "s3cret");
            assertEquals(new Taken(), smtp(real.url("me:s3cret@")).deliver(MAIL, () -> true));
            assertEquals(
                    new Away("the server does not accept the user and password of mail.smtp-url"),
                    smtp(real.url("me:wr0ng@")).deliver(MAIL, () -> true));
            assertEquals(1, real.mails().length);
        }
    }

    @Test
    void shouldTellNothingToAServerWhoseCertificateNobodyVouchesFor() {
        try (var real = RealSmtp.overTls()) {
            Delivery delivery = smtp(real.url("me:s3cret@")).deliver(MAIL, () -> true);
            assertTrue(
                    delivery instanceof Away(String reason) && reason.contains("certificate is not accepted"),
                    "" + delivery);
        }
    }

    @Test
    void shouldNotSendWhatItMayNot() throws IOException {
        try (var server = new ScriptedSmtp(heard -> null)) {
            assertEquals(new NotOurs(), new Smtp(server.server(), FROM).deliver(MAIL, () -> false));
            assertEquals(List.of(), server.taken());
            assertTrue(server.heard().stream().noneMatch(heard -> heard.startsWith(". ")));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello | 554 go away                       | Away",
                "hello | hang up                           | Away",
                "MAIL  | 550 5.1.8 <noreply@example.net>   | Away",
                "MAIL  | 451 later                         | Away",
                "RCPT  | 550 5.1.1 <zoe@example.org> who?  | Refused: 550 5.1.1",
                "RCPT  | 550 <zoe@example.org> who?        | Refused: 550",
                "RCPT  | 501 syntax                        | Refused: 501",
                "RCPT  | 452 4.2.2 <zoe@example.org> full  | Deferred: 452 4.2.2",
                "RCPT  | 450 greylisted                    | Deferred: 450",
                "RCPT  | 421 4.3.2 shutting down           | Away",
                "RCPT  | 530 5.7.0 log in first            | Away",
                "RCPT  | hang up                           | Away",
                ".     | 554 5.7.1 spam of zoe@example.org | Refused: 554 5.7.1",
                ".     | 451 4.3.0 disk                    | Deferred: 451 4.3.0",
                ".     | 421 bye                           | Away",
                ".     | hang up                           | Unknown"
            })
    void shouldTellRefusalsFromDelaysAndFromWhatNobodyKnows(String when, String reply, String expected)
            throws IOException {
        try (var server = new ScriptedSmtp(heard -> heard.startsWith(when) ? reply : null)) {
            var claims = new ArrayList<Boolean>();
            Delivery delivery = new Smtp(server.server(), FROM).deliver(MAIL, () -> claims.add(true));
            String text =
                    switch (delivery) {
                        case Taken() -> "Taken";
                        case Refused(String why) -> "Refused: " + why;
                        case Deferred(String why) -> "Deferred: " + why;
                        case Away(String why) -> "Away";
                        case Unknown() -> "Unknown";
                        case NotOurs() -> "NotOurs";
                    };
            assertEquals(expected, text);
            assertEquals(when.equals("."), !claims.isEmpty(), "claimed before the text and no sooner");
            assertFalse(delivery.toString().contains("zoe@"), "what is logged names nobody: " + delivery);
        }
    }

    @Test
    void shouldRefuseAnAddressThatNoMailCanHave() throws IOException {
        try (var server = new ScriptedSmtp(heard -> null)) {
            var mail = new Mail("id", "a@b@c", "s", "t", Instant.EPOCH);
            assertTrue(new Smtp(server.server(), FROM).deliver(mail, () -> true) instanceof Refused);
            assertEquals(List.of(), server.heard());
        }
    }

    private static Smtp smtp(String url) {
        return new Smtp(SmtpServer.of(url), FROM);
    }
}
