package io.trunkline.protocol.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * A binding of a contact to an address of record (RFC 3261, section 10), or an attempt at one that failed.
 *
 * @param id stable for the AOR and contact: the first 16 hex digits of the SHA-256 of the topic's key. Of an endpoint
 *     that says which device it is (RFC 5626) it is made of the AOR and that, and stays the same where it moves
 * @param aor address of record without scheme and parameters: {@code alice@example.net}
 * @param accountId the account of its user; null when there is none
 * @param contact the contact's URI; empty for an attempt that failed
 * @param receivedFrom address and port from which the REGISTER came; null of a binding that is only known from the
 *     registrar's answer to another device
 * @param transport {@code udp}, {@code tcp}, {@code tls}, {@code ws} or {@code wss}
 * @param userAgent what the endpoint calls itself; null when it did not say
 * @param registeredAt when the binding was first made; for a failure, when it was tried
 * @param expiresAt when it runs out; null for a failure
 * @param state how it stands
 * @param cause of a failure: {@code 403 Forbidden}; null otherwise
 * @param agent id of the capture agent
 * @param mayBill whether that agent's signalling may move money, so that a call from {@code receivedFrom} may be charged
 *     to the account
 */
public record Registration(
        String id,
        String aor,
        String accountId,
        String contact,
        String receivedFrom,
        String transport,
        String userAgent,
        Instant registeredAt,
        Instant expiresAt,
        State state,
        String cause,
        String agent,
        boolean mayBill) {

    /** The same as it stands at another time. */
    public Registration as(State other, Instant runsOut) {
        return copy(registeredAt, runsOut, other, cause);
    }

    /** The same as an attempt at that moment which failed: it binds nothing and never runs out. */
    public Registration failed(String why, Instant triedAt) {
        return copy(triedAt, null, State.FAILED, why);
    }

    private Registration copy(Instant at, Instant runsOut, State other, String why) {
        return new Registration(
                id,
                aor,
                accountId,
                contact,
                receivedFrom,
                transport,
                userAgent,
                at,
                runsOut,
                other,
                why,
                agent,
                mayBill);
    }

    /** How a binding stands. */
    public enum State {
        /** Calls reach it. */
        @JsonProperty("active")
        ACTIVE,
        /** It ran out without a refresh. */
        @JsonProperty("expired")
        EXPIRED,
        /** The registrar refused it. */
        @JsonProperty("failed")
        FAILED,
        /** It was taken back: an expiry of 0, or {@code *}. */
        @JsonProperty("removed")
        REMOVED
    }
}
