package io.trunkline.live.board;

import io.trunkline.protocol.event.Registration;
import java.time.Instant;

/**
 * A registration as the API shows it; its parts are those of {@link Registration}.
 *
 * @param id stable for the AOR and contact
 * @param aor address of record
 * @param accountId the account of its user; null when there is none
 * @param contact the contact's URI; empty for an attempt that failed
 * @param receivedFrom address and port from which the REGISTER came; null of a binding that is only known from the
 *     registrar's answer to another device
 * @param transport of the REGISTER
 * @param userAgent what the endpoint calls itself; null when it did not say
 * @param registeredAt when the binding was first made
 * @param expiresAt when it runs out; null for a failure
 * @param state how it stands
 * @param cause of a failure; null otherwise
 */
public record RegistrationRow(
        String id,
        String aor,
        String accountId,
        String contact,
        String receivedFrom,
        String transport,
        String userAgent,
        Instant registeredAt,
        Instant expiresAt,
        Registration.State state,
        String cause) {

    /** The row of a registration. */
    public static RegistrationRow of(Registration registration) {
        return new RegistrationRow(
                registration.id(),
                registration.aor(),
                registration.accountId(),
                registration.contact(),
                registration.receivedFrom(),
                registration.transport(),
                registration.userAgent(),
                registration.registeredAt(),
                registration.expiresAt(),
                registration.state(),
                registration.cause());
    }
}
