package io.trunkline.rating.message;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

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
        String digestUser, String fromUser, String assertedUser, String requestUser, String toUser, String userAgent) {

    /** By whom the call may be paid, the most trustworthy first: credentials, then From, then P-Asserted-Identity. */
    public List<String> callers() {
        return Stream.of(digestUser, fromUser, assertedUser)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Who is called: by the Request-URI, else by the To. */
    public List<String> called() {
        return Stream.of(requestUser, toUser).filter(Objects::nonNull).toList();
    }
}
