package io.trunkline.live.access;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a caller of the API may do. Every route names the roles that it lets in; a caller without a role is
 * let in nowhere. The admin token and the login link give {@link #ADMIN}.
 */
public enum UserRole {
    /** Everything. */
    @JsonProperty("admin")
    ADMIN,
    /** Live calls, registrations, traces, quality. */
    @JsonProperty("noc")
    NOC,
    /** Accounts, cards, CDRs, reports. */
    @JsonProperty("billing")
    BILLING,
    /** Registrations, tests, CDRs, traces. */
    @JsonProperty("support")
    SUPPORT,
    /** What belongs to its own account and those below it. */
    @JsonProperty("reseller")
    RESELLER
}
