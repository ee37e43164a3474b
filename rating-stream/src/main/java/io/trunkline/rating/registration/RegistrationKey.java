package io.trunkline.rating.registration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Keys of the topic {@code registrations}.
 *
 * <pre>
 *   AOR space CONTACT    a binding
 *   AOR space            the last failure
 * </pre>
 */
final class RegistrationKey {

    private static final char SEPARATOR = ' ';
    private static final int ID_BYTES = 8;

    private RegistrationKey() {}

    static String of(String aor, String contact) {
        return aor + SEPARATOR + contact;
    }

    /** The first 16 hex digits of the SHA-256 of the key: always the same for an address and contact. */
    static String id(String aor, String contact) {
        byte[] key = of(aor, contact).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(sha256(key), 0, ID_BYTES);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
