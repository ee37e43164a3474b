package io.trunkline.live.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The browsers that are logged in. They live in memory: a restart logs everybody out. What is kept of a
 * session is the digest of its cookie, so that a dump of the memory opens nothing. May be used by any thread.
 */
public final class Sessions {

    /** More than this at once and the oldest is logged out. */
    static final int MOST = 1_000;

    private record Session(Grant grant, Instant expiresAt) {}

    private final Map<String, Session> byDigest = new ConcurrentHashMap<>();
    private final Duration lifetime;
    private final InstantSource clock;

    /**
     * No sessions yet.
     *
     * @param lifetime how long one lasts from its login
     * @param clock what time it is
     */
    public Sessions(Duration lifetime, InstantSource clock) {
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** How long a session lasts from its login. */
    public Duration lifetime() {
        return lifetime;
    }

    /** Logs somebody in and gives the value of the cookie, which is kept nowhere here. */
    public String open(Grant grant) {
        Instant now = clock.instant();
        byDigest.values().removeIf(session -> !session.expiresAt().isAfter(now));
        if (byDigest.size() >= MOST) {
            byDigest.entrySet().stream()
                    .min(Comparator.comparing(entry -> entry.getValue().expiresAt()))
                    .ifPresent(oldest -> byDigest.remove(oldest.getKey()));
        }
        String cookie = Secret.random();
        byDigest.put(Secret.digest(cookie), new Session(grant, now.plus(lifetime)));
        return cookie;
    }

    /** What the session with this cookie gives; empty when there is none or it is over. */
    public Optional<Grant> grant(String cookie) {
        Session session = byDigest.get(Secret.digest(cookie));
        return session != null && session.expiresAt().isAfter(clock.instant())
                ? Optional.of(session.grant())
                : Optional.empty();
    }

    /** Logs out. */
    public void close(String cookie) {
        byDigest.remove(Secret.digest(cookie));
    }
}
