package io.trunkline.customers.change;

import io.trunkline.protocol.Network;
import io.trunkline.protocol.event.Account;
import java.util.HashMap;
import java.util.Map;

/** What the lines of one file claim for their accounts: each id, user, number, network and trunk once. */
final class LineClaims {

    private final Map<String, Long> ids = new HashMap<>();

    /** SIP users and numbers are one space of names, as in {@link io.trunkline.customers.Accounts}. */
    private final Map<String, Long> names = new HashMap<>();

    private final Map<Network, Long> networks = new HashMap<>();
    private final Map<Network, Long> trunks = new HashMap<>();

    LineClaims() {}

    /** Adds a line's claims; the check is told of those that an earlier line made already. */
    void add(long line, Account account, Check check) {
        claim(ids, account.id(), line, "id", account.id(), check);
        account.sipUsers().forEach(user -> claim(names, user, line, "sipUsers", user, check));
        account.numbers().forEach(number -> claim(names, number, line, "numbers", number, check));
        account.sourceNetworks().forEach(text -> Network.parse(text)
                .ifPresent(network -> claim(networks, network, line, "sourceNetworks", text, check)));
        account.trunks().forEach(text -> Network.parse(text)
                .ifPresent(network -> claim(trunks, network, line, "trunks", text, check)));
    }

    private static <K> void claim(Map<K, Long> claims, K claimed, long line, String field, String shown, Check check) {
        Long earlier = claims.putIfAbsent(claimed, line);
        if (earlier != null && earlier != line) {
            check.conflict(field, shown + " is on line " + earlier + " already");
        }
    }
}
