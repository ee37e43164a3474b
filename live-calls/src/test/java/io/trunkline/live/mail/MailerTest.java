package io.trunkline.live.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.live.mail.MailSettings.Times;
import io.trunkline.protocol.event.AccountEvent;
import io.trunkline.protocol.event.Alarm;
import io.trunkline.protocol.event.AlarmRule;
import io.trunkline.protocol.event.MailRecord.State;
import io.trunkline.telemetry.Health;
import io.trunkline.testing.Until;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what happened to an account to the server that takes the mail, over a real broker. Each test has its own topics. */
class MailerTest {

    /** A claim of another process counts as uncertain at once. */
    private static final Times HASTY =
            new Times(Duration.ofHours(1), Duration.ofMillis(1), Duration.ofMillis(50), Duration.ZERO);

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    private static MailBroker broker;
    private MailBroker.Topics topics;

    @BeforeAll
    static void start(@TempDir Path directory) {
        broker = new MailBroker(directory);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void makeTopics() throws InterruptedException {
        topics = broker.topics();
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void shouldSendOneMailForEachCrossingByItsTemplate() throws Exception {
        Map<String, String> bySubject;
        try (var real = RealSmtp.plain();
                var _ = topics.mailer(SmtpServer.of(real.url("")), HASTY)) {
            topics.tell(event("acme", AccountEvent.Type.LOW, "4.999", null));
            topics.tell(event("acme", AccountEvent.Type.SUSPENDED, "0", null));
            topics.tell(event("acme", AccountEvent.Type.CUT_FAILED, "0", null));
            topics.tell(event("below", AccountEvent.Type.SUSPENDED, "7", "acme"));
            topics.tell(event("nobody", AccountEvent.Type.LOW, "1", null));
            topics.tell(event("acme", AccountEvent.Type.REACTIVATED, "20", null));
            topics.tell(event("acme", AccountEvent.Type.LOW, "4.5", null, now.plusSeconds(1)));
            Until.holds(() -> topics.count(State.SENT) == 5);
            bySubject = Arrays.stream(real.mails()).collect(Collectors.toMap(MailerTest::subject, MailerTest::text));
        }
        assertEquals(
                List.of(
                        "Acme is active again",
                        "Acme is suspended: its balance is used up",
                        "Calls of Below are suspended",
                        "The balance of Acme is low: 4.50 EUR",
                        "The balance of Acme is low: 4.999 EUR"),
                bySubject.keySet().stream().sorted().toList());
        String low = bySubject.get("The balance of Acme is low: 4.999 EUR");
        assertTrue(low.startsWith("acme@example.org|Hello Zoë van Dam,"), low);
        assertTrue(low.contains("went below 5.00 EUR"), low);
        assertTrue(bySubject.get("Calls of Below are suspended").startsWith("below@example.org|Hello Below,"));
        bySubject.values().forEach(text -> assertFalse(text.contains("["), text));
    }

    @Test
    void shouldSendNoMailTwiceAlsoWhenATopicIsReadAgainFromItsStart() throws Exception {
        try (var server = new ScriptedSmtp(heard -> null)) {
            try (var _ = topics.mailer(server.server(), HASTY)) {
                topics.tell(event("acme", AccountEvent.Type.LOW, "4", null));
                Until.holds(() -> topics.count(State.SENT) == 1);
            }
            topics.forgetWhatWasRead();
            topics.tell(event("below", AccountEvent.Type.LOW, "4", null));
            try (var _ = topics.mailer(server.server(), HASTY)) {
                Until.holds(() -> topics.count(State.SENT) == 2);
            }
            assertEquals(List.of("acme@example.org", "below@example.org"), server.taken());
        }
    }

    @Test
    void shouldSendAfterARestartWhatTheServerDidNotTakeBefore() throws Exception {
        var away = new AtomicBoolean(true);
        UnaryOperator<String> script = heard -> away.get() && heard.equals("hello") ? ScriptedSmtp.HANG_UP : null;
        try (var server = new ScriptedSmtp(script)) {
            try (var _ = topics.mailer(server.server(), HASTY)) {
                topics.tell(event("acme", AccountEvent.Type.LOW, "4", null));
                Until.holds(() -> server.heard().size() > 3);
                Health.Part part = Until.fits(
                        topics::health,
                        each -> each.status() == Health.Status.DEGRADED
                                && each.detail().contains("1 wait"));
                assertFalse(part.detail().contains("example.org"), part.detail());
            }
            away.set(false);
            try (var _ = topics.mailer(server.server(), HASTY)) {
                Until.holds(() -> topics.count(State.SENT) == 1);
                assertEquals(Health.Part.up(), topics.health());
            }
            assertEquals(List.of("acme@example.org"), server.taken());
        }
    }

    @Test
    void shouldHoldMailsBackWhileTheCertificateOfTheServerIsNotTrusted(@TempDir Path directory) throws Exception {
        var certificate = ServerCertificate.in(directory);
        try (var server = new ScriptedSmtp(heard -> null, certificate.sockets());
                var _ = topics.mailer(server.server(), HASTY)) {
            topics.tell(event("acme", AccountEvent.Type.LOW, "4", null));
            Until.fits(
                    topics::health,
                    each -> each.status() == Health.Status.DEGRADED
                            && each.detail().contains("1 wait")
                            && each.detail().contains("certificate is not accepted"));
            assertEquals(List.of(), server.taken());
        }
        try (var server = new ScriptedSmtp(heard -> null);
                var _ = topics.mailer(server.server(), HASTY)) {
            Until.holds(() -> topics.count(State.SENT) == 1);
            assertEquals(List.of("acme@example.org"), server.taken());
        }
    }

    @Test
    void shouldTryAgainUntilTheServerIsThere() throws Exception {
        var away = new AtomicBoolean(true);
        UnaryOperator<String> script = heard -> away.get() && heard.equals("hello") ? "421 not now" : null;
        try (var server = new ScriptedSmtp(script);
                var _ = topics.mailer(server.server(), HASTY)) {
            topics.tell(event("acme", AccountEvent.Type.LOW, "4", null));
            topics.tell(event("below", AccountEvent.Type.LOW, "4", null));
            Until.holds(() -> server.heard().size() > 3);
            away.set(false);
            Until.holds(() -> topics.count(State.SENT) == 2);
            assertEquals(
                    List.of("acme@example.org", "below@example.org"),
                    server.taken().stream().sorted().toList());
        }
    }

    @Test
    void shouldNotTryARefusedAddressAgain() throws Exception {
        try (var server = new ScriptedSmtp(heard -> heard.startsWith("RCPT TO:<acme") ? "550 5.1.1 who?" : null);
                var _ = topics.mailer(server.server(), HASTY)) {
            topics.tell(event("acme", AccountEvent.Type.LOW, "4", null));
            topics.tell(event("below", AccountEvent.Type.LOW, "4", null));
            Until.holds(() -> topics.count(State.SENT) == 1 && topics.count(State.REFUSED) == 1);
            topics.tell(event("below", AccountEvent.Type.LOW, "3", null, now.plusSeconds(1)));
            Until.holds(() -> topics.count(State.SENT) == 2);
            assertEquals(
                    1,
                    server.heard().stream()
                            .filter(heard -> heard.startsWith("RCPT TO:<acme"))
                            .count());
            assertEquals("550 5.1.1", topics.records(State.REFUSED).getFirst().detail());
        }
    }

    @Test
    void shouldTryAFullMailboxAgainWhileOthersGetTheirs() throws Exception {
        var mailbox = new AtomicBoolean(true);
        UnaryOperator<String> script =
                heard -> mailbox.get() && heard.startsWith("RCPT TO:<acme") ? "452 4.2.2 full" : null;
        try (var server = new ScriptedSmtp(script);
                var _ = topics.mailer(server.server(), HASTY)) {
            topics.tell(event("acme", AccountEvent.Type.LOW, "4", null));
            Until.holds(() -> server.heard().stream().anyMatch(heard -> heard.startsWith("RCPT TO:<acme")));
            topics.tell(event("below", AccountEvent.Type.LOW, "4", null));
            Until.holds(() -> server.taken().equals(List.of("below@example.org")));
            mailbox.set(false);
            Until.holds(() -> server.taken().equals(List.of("below@example.org", "acme@example.org")));
        }
    }

    @Test
    void shouldSendAgainWhatTheServerPutOffAtTheEndOfTheText() throws Exception {
        var disk = new AtomicBoolean(true);
        UnaryOperator<String> script = heard -> heard.startsWith(". ") && disk.getAndSet(false) ? "451 disk" : null;
        try (var server = new ScriptedSmtp(script);
                var _ = topics.mailer(server.server(), HASTY)) {
            topics.tell(event("acme", AccountEvent.Type.LOW, "4", null));
            Until.holds(() -> topics.count(State.SENT) == 1);
            assertEquals(List.of("acme@example.org"), server.taken());
            assertEquals(2, topics.count(State.CLAIMED), "it was given back in between");
        }
    }

    @Test
    void shouldNeverSendAgainWhatAProcessWasSendingWhenItEnded() throws Exception {
        var silent = new AtomicBoolean(true);
        UnaryOperator<String> script =
                heard -> heard.startsWith(". acme") && silent.get() ? ScriptedSmtp.SILENCE : null;
        try (var server = new ScriptedSmtp(script)) {
            try (var _ = topics.mailer(server.server(), HASTY)) {
                topics.tell(event("acme", AccountEvent.Type.LOW, "4", null));
                Until.holds(() -> server.heard().contains(". acme@example.org"));
            }
            silent.set(false);
            topics.tell(event("below", AccountEvent.Type.LOW, "4", null));
            try (var _ = topics.mailer(server.server(), HASTY)) {
                Until.holds(() -> topics.count(State.UNCERTAIN) == 1 && topics.count(State.SENT) == 1);
            }
            assertEquals(List.of("below@example.org"), server.taken());
            assertEquals(
                    1,
                    server.heard().stream()
                            .filter(heard -> heard.startsWith(". acme"))
                            .count());
        }
    }

    @Test
    void shouldSendEachMailOnceFromTwoProcesses() throws Exception {
        try (var server = new ScriptedSmtp(heard -> null);
                var _ = topics.mailer(server.server(), HASTY);
                var _ = topics.mailer(server.server(), HASTY)) {
            List<String> all = IntStream.range(0, 40).mapToObj(i -> "many-" + i).toList();
            all.forEach(account -> topics.tell(event(account, AccountEvent.Type.LOW, "4", null)));
            Until.holds(() -> topics.count(State.SENT) == all.size());
            assertEquals(
                    all.stream()
                            .map(account -> account + "@example.org")
                            .sorted()
                            .toList(),
                    server.taken().stream().sorted().toList());
        }
    }

    @Test
    void shouldSendNothingOfWhatHappenedLongAgo() throws Exception {
        try (var server = new ScriptedSmtp(heard -> null);
                var _ = topics.mailer(server.server(), HASTY)) {
            topics.tell(event("acme", AccountEvent.Type.LOW, "4", null, now.minus(Duration.ofHours(2))));
            topics.tell(event("acme", AccountEvent.Type.LOW, "4", null));
            Until.holds(() -> topics.count(State.SENT) == 1);
            assertEquals(List.of("acme@example.org"), server.taken());
        }
    }

    @Test
    void shouldMailAnAlarmToEachRecipientWhenItIsRaisedAndWhenItIsCleared() throws Exception {
        try (var server = new ScriptedSmtp(heard -> null);
                var _ = topics.mailer(server.server(), HASTY, "noc@example.net", "Night <night@example.net>")) {
            Alarm raised = alarm();
            topics.tell(raised);
            topics.tell(raised);
            topics.tell(raised.acknowledged("noc", now));
            Until.holds(() -> topics.count(State.SENT) == 2);
            topics.tell(raised.acknowledged("noc", now).cleared(now));
            Until.holds(() -> topics.count(State.SENT) == 4);
            assertEquals(
                    List.of("night@example.net", "night@example.net", "noc@example.net", "noc@example.net"),
                    server.taken().stream().sorted().toList());
            assertTrue(topics.records(State.SENT).stream()
                    .noneMatch(record -> record.id().contains("@")));
        }
    }

    private AccountEvent event(String account, AccountEvent.Type type, String balance, String suspendedBy) {
        return event(account, type, balance, suspendedBy, now);
    }

    private AccountEvent event(String account, AccountEvent.Type type, String balance, String suspendedBy, Instant at) {
        return new AccountEvent(account, type, new BigDecimal(balance), "EUR", at, suspendedBy, null);
    }

    private Alarm alarm() {
        return new Alarm(
                "alarm-1",
                "trunk-asr",
                AlarmRule.Kind.ASR,
                "203.0.113.51",
                null,
                new BigDecimal("0.1"),
                new BigDecimal("0.3"),
                "the trunk 203.0.113.51 answered 10 %",
                now,
                null,
                null,
                null,
                List.of());
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0] + "|" + mail.getContent();
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
