package io.trunkline.embedded.clickhouse;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for the password, and counts those who do not have it. Any thread. */
final class Logins {
    private static final Logger LOG = LoggerFactory.getLogger(Logins.class);

    private final ClickHouseUsers users;
    private final AtomicLong refused = new AtomicLong();

    Logins(ClickHouseUsers users) {
        this.users = users;
    }

    /**
     * Returns what the user may do.
     *
     * @throws ChdbException if name or password are wrong; it does not say which
     */
    ClickHouseUsers.Right enter(Credentials given) throws ChdbException {
        var right = users.rightOf(given);
        if (right.isPresent()) {
            return right.get();
        }
        long count = refused.incrementAndGet();
        // Each time twice as seldom: whoever guesses passwords must not fill the disk.
        if (Long.bitCount(count) == 1) {
            LOG.warn(
                    "{} has refused a log-in, {} so far: clickhouse-password and clickhouse-reader-password in the data directory hold the passwords",
                    EmbeddedClickHouse.NAME,
                    count);
        }
        throw new ChdbException(
                ChdbException.AUTHENTICATION_FAILED,
                "Authentication failed: password is incorrect, or there is no user with such name");
    }

    /** How many requests were refused so far. */
    long refused() {
        return refused.get();
    }
}
