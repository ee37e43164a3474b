package io.trunkline.rating.registration;

import io.trunkline.rating.message.RegisterMessage.Contact;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * By what registrations are known.
 *
 * <pre>
 *   key of the topic registrations           id: the first 16 hex digits of the SHA-256 of
 *   AOR space CONTACT    a binding           the key
 *                        of a device         AOR space +sip.instance=INSTANCE;reg-id=N
 *   AOR space            the last failure    the key
 * </pre>
 */
final class RegistrationKey {

    private static final char SEPARATOR = ' ';
    private static final int ID_BYTES = 8;

    private RegistrationKey() {}

    static String of(String aor, String contact) {
        return aor + SEPARATOR + contact;
    }

    /**
     * The id of a binding.
     *
     * @param device as {@link #device} has it; null of a contact that does not say
     */
    static String id(String aor, String contact, String device) {
        byte[] key = of(aor, device == null ? contact : device).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(sha256(key), 0, ID_BYTES);
    }

    /** What tells a device and its flow from every other, wherever it is (RFC 5626, 4); null when it does not say. */
    static String device(Contact contact) {
        if (contact.instance() == null) {
            return null;
        }
        String instance = "+sip.instance=" + contact.instance();
        return contact.regId() < 0 ? instance : instance + ";reg-id=" + contact.regId();
    }

    /** The same, but null when another contact of the message says to be that device too: then it tells nothing. */
    static String device(Contact contact, List<Contact> among) {
        String device = device(contact);
        boolean alone = device == null
                || among.stream()
                        .noneMatch(
                                other -> !other.uri().equals(contact.uri()) && Objects.equals(device, device(other)));
        return alone ? device : null;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
