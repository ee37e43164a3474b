package io.trunkline.embedded.clickhouse;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a request says of who sends it: basic authorisation (RFC 7617), the headers {@code X-ClickHouse-User} and
 * {@code X-ClickHouse-Key}, or {@code user} and {@code password} in the URL, the first that is there, as ClickHouse's
 * server takes them. Who says nothing is {@code default} with an empty password.
 *
 * @param user name of the user
 * @param password what it says is the user's password
 */
record Credentials(String user, String password) {
    private static final String BASIC = "basic ";

    /**
     * Reads them.
     *
     * @param header looks up a request header
     * @param url the parameters of the URL
     */
    static Credentials read(Function<String, Optional<String>> header, Map<String, String> url) {
        return header.apply("Authorization")
                .flatMap(Credentials::basic)
                .or(() -> of(header.apply("X-ClickHouse-User"), header.apply("X-ClickHouse-Key")))
                .or(() -> of(Optional.ofNullable(url.get("user")), Optional.ofNullable(url.get("password"))))
                .orElse(new Credentials(ClickHouseUsers.OWNER, ""));
    }

    private static Optional<Credentials> of(Optional<String> user, Optional<String> password) {
        return user.isEmpty() && password.isEmpty()
                ? Optional.empty()
                : Optional.of(new Credentials(user.orElse(ClickHouseUsers.OWNER), password.orElse("")));
    }

    /** Another scheme, or what cannot be decoded, is a user whom nobody knows. */
    private static Optional<Credentials> basic(String header) {
        if (!header.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            return Optional.of(new Credentials("", ""));
        }
        try {
            String text = new String(
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip()), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return Optional.of(
                    colon < 0
                            ? new Credentials(text, "")
                            : new Credentials(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.of(new Credentials("", ""));
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
