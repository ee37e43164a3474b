package io.trunkline.customers;

import io.trunkline.protocol.event.PayerReason;
import java.time.Instant;
import java.util.Optional;

/**
 * Whose a call is: the one set of rules for rating and for who asks before a call. The account of a user name in the
 * credentials, else that of the longest network in which the source lies, which nobody can write into a header, else that of
 * the address of record that is registered there, else that of the P-Asserted-Identity, else that of the From. Any thread may
 * ask.
 */
public final class CallerRules {

    private final Accounts accounts;
    private final RegisteredAddresses registered;

    CallerRules(Accounts accounts, RegisteredAddresses registered) {
        this.accounts = accounts;
        this.registered = registered;
    }

    /** Whose the credentials are. Some phones send {@code alice@example.com} where {@code alice} is meant (RFC 2617 leaves the name open). */
    public Optional<Identity> ofDigestUser(String user) {
        int at = user.lastIndexOf('@');
        return accounts.ofUser(user)
                .or(() -> at < 1 ? Optional.empty() : accounts.ofUser(user.substring(0, at)))
                .map(account -> Identity.by(PayerReason.Code.DIGEST_USER, "by the digest user " + user, account));
    }

    /**
     * Whose a call is that somebody tells of, its credentials checked.
     *
     * @param sipUser user name of the credentials; null without
     * @param source address and port from which it came; null when it is not known
     * @param asserted the user part of the P-Asserted-Identity; null without
     * @param from the user part of the From; null without
     * @param at when it is made
     */
    public Optional<Identity> of(String sipUser, String source, String asserted, String from, Instant at) {
        Optional<Identity> byDigest = sipUser == null ? Optional.empty() : ofDigestUser(sipUser);
        return byDigest.or(() -> {
            String aor = registered.aor(source, asserted == null ? from : asserted, at);
            return withoutDigest(source, aor, asserted, from);
        });
    }

    /**
     * Whose a call without credentials of an account is.
     *
     * @param source address and port from which it came; null when it is not known
     * @param registeredAor the address of record that was registered there ({@link RegisteredAddresses}); null when none was
     * @param asserted the user part of the P-Asserted-Identity; null without
     * @param from the user part of the From; null without
     */
    public Optional<Identity> withoutDigest(String source, String registeredAor, String asserted, String from) {
        return accounts.ofSource(source)
                .map(found -> Identity.by(
                        PayerReason.Code.SOURCE_NETWORK, "by the network " + found.network(), found.account()))
                .or(() -> ofAor(registeredAor))
                .or(() -> ofUser(asserted, PayerReason.Code.ASSERTED_IDENTITY, "by P-Asserted-Identity "))
                .or(() -> ofUser(from, PayerReason.Code.FROM, "by From "));
    }

    private Optional<Identity> ofAor(String aor) {
        return aor == null
                ? Optional.empty()
                : accounts.ofUser(RegisteredAddresses.user(aor))
                        .map(account ->
                                Identity.by(PayerReason.Code.REGISTERED_AOR, "by the registered AOR " + aor, account));
    }

    private Optional<Identity> ofUser(String user, PayerReason.Code rule, String words) {
        return user == null
                ? Optional.empty()
                : accounts.ofUser(user).map(account -> Identity.by(rule, words + user, account));
    }
}
