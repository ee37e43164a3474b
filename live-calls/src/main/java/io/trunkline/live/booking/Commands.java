package io.trunkline.live.booking;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.AccountCommand;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The payments, charges and corrections that were ordered: the first of each id in its account, which is the one that the
 * ledger books. All of them are held, some 300 bytes each, as long as this process runs and the topic keeps
 * them. Written by the follower's thread, asked by any.
 */
public final class Commands {

    /** What makes a command the same as another. */
    private record Key(String accountId, String id) {}

    private final Map<Key, AccountCommand> first = new ConcurrentHashMap<>();

    /** No commands yet. */
    public Commands() {}

    /** Takes a record of the topic {@code account-commands}. */
    public void accept(ConsumerRecord<String, byte[]> record) {
        if (record.value() != null) {
            AccountCommand command = Json.read(record.value(), AccountCommand.class);
            if (command instanceof AccountCommand.Rerating) {
                // A million of them may come in a night, and nobody asks for one by its id.
                return;
            }
            first.putIfAbsent(new Key(command.accountId(), command.id()), command);
        }
    }

    /** The first command with this id. */
    public Optional<AccountCommand> first(String accountId, String id) {
        return Optional.ofNullable(first.get(new Key(accountId, id)));
    }
}
