package io.trunkline.customers;

import io.trunkline.protocol.event.Account;
import java.util.List;
import java.util.Optional;

/**
 * Whose a call is: the one set of rules for rating and for who asks before a call. The account of a user name in the
 * credentials, else that of the longest network in which the source lies, which nobody can write into a header, else that of
 * the P-Asserted-Identity, else that of the From. Any thread may ask.
 */
public final class CallerRules {

    private final Accounts accounts;

    CallerRules(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Whose the credentials are. Some phones send {@code alice@example.com} where {@code alice} is meant (RFC 2617 leaves the name open). */
    public Optional<Identity> ofDigestUser(String user) {
        int at = user.lastIndexOf('@');
        return accounts.ofUser(user)
                .or(() -> at < 1 ? Optional.empty() : accounts.ofUser(user.substring(0, at)))
                .map(account -> new Identity(account, "by the digest user " + user));
    }

    /**
     * Whose a call without credentials of an account is.
     *
     * @param source address and port from which it came; null when it is not known
     * @param callers the user parts of P-Asserted-Identity and From, as far as they are there
     */
    public Optional<Identity> withoutDigest(String source, List<String> callers) {
        Optional<Account> ofSource = accounts.ofSource(source);
        if (ofSource.isPresent()) {
            return ofSource.map(account -> new Identity(account, "by the source " + source));
        }
        for (String caller : callers) {
            Optional<Account> ofCaller = accounts.ofUser(caller);
            if (ofCaller.isPresent()) {
                return ofCaller.map(account -> new Identity(account, "by the caller " + caller));
            }
        }
        return Optional.empty();
    }
}
