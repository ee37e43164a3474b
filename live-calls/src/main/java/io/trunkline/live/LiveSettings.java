package io.trunkline.live;

import io.trunkline.live.mail.MailSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How the API is served.
 *
 * @param host address to listen on: the value of {@code http.host}
 * @param port TCP port, the value of {@code http.port}; 0 takes a free one
 * @param adminToken the value of {@code http.admin-token}; never shown
 * @param sessionLifetime how long a browser stays logged in, the value of {@code http.session-lifetime}
 * @param loginCodeLifetime how long a login link works
 * @param alarmWebhook where alarms are sent to, the value of {@code alarms.webhook-url}; never shown
 * @param switchTakesCommands whether a switch takes commands: whether {@code switch.kamailio.rpc-url} is set
 * @param closedUntil calls that began before this are not corrected any more: the value of {@code books.closed-until}
 * @param mail how mails are sent; empty for none
 */
public record LiveSettings(
        String host,
        int port,
        String adminToken,
        Duration sessionLifetime,
        Duration loginCodeLifetime,
        Optional<URI> alarmWebhook,
        boolean switchTakesCommands,
        Optional<Instant> closedUntil,
        Optional<MailSettings> mail) {

    private static final int HIGHEST_PORT = 65_535;

    /** Checks what would not work. */
    public LiveSettings {
        Objects.requireNonNull(host, "http.host");
        Objects.requireNonNull(adminToken, "http.admin-token");
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("http.port must be 0 to " + HIGHEST_PORT + ", not " + port);
        }
        if (!sessionLifetime.isPositive() || !loginCodeLifetime.isPositive()) {
            throw new IllegalArgumentException("sessions and login links must live for more than no time");
        }
    }

    /** A working day for a session, and ten minutes for a login link. */
    public static LiveSettings withDefaults(String host, int port, String adminToken) {
        return new LiveSettings(
                host,
                port,
                adminToken,
                Duration.ofHours(12),
                Duration.ofMinutes(10),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    /** The same with sessions of another length. */
    public LiveSettings withSessions(Duration lifetime) {
        return new LiveSettings(
                host,
                port,
                adminToken,
                lifetime,
                loginCodeLifetime,
                alarmWebhook,
                switchTakesCommands,
                closedUntil,
                mail);
    }

    /** The same where a switch takes commands, or does not. */
    public LiveSettings withSwitch(boolean takesCommands) {
        return new LiveSettings(
                host,
                port,
                adminToken,
                sessionLifetime,
                loginCodeLifetime,
                alarmWebhook,
                takesCommands,
                closedUntil,
                mail);
    }

    /** The same with an address to which alarms are sent. */
    public LiveSettings sendingAlarms(Optional<URI> webhook) {
        return new LiveSettings(
                host,
                port,
                adminToken,
                sessionLifetime,
                loginCodeLifetime,
                webhook,
                switchTakesCommands,
                closedUntil,
                mail);
    }

    /** The same with books that are closed until a moment. */
    public LiveSettings closedUntil(Optional<Instant> until) {
        return new LiveSettings(
                host,
                port,
                adminToken,
                sessionLifetime,
                loginCodeLifetime,
                alarmWebhook,
                switchTakesCommands,
                until,
                mail);
    }

    /** The same, sending mails. */
    public LiveSettings mailing(Optional<MailSettings> how) {
        return new LiveSettings(
                host,
                port,
                adminToken,
                sessionLifetime,
                loginCodeLifetime,
                alarmWebhook,
                switchTakesCommands,
                closedUntil,
                how);
    }

    @Override
    public String toString() {
        return "LiveSettings[" + host + ":" + port + "]";
    }
}
