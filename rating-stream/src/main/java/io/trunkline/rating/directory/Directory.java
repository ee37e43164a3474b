package io.trunkline.rating.directory;

import io.trunkline.protocol.Network;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.rating.message.Parties;
import io.trunkline.tariff.RateTable;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/**
 * The accounts and rate cards in force. One thread changes it, any number look things up meanwhile: each
 * sees an account or a card either as it was or as it is.
 */
public final class Directory {

    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final Map<String, String> accountOfUser = new ConcurrentHashMap<>();
    private final Map<String, String> accountOfNumber = new ConcurrentHashMap<>();
    private final Map<Network, String> accountOfNetwork = new ConcurrentHashMap<>();
    private final NavigableSet<Integer> networkLengths = new ConcurrentSkipListSet<>(Comparator.reverseOrder());
    private final Map<String, RateTable> tables = new ConcurrentHashMap<>();

    /** A directory in which nobody is. */
    public Directory() {}

    /** Adds an account or replaces the one of that id. */
    public void put(Account account) {
        removeAccount(account.id());
        accounts.put(account.id(), account);
        account.sipUsers().forEach(user -> accountOfUser.put(user, account.id()));
        account.numbers().forEach(number -> accountOfNumber.put(number, account.id()));
        networks(account).forEach(network -> {
            networkLengths.add(network.bits());
            accountOfNetwork.put(network, account.id());
        });
    }

    /** Forgets an account. */
    public void removeAccount(String id) {
        Account account = accounts.remove(id);
        if (account != null) {
            account.sipUsers().forEach(user -> accountOfUser.remove(user, id));
            account.numbers().forEach(number -> accountOfNumber.remove(number, id));
            networks(account).forEach(network -> accountOfNetwork.remove(network, id));
        }
    }

    private static Stream<Network> networks(Account account) {
        return account.sourceNetworks().stream().map(Network::parse).flatMap(Optional::stream);
    }

    /** Adds a card with its rates or replaces the one of that id. */
    public void put(RateTable table) {
        tables.put(table.card().id(), table);
    }

    /** Forgets a card. */
    public void removeCard(String id) {
        tables.remove(id);
    }

    /** The rates of a card that are in force. */
    public Optional<RateTable> card(String id) {
        return Optional.ofNullable(tables.get(id));
    }

    /**
     * Who pays for a call: the account of the user name in its credentials, else of its From, else of its
     * P-Asserted-Identity, else of the longest network in which its source lies. A user name is looked for
     * among the SIP users first and then among the numbers.
     *
     * @param source address and port from which the INVITE came
     */
    public Optional<Account> payer(Parties parties, String source) {
        return Stream.of(parties.digestUser(), parties.fromUser(), parties.assertedUser())
                .map(this::ofUser)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> ofSource(source));
    }

    /** Whose number or user was called: by the Request-URI, else by the To. */
    public Optional<Account> called(Parties parties) {
        return ofUser(parties.requestUser()).or(() -> ofUser(parties.toUser()));
    }

    /** The account of a SIP user or number. */
    public Optional<Account> ofUser(String user) {
        if (user == null) {
            return Optional.empty();
        }
        String byUser = accountOfUser.get(user);
        String id = byUser == null ? accountOfNumber.get(Numbers.of(user)) : byUser;
        return Optional.ofNullable(id).map(accounts::get);
    }

    private Optional<Account> ofSource(String source) {
        return address(source).flatMap(address -> networkLengths.stream()
                .map(address::masked)
                .filter(network -> network.contains(address))
                .map(accountOfNetwork::get)
                .filter(Objects::nonNull)
                .findFirst()
                .map(accounts::get));
    }

    /** The address of {@code 192.0.2.7:5060} or {@code [2001:db8::1]:5060}. */
    private static Optional<Network> address(String endpoint) {
        int colon = endpoint.lastIndexOf(':');
        if (colon < 1) {
            return Optional.empty();
        }
        boolean bracketed = endpoint.charAt(0) == '[' && endpoint.charAt(colon - 1) == ']';
        return Network.parse(bracketed ? endpoint.substring(1, colon - 1) : endpoint.substring(0, colon));
    }

    /**
     * What a call costs an account: by its card, and only in its own currency.
     *
     * @param number E.164 digits
     * @param at the moment of the answer
     */
    public Optional<Tariff> tariff(Account account, String number, Instant at) {
        return Optional.ofNullable(account.rateCardId())
                .flatMap(this::card)
                .flatMap(table -> table.find(number, at))
                .filter(tariff -> tariff.currency().equals(account.currency()));
    }

    /** An account by its id. */
    public Optional<Account> account(String id) {
        return Optional.ofNullable(id).map(accounts::get);
    }
}
