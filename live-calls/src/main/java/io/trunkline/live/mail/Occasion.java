package io.trunkline.live.mail;

import io.trunkline.protocol.event.AccountEvent;
import io.trunkline.protocol.event.Alarm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What one mail is to be written about. */
sealed interface Occasion {

    /** Names the mail: the same whenever and by whomever the topic is read. */
    String id();

    /** What it is about. */
    MailKind kind();

    /** The account to whose owner it goes; null of an alarm's. */
    String accountId();

    /** When it happened. */
    Instant at();

    /** An account crossed its threshold or its limit. */
    record Crossing(AccountEvent event, MailKind kind) implements Occasion {

        /** That of an event; none of one that no mail is about. */
        static Optional<Occasion> of(AccountEvent event) {
            return MailKind.of(event).map(kind -> new Crossing(event, kind));
        }

        @Override
        public String id() {
            return event.accountId() + ' ' + kind.label() + ' ' + event.at();
        }

        @Override
        public String accountId() {
            return event.accountId();
        }

        @Override
        public Instant at() {
            return event.at();
        }
    }

    /** An alarm was raised, or cleared, of which somebody is to hear. */
    record Alarmed(Alarm alarm, String recipient) implements Occasion {

        /** Those of what the topic tells of an alarm: of one that was only acknowledged there are none. */
        static List<Occasion> of(Alarm alarm, List<String> recipients) {
            return alarm.isUp() && alarm.acknowledgedBy() != null
                    ? List.of()
                    : recipients.stream()
                            .<Occasion>map(to -> new Alarmed(alarm, to))
                            .toList();
        }

        /** With the address only by its digest: what names a mail is written and logged. */
        @Override
        public String id() {
            return alarm.id()
                    + ' '
                    + state()
                    + ' '
                    + digest(recipient.toLowerCase(Locale.ROOT)).substring(0, 12);
        }

        @Override
        public MailKind kind() {
            return MailKind.ALARM;
        }

        @Override
        public String accountId() {
            return null;
        }

        @Override
        public Instant at() {
            return alarm.isUp() ? alarm.raisedAt() : alarm.clearedAt();
        }

        String state() {
            return alarm.isUp() ? "raised" : "cleared";
        }
    }

    /** SHA-256 of a text, in hex. */
    static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
