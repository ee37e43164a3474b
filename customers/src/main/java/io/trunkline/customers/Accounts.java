package io.trunkline.customers;

import io.trunkline.protocol.Network;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.Alike;
import io.trunkline.protocol.sip.E164;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts, and which of them owns a user, a number or a network: {@link Claims} has the rule. One thread changes
 * them, any ask.
 */
public final class Accounts implements Scope.Family {

    /** So many accounts may stand above one. */
    public static final int MOST_ABOVE = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

    private final Map<String, Account> byId = new ConcurrentHashMap<>();
    private final Claims<String> users = new Claims<>();
    private final Claims<String> numbers = new Claims<>();
    private final NetworkOwners networks = new NetworkOwners();
    private final NetworkOwners trunks = new NetworkOwners();
    private final Lineage lineage = new Lineage();

    /** Of the thread that changes. */
    private final Alike alike = new Alike();

    private final Numbers given;

    /** @param given numbers that were set: they are their accounts', whatever others claim */
    Accounts(Numbers given) {
        this.given = given;
    }

    /** Adds an account or replaces the one of that id. What it keeps it has without a gap. */
    void put(Account said) {
        Account account = said.sharing(alike);
        Account before = byId.put(account.id(), account);
        Set<Network> sources = networks(account.sourceNetworks());
        Set<Network> carried = networks(account.trunks());
        account.sipUsers().forEach(user -> users.add(user, account));
        account.numbers().forEach(number -> numbers.add(number, account));
        networks.add(sources, account);
        trunks.add(carried, account);
        lineage.put(account, before);
        if (before != null) {
            drop(before, Set.copyOf(account.sipUsers()), Set.copyOf(account.numbers()), sources, carried);
        }
        if (sources.size() < account.sourceNetworks().size()) {
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
            lineage.remove(account);
            drop(account, Set.of(), Set.of(), Set.of(), Set.of());
        }
    }

    private void drop(
            Account before,
            Set<String> keptUsers,
            Set<String> keptNumbers,
            Set<Network> keptSources,
            Set<Network> keptTrunks) {
        drop(users, before.sipUsers(), keptUsers, before.id());
        drop(numbers, before.numbers(), keptNumbers, before.id());
        networks.drop(networks(before.sourceNetworks()), keptSources, before.id());
        trunks.drop(networks(before.trunks()), keptTrunks, before.id());
    }

    private static void drop(Claims<String> claims, Collection<String> had, Set<String> kept, String accountId) {
        had.stream().filter(each -> !kept.contains(each)).forEach(each -> claims.drop(each, accountId));
    }

    private static Set<Network> networks(List<String> texts) {
        return texts.stream().map(Network::parse).flatMap(Optional::stream).collect(Collectors.toSet());
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
        return ofUser(user, E164.numberOrUser(user));
    }

    /**
     * The account of a SIP user, or else of a number.
     *
     * @param user as it was dialled
     * @param number what it means to who dialled it
     */
    Optional<Account> ofUser(String user, String number) {
        return users.owner(user)
                .or(() -> given.owner(number))
                .or(() -> numbers.owner(number))
                .map(byId::get);
    }

    /**
     * An account with the network by which it was found.
     *
     * @param account the account
     * @param network the longest of its networks, or trunks, around what was asked for
     */
    public record Located(Account account, Network network) {}

    /**
     * The account of the longest network in which an endpoint lies.
     *
     * @param endpoint address and port, {@code 192.0.2.7:5060} or {@code [2001:db8::1]:5060}; null for none
     */
    public Optional<Located> ofSource(String endpoint) {
        return networks.around(endpoint).flatMap(this::located);
    }

    /**
     * The provider that carries what is sent to an endpoint: the account of the longest of the trunks in which it lies.
     *
     * @param endpoint as in {@link #ofSource}
     */
    public Optional<Located> ofTrunk(String endpoint) {
        return trunks.around(endpoint).flatMap(this::located);
    }

    private Optional<Located> located(NetworkOwners.Owned owned) {
        return account(owned.accountId()).map(account -> new Located(account, owned.network()));
    }

    /**
     * An endpoint as {@link #ofSource} and {@link #ofTrunk} take it, of an address that may be without its port.
     *
     * @param address null or blank for none
     * @return null for none
     */
    public static String endpoint(String address) {
        if (address == null || address.isBlank()) {
            return null;
        }
        boolean isBare = address.indexOf(':') < 0
                || (!address.startsWith("[") && address.indexOf(':') != address.lastIndexOf(':'));
        if (!isBare) {
            return address;
        }
        return address.indexOf(':') < 0 ? address + ":0" : "[" + address + "]:0";
    }

    /** The accounts above one, its parent first: at most {@value #MOST_ABOVE}. */
    public List<Account> above(Account account) {
        return Lineage.above(account, this::account);
    }

    @Override
    public boolean isBelow(String accountId, String account) {
        return account(accountId).stream().flatMap(one -> above(one).stream()).anyMatch(each -> each.id()
                .equals(account));
    }

    @Override
    public Set<String> below(String account) {
        var found = new HashSet<String>();
        var open = new ArrayDeque<>(lineage.children(account));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (!next.equals(account) && found.add(next)) {
                open.addAll(lineage.children(next));
            }
        }
        return found;
    }

    /**
     * Another account than this one that owns a name. SIP users and numbers are one space of names for who sets them:
     * a call to either finds its account by them.
     */
    public Optional<String> otherOwnerOfName(String name, String accountId) {
        return Stream.of(users.owner(name), given.owner(name), numbers.owner(name))
                .flatMap(Optional::stream)
                .filter(owner -> !Objects.equals(owner, accountId))
                .findFirst();
    }

    /** Another account than this one that names something its own user or number. */
    public Optional<String> otherThatNames(String name, String accountId) {
        return Stream.of(users.owner(name), numbers.owner(name))
                .flatMap(Optional::stream)
                .filter(owner -> !owner.equals(accountId))
                .findFirst();
    }

    /** Another account than this one that owns exactly this network. */
    public Optional<String> otherOwnerOf(Network network, String accountId) {
        return networks.owner(network).filter(owner -> !owner.equals(accountId));
    }

    /** Another account than this one that owns exactly this trunk. */
    public Optional<String> otherOwnerOfTrunk(Network network, String accountId) {
        return trunks.owner(network).filter(owner -> !owner.equals(accountId));
    }
}
