package io.trunkline.embedded.clickhouse;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.Optional;

/**
 * Who may speak to the embedded engine: {@code default}, to whom it belongs, and {@code reader}, who may only read and
 * reaches neither files nor networks by it.
 *
 * @param ownerPassword password of {@code default}
 * @param readerPassword password of {@code reader}
 */
public record ClickHouseUsers(String ownerPassword, String readerPassword) {
    /** The user to whom the engine belongs, and as whom a request comes that names none. */
    public static final String OWNER = "default";

    /** The user who may only read. */
    public static final String READER = "reader";

    /** Everybody on this machine owns it, without a password, and nobody else is known: for tests. */
    static final ClickHouseUsers ANYBODY = new ClickHouseUsers("", "");

    /** What a user may do. */
    enum Right {
        ALL,
        READ
    }

    /** Checks that they are there. */
    public ClickHouseUsers {
        Objects.requireNonNull(ownerPassword, "ownerPassword");
        Objects.requireNonNull(readerPassword, "readerPassword");
    }

    /** Returns what a user may do; nothing when name or password are wrong. Takes as long whatever is wrong with them. */
    @SuppressWarnings("ShortCircuitBoolean") // So that it takes as long.
    Optional<Right> rightOf(Credentials given) {
        boolean owner = isSame(OWNER, given.user()) & isSame(ownerPassword, given.password());
        boolean reader = isSame(READER, given.user()) & isSame(readerPassword, given.password());
        if (owner) {
            return Optional.of(Right.ALL);
        }
        return reader && !readerPassword.isEmpty() ? Optional.of(Right.READ) : Optional.empty();
    }

    /** Compares digests, so that the time tells nothing of the text, nor of its length. */
    private static boolean isSame(String expected, String given) {
        return MessageDigest.isEqual(digest(expected), digest(given));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    /** Without the passwords, which belong in no log. */
    @Override
    public String toString() {
        return "ClickHouseUsers[" + OWNER + ", " + READER + "]";
    }
}
