package io.trunkline.live.board;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.Balance;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The balances as the ledger last told them. Written by the follower's thread, asked by any. */
public final class Balances {

    private final Map<String, Balance> byAccount = new ConcurrentHashMap<>();

    /** No balances yet. */
    public Balances() {}

    /** Takes a record of the topic {@code balances}. */
    public void accept(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            byAccount.remove(record.key());
        } else {
            byAccount.put(record.key(), Json.read(record.value(), Balance.class));
        }
    }

    /** The balance of an account; empty while the ledger has said nothing of it. */
    public Optional<Balance> balance(String accountId) {
        return Optional.ofNullable(byAccount.get(accountId));
    }
}
