package io.trunkline.protocol.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One that pays for a call, with what it is charged by: a tier of the call. Of one call no two have the same level.
 *
 * @param role why it pays
 * @param level 0 for the caller's own account, 1 for its parent, and so on up; the provider comes behind the highest, and
 *     who has the called number behind that
 * @param accountId the account that pays
 * @param parentId the account to which it pays, which pays for the call in turn; null when that is the platform
 * @param tariff what it is charged by; null when no rate fits, and then its tier is unrated
 * @param reason by which rule it pays; null of calls from before it was kept
 */
public record Payer(Role role, int level, String accountId, String parentId, Tariff tariff, PayerReason reason) {

    /** Level of the caller's own account. */
    public static final int CALLERS_LEVEL = 0;

    /** Why somebody pays for a call. */
    public enum Role {
        /** It made the call. */
        @JsonProperty("caller")
        CALLER,
        /** It stands above the account that made the call. */
        @JsonProperty("reseller")
        RESELLER,
        /** The call went over its trunk: what it is charged is the platform's cost. */
        @JsonProperty("provider")
        PROVIDER,
        /** Its number was called, which costs it something. */
        @JsonProperty("number")
        NUMBER
    }

    /**
     * By which a call is known among those of the account, which may pay for it in several roles: the id of the call, and
     * on a level above the caller's the level behind it.
     */
    public String callKey(String callId) {
        return level == CALLERS_LEVEL ? callId : callId + '\0' + level;
    }
}
