package io.trunkline.rating.registration;

import java.time.Duration;

/**
 * How long registrations are kept.
 *
 * @param defaultExpiry of a binding for which neither side said (RFC 3261, 10.2.1.1 leaves it to the registrar)
 * @param transaction for the response to a REGISTER: 64 × T1 (RFC 3261, 17.1.2.2)
 * @param linger of what has expired, failed or been removed
 */
public record RegistrationTimes(Duration defaultExpiry, Duration transaction, Duration linger) {

    /** 1 h, 32 s, 1 h. */
    public static final RegistrationTimes DEFAULT =
            new RegistrationTimes(Duration.ofHours(1), Duration.ofSeconds(32), Duration.ofHours(1));
}
