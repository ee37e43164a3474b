package io.trunkline.customers;

import io.trunkline.customers.Claims.Claimant;
import io.trunkline.protocol.Network;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.sip.E164;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts, and which of them owns a user, a number or a network: {@link Claims} has the rule. One thread changes
 * them, any ask.
 */
public final class Accounts {

    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

    private final Map<String, Account> byId = new ConcurrentHashMap<>();
    private final Claims<String> users = new Claims<>();
    private final Claims<String> numbers = new Claims<>();
    private final Claims<Network> networks = new Claims<>();

    /** The prefix lengths that occur, the longest first. */
    private final NavigableSet<Integer> networkLengths = new ConcurrentSkipListSet<>(Comparator.reverseOrder());

    Accounts() {}

    /** Adds an account or replaces the one of that id. What it keeps it has without a gap. */
    void put(Account account) {
        Account before = byId.put(account.id(), account);
        var claimant = new Claimant(account.createdAt() == null ? Instant.EPOCH : account.createdAt(), account.id());
        Set<Network> named = networks(account);
        account.sipUsers().forEach(user -> users.add(user, claimant));
        account.numbers().forEach(number -> numbers.add(number, claimant));
        named.forEach(network -> {
            networkLengths.add(network.bits());
            networks.add(network, claimant);
        });
        if (before != null) {
            drop(before, Set.copyOf(account.sipUsers()), Set.copyOf(account.numbers()), named);
        }
        if (named.size() < account.sourceNetworks().size()) {
            LOG.warn(
                    "Not all sourceNetworks of the account {} are networks, and those match no call: {}; set them again",
                    account.id(),
                    account.sourceNetworks());
        }
    }

    /** Forgets an account. */
    void remove(String id) {
        Account account = byId.remove(id);
        if (account != null) {
            drop(account, Set.of(), Set.of(), Set.of());
        }
    }

    private void drop(Account before, Set<String> keptUsers, Set<String> keptNumbers, Set<Network> keptNetworks) {
        drop(users, before.sipUsers(), keptUsers, before.id());
        drop(numbers, before.numbers(), keptNumbers, before.id());
        drop(networks, networks(before), keptNetworks, before.id());
    }

    private static <K> void drop(Claims<K> claims, Collection<K> had, Set<K> kept, String accountId) {
        had.stream().filter(each -> !kept.contains(each)).forEach(each -> claims.drop(each, accountId));
    }

    private static Set<Network> networks(Account account) {
        return account.sourceNetworks().stream()
                .map(Network::parse)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    /** One account. */
    public Optional<Account> account(String id) {
        return Optional.ofNullable(id).map(byId::get);
    }

    /** All accounts, in no order. */
    public List<Account> accounts() {
        return List.copyOf(byId.values());
    }

    /** The account of a SIP user, or else of a number as callers write it, or as it is. */
    public Optional<Account> ofUser(String user) {
        return users.owner(user)
                .or(() -> numbers.owner(E164.numberOrUser(user)))
                .map(byId::get);
    }

    /**
     * The account of the longest network in which an endpoint lies.
     *
     * @param endpoint address and port, {@code 192.0.2.7:5060} or {@code [2001:db8::1]:5060}; null for none
     */
    public Optional<Account> ofSource(String endpoint) {
        return address(endpoint).flatMap(address -> networkLengths.stream()
                .map(address::masked)
                .filter(network -> network.contains(address))
                .map(networks::owner)
                .flatMap(Optional::stream)
                .findFirst()
                .map(byId::get));
    }

    private static Optional<Network> address(String endpoint) {
        int colon = endpoint == null ? -1 : endpoint.lastIndexOf(':');
        if (colon < 1) {
            return Optional.empty();
        }
        boolean bracketed = endpoint.charAt(0) == '[' && endpoint.charAt(colon - 1) == ']';
        return Network.parse(bracketed ? endpoint.substring(1, colon - 1) : endpoint.substring(0, colon));
    }

    /**
     * Another account than this one that owns a name. SIP users and numbers are one space of names for who sets them:
     * a call to either finds its account by them.
     */
    public Optional<String> otherOwnerOfName(String name, String accountId) {
        return Stream.of(users.owner(name), numbers.owner(name))
                .flatMap(Optional::stream)
                .filter(owner -> !Objects.equals(owner, accountId))
                .findFirst();
    }

    /** Another account than this one that owns exactly this network. */
    public Optional<String> otherOwnerOf(Network network, String accountId) {
        return networks.owner(network).filter(owner -> !owner.equals(accountId));
    }
}
