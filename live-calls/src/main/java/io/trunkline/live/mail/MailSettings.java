package io.trunkline.live.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.List;

/**
 * How mails are sent.
 *
 * @param server to which they are handed: {@code mail.smtp-url}
 * @param from who they are from: {@code mail.from}, an address with or without a name
 * @param alarmsTo addresses of those who hear of alarms: {@code alarms.mail-to}; empty for nobody
 * @param templates what they say: {@code mail.templates}
 * @param times how patiently
 */
public record MailSettings(
        SmtpServer server, String from, List<String> alarmsTo, MailTemplates templates, Times times) {

    /**
     * How patiently mails are sent.
     *
     * @param worth how long after what happened a mail is still worth to be sent
     * @param firstPause before a mail, or the server, is tried again; each time it is twice as long
     * @param longestPause but never longer
     * @param claimHolds how long another process's claim is waited for before it counts as uncertain: longer than any
     *     conversation with a server lasts
     */
    public record Times(Duration worth, Duration firstPause, Duration longestPause, Duration claimHolds) {

        /** A day, with pauses from 5 s to 10 min. */
        public static Times standard() {
            return new Times(
                    Duration.ofHours(24), Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofMinutes(10));
        }
    }

    /** Takes a copy, and checks the addresses. */
    public MailSettings {
        address(from);
        alarmsTo.forEach(MailSettings::address);
        alarmsTo = List.copyOf(alarmsTo);
    }

    /**
     * One address, with or without a name: {@code Trunkline <noreply@example.net>} (RFC 5322, 3.4).
     *
     * @throws IllegalArgumentException saying what was expected
     */
    public static InternetAddress address(String text) {
        try {
            InternetAddress[] addresses = InternetAddress.parse(text, true);
            if (addresses.length == 1 && addresses[0].getAddress().indexOf('@') > 0) {
                return addresses[0];
            }
        } catch (AddressException e) {
            throw new IllegalArgumentException(expected(text), e);
        }
        throw new IllegalArgumentException(expected(text));
    }

    private static String expected(String text) {
        return text + " is no address, as in noreply@example.net or Trunkline <noreply@example.net>";
    }
}
