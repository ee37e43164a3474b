package io.trunkline.rating.message;

/**
 * Whom an INVITE names, each as the user part of its URI, or null.
 *
 * @param digestUser user name of the credentials that it bears
 * @param fromUser user of the From
 * @param assertedUser user of the first P-Asserted-Identity
 * @param requestUser user of the Request-URI
 * @param toUser user of the To
 * @param userAgent the caller's User-Agent
 */
public record Parties(
        String digestUser, String fromUser, String assertedUser, String requestUser, String toUser, String userAgent) {}
