package io.trunkline.storage.connection;

import java.time.Duration;
import java.util.Objects;

/**
 * Where the store is and how long it keeps things.
 *
 * @param jdbcUrl the value of {@code clickhouse.url}: {@code jdbc:clickhouse://host:8123/…}
 * @param user user at the server; {@code default} for the embedded engine
 * @param password the user's password; empty for none. Never shown
 * @param retentionMessages how long messages, and records that could not be read, are kept after their receipt; whole seconds, above 0
 * @param retentionCdrs how long call records are kept after their start; whole seconds, above 0
 */
public record StoreSettings(
        String jdbcUrl, String user, String password, Duration retentionMessages, Duration retentionCdrs) {

    /** Checks the retentions; whether the URL is one is found when it is opened. */
    public StoreSettings {
        Objects.requireNonNull(jdbcUrl, "jdbcUrl");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        requirePositive("retention.messages", retentionMessages);
        requirePositive("retention.cdrs", retentionCdrs);
    }

    /** As the contract's defaults have it: 14 days of messages, 400 of call records. */
    public static StoreSettings withDefaults(String jdbcUrl) {
        return new StoreSettings(jdbcUrl, "default", "", Duration.ofDays(14), Duration.ofDays(400));
    }

    private static void requirePositive(String key, Duration retention) {
        if (retention.toSeconds() <= 0) {
            throw new IllegalArgumentException(key + " must be at least a second, not " + retention);
        }
    }

    /** Neither the password nor the URL's parameters, among which one may be. */
    @Override
    public String toString() {
        return "StoreSettings[" + jdbcUrl.replaceFirst("\\?.*", "") + ", user " + user + "]";
    }
}
