package io.trunkline.live.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The codes in login links: each opens one session, once, while it is fresh. A link may end up in a shell's
 * history or a browser's; by then it is worth nothing. May be used by any thread.
 */
public final class LoginCodes {

    private final Map<String, Instant> expiryByDigest = new ConcurrentHashMap<>();
    private final Duration lifetime;
    private final InstantSource clock;

    /**
     * No codes yet.
     *
     * @param lifetime how long one is good from its issue
     * @param clock what time it is
     */
    public LoginCodes(Duration lifetime, InstantSource clock) {
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** A new code. */
    public String issue() {
        Instant now = clock.instant();
        expiryByDigest.values().removeIf(expiry -> !expiry.isAfter(now));
        String code = Secret.random();
        expiryByDigest.put(Secret.digest(code), now.plus(lifetime));
        return code;
    }

    /** Whether the code is good; asking uses it up. Of two threads that ask at once one hears yes. */
    public boolean redeem(String code) {
        Instant expiry = expiryByDigest.remove(Secret.digest(code));
        return expiry != null && expiry.isAfter(clock.instant());
    }
}
