package io.trunkline.live.view;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.Network;
import io.trunkline.protocol.event.Account;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The accounts as the topic holds them. Written by the follower's thread, asked by any. */
public final class Accounts {

    private final Map<String, Account> byId = new ConcurrentHashMap<>();

    /** SIP users and numbers are one space of names: a call to either finds its account by them. */
    private final Map<String, String> ownerByName = new ConcurrentHashMap<>();

    private final Map<Network, String> ownerByNetwork = new ConcurrentHashMap<>();

    /** No accounts yet. */
    public Accounts() {}

    /** Takes a record of the topic {@code accounts}. */
    void accept(ConsumerRecord<String, byte[]> record) {
        Account account = record.value() == null ? null : Json.read(record.value(), Account.class);
        Account before = byId.get(record.key());
        if (before != null) {
            names(before).forEach(name -> ownerByName.remove(name, before.id()));
            networks(before).forEach(network -> ownerByNetwork.remove(network, before.id()));
        }
        if (account == null) {
            byId.remove(record.key());
        } else {
            byId.put(record.key(), account);
            names(account).forEach(name -> ownerByName.putIfAbsent(name, account.id()));
            networks(account).forEach(network -> ownerByNetwork.putIfAbsent(network, account.id()));
        }
    }

    private static Stream<String> names(Account account) {
        return Stream.concat(account.sipUsers().stream(), account.numbers().stream());
    }

    private static Stream<Network> networks(Account account) {
        return account.sourceNetworks().stream().map(Network::parse).flatMap(Optional::stream);
    }

    /** The account to which a SIP user or number belongs. */
    public Optional<String> ownerOfName(String name) {
        return Optional.ofNullable(ownerByName.get(name));
    }

    /** The account to which exactly this network belongs. */
    public Optional<String> ownerOf(Network network) {
        return Optional.ofNullable(ownerByNetwork.get(network));
    }

    /** One account. */
    public Optional<Account> account(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** All accounts, in no order. */
    public List<Account> accounts() {
        return List.copyOf(byId.values());
    }
}
