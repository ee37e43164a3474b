package io.trunkline.live.write;

import io.trunkline.live.http.ApiError;
import io.trunkline.protocol.Network;
import io.trunkline.protocol.event.Account;
import java.util.HashMap;
import java.util.Map;

/** What the lines of one file claim for their accounts: each id, user, number and network once. */
final class Claims {

    private final Map<String, Long> ids = new HashMap<>();

    /** SIP users and numbers are one space of names, as in {@link io.trunkline.live.view.Accounts}. */
    private final Map<String, Long> names = new HashMap<>();

    private final Map<Network, Long> networks = new HashMap<>();

    /**
     * Adds a line's claims.
     *
     * @throws ApiError naming the first that an earlier line made already
     */
    void add(long line, Account account) {
        claim(ids, account.id(), line, "id", account.id());
        account.sipUsers().forEach(user -> claim(names, user, line, "sipUsers", user));
        account.numbers().forEach(number -> claim(names, number, line, "numbers", number));
        account.sourceNetworks().forEach(text -> Network.parse(text)
                .ifPresent(network -> claim(networks, network, line, "sourceNetworks", text)));
    }

    private static <K> void claim(Map<K, Long> claims, K claimed, long line, String field, String shown) {
        Long earlier = claims.putIfAbsent(claimed, line);
        if (earlier != null && earlier != line) {
            throw ApiError.conflict(field, shown + " is on line " + earlier + " already");
        }
    }
}
