package io.trunkline.live.http;

import java.time.Duration;

/**
 * The cookie of a session as a {@code Set-Cookie} header bears it: no script reads it, and no other site's page
 * sends it. It is not {@code Secure}, because the server speaks plain HTTP, on loopback by default; a proxy
 * that speaks TLS before it can add that.
 */
public final class SessionCookie {

    /** Its name. */
    static final String NAME = "trunkline-session";

    private static final String RULES = "; Path=/; HttpOnly; SameSite=Strict; Max-Age=";

    private SessionCookie() {}

    /** Sets it. */
    public static String set(String value, Duration lifetime) {
        return NAME + '=' + value + RULES + lifetime.toSeconds();
    }

    /** Takes it back. */
    public static String cleared() {
        return NAME + '=' + RULES + 0;
    }
}
