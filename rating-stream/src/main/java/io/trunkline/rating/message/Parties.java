package io.trunkline.rating.message;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Whom an INVITE names, each as the user part of its URI without escapes, or null.
 *
 * @param digestUsers user names of all credentials that it bears, in their order
 * @param fromUser user of the From
 * @param assertedUser user of the first P-Asserted-Identity
 * @param requestUser user of the Request-URI
 * @param toUser user of the To
 * @param userAgent the caller's User-Agent
 */
public record Parties(
        List<String> digestUsers,
        String fromUser,
        String assertedUser,
        String requestUser,
        String toUser,
        String userAgent) {

    /** Takes an unmodifiable copy of the list; one that is absent is empty. */
    public Parties {
        digestUsers = digestUsers == null ? List.of() : List.copyOf(digestUsers);
    }

    /** The same without all by which a caller is told. */
    public Parties withoutCallers() {
        return new Parties(List.of(), null, null, requestUser, toUser, userAgent);
    }

    /** By whom the call may be paid where no credentials say it, the most trustworthy first: P-Asserted-Identity, From. */
    public List<String> callers() {
        return Stream.of(assertedUser, fromUser).filter(Objects::nonNull).toList();
    }

    /** Who is called: by the Request-URI, else by the To. */
    public List<String> called() {
        return Stream.of(requestUser, toUser).filter(Objects::nonNull).toList();
    }
}
