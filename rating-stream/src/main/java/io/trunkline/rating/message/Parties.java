package io.trunkline.rating.message;

import java.util.List;

/**
 * Whom an INVITE names, each as the user part of its URI without escapes, or null.
 *
 * @param digestUsers user names of all credentials that it bears, in their order
 * @param fromUser user of the From
 * @param assertedUser user of the first P-Asserted-Identity
 * @param requestUser user of the Request-URI
 * @param toUser user of the To
 * @param userAgent the caller's User-Agent
 * @param digestRealms for which realm each of the credentials is; empty where it does not say
 * @param registeredAor the address of record that is registered where it came from, as the collector knew it
 */
public record Parties(
        List<String> digestUsers,
        String fromUser,
        String assertedUser,
        String requestUser,
        String toUser,
        String userAgent,
        List<String> digestRealms,
        String registeredAor) {

    /** Of an INVITE that was not seen. */
    public static final Parties NOBODY = new Parties(List.of(), null, null, null, null, null, List.of(), null);

    /** Takes unmodifiable copies of the lists; one that is absent is empty. */
    public Parties {
        digestUsers = digestUsers == null ? List.of() : List.copyOf(digestUsers);
        digestRealms = digestRealms == null ? List.of() : List.copyOf(digestRealms);
    }

    /** For which realm the credentials of a place are; empty when that is not known. */
    public String digestRealm(int index) {
        return index < digestRealms.size() ? digestRealms.get(index) : "";
    }

    /** The same without all by which a caller is told. */
    public Parties withoutCallers() {
        return new Parties(List.of(), null, null, requestUser, toUser, userAgent, List.of(), null);
    }

    /** Who is called: by the Request-URI, else by the To. */
    public List<String> called() {
        if (requestUser == null) {
            return toUser == null ? List.of() : List.of(toUser);
        }
        return toUser == null ? List.of(requestUser) : List.of(requestUser, toUser);
    }
}
