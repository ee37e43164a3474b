package io.trunkline.protocol.sip;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Addresses of record, in the form in which two that mean the same are the same text (RFC 3261 10.3). */
public final class Aor {

    private Aor() {}

    /**
     * The address of record of a URI: {@code user@host}, the host in small letters, without scheme, password,
     * port, parameters and headers, escapes undone. A URI without user gives the host alone; a {@code tel} URI its
     * number.
     *
     * @param uri as {@link SipField#TO_URI} gives it; null gives null
     * @return null when it is no SIP, SIPS or telephone URI
     */
    public static String of(String uri) {
        if (uri == null) {
            return null;
        }
        byte[] bytes = uri.getBytes(StandardCharsets.UTF_8);
        var reader = new UriReader();
        if (!reader.read(bytes, 0, bytes.length) || (!reader.hasUser() && !reader.hasHost())) {
            return null;
        }
        String user = reader.hasUser() ? Escapes.undone(bytes, reader.userStart(), reader.userEnd()) : null;
        if (!reader.hasHost()) {
            return user;
        }
        String host = new String(
                        bytes, reader.hostStart(), reader.hostEnd() - reader.hostStart(), StandardCharsets.UTF_8)
                .toLowerCase(Locale.ROOT);
        return user == null ? host : user + "@" + host;
    }
}
