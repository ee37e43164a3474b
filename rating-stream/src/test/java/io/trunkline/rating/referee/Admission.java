package io.trunkline.rating.referee;

import java.util.List;

/** How the platform knows a caller, and what of it is on the wire. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are those of List.of
enum Admission {
    BY_NETWORK("alice", Cast.ALICE, "acme", List.of(), List.of()),
    BY_NETWORK_WITH_NUMBER("+49301000", Cast.ALICE, "acme", List.of(), List.of()),
    BY_USER("dora", Cast.DORA, "delta", List.of(), List.of()),
    BY_ESCAPED_USER("%64ora", Cast.DORA, "delta", List.of(), List.of()),
    BY_DIGEST("anonymous", Cast.DORA, "delta", List.of(407), Cast.proxyCredentials("dora")),
    BY_DIGEST_401("dora", Cast.DORA, "delta", List.of(401), Cast.wwwCredentials("dora")),
    BY_DIGEST_AFTER_STALE_NONCE("anonymous", Cast.DORA, "delta", List.of(407, 407), Cast.proxyCredentials("dora")),
    BY_DIGEST_AT_ONCE("anonymous", Cast.DORA, "delta", List.of(), Cast.proxyCredentials("dora")),
    BY_DIGEST_WITH_DOMAIN("anonymous", Cast.DORA, "delta", List.of(407), Cast.proxyCredentials("dora@trunkline.test")),
    BY_DIGEST_BEHIND_ANOTHER_REALM(
            "anonymous", Cast.DORA, "delta", List.of(407), Cast.both(Cast.strangers(), Cast.proxyCredentials("dora"))),
    BY_DIGEST_BEFORE_ANOTHER_REALM(
            "anonymous", Cast.DORA, "delta", List.of(407), Cast.both(Cast.proxyCredentials("dora"), Cast.strangers())),
    BY_DIGEST_JOINED_BY_COMMA("anonymous", Cast.DORA, "delta", List.of(407), Cast.joined("dora")),
    /** The credentials say who it is, whatever the From says. */
    BY_DIGEST_IN_ANOTHERS_NAME(Cast.VICTIM_USER, Cast.DORA, "delta", List.of(407), Cast.proxyCredentials("dora")),
    /** Credentials of another, too, for a realm that is not the platform's. */
    BY_DIGEST_BESIDE_ANOTHERS(
            Cast.VICTIM_USER,
            Cast.DORA,
            "delta",
            List.of(407),
            Cast.both(Cast.elsewhere(Cast.VICTIM_USER), Cast.proxyCredentials("dora"))),
    /** The platform admits the network, and does not look at the From. */
    BY_NETWORK_IN_ANOTHERS_NAME(Cast.VICTIM_USER, Cast.ALICE, "acme", List.of(), List.of()),
    /** A P-Asserted-Identity from outside (RFC 3325, 5). */
    BY_NETWORK_ASSERTING_ANOTHER(
            "anonymous",
            Cast.ALICE,
            "acme",
            List.of(),
            List.of("P-Asserted-Identity: <sip:" + Cast.VICTIM_USER + "@trunkline.test>"));

    private final String user;
    private final String address;
    private final String account;
    private final List<Integer> challenges;
    private final List<String> credentials;

    Admission(String user, String address, String account, List<Integer> challenges, List<String> credentials) {
        this.user = user;
        this.address = address;
        this.account = account;
        this.challenges = challenges;
        this.credentials = credentials;
    }

    /** URI of the From. */
    String from() {
        return "sip:" + user + "@trunkline.test";
    }

    String address() {
        return address;
    }

    /** Who pays. */
    String account() {
        return account;
    }

    /** The refusals that come before it is admitted. */
    List<Integer> challenges() {
        return challenges;
    }

    /** Header lines with its credentials. */
    List<String> credentials() {
        return credentials;
    }

    /** Whether it names another account where the platform does not look, and passes it on. */
    boolean namesAnother() {
        return user.equals(Cast.VICTIM_USER) || this == BY_NETWORK_ASSERTING_ANOTHER;
    }

    /** Whether it bears credentials of another account, too: the platform's challenge alone says which count. */
    boolean bearsAnothersCredentials() {
        return this == BY_DIGEST_BESIDE_ANOTHERS;
    }
}
