package io.trunkline.rating.ledger;

import io.trunkline.rating.state.UnreadableRecordException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;

/** How the records of each topic that changes ledgers are read. Filled once, then of any thread. */
final class LedgerInputs {

    private final Map<String, Function<byte[], LedgerInput>> byTopic = new HashMap<>();

    /**
     * Adds a topic.
     *
     * @param topic its full name
     * @param read throws a {@link SerializationException} when it cannot
     * @param input what it is to a ledger
     * @param fault what is wrong with a record that could be read; empty when it is good
     */
    <T> void add(
            String topic,
            Function<byte[], T> read,
            Function<T, LedgerInput> input,
            Function<T, Optional<String>> fault) {
        byTopic.put(topic, bytes -> {
            T value = read.apply(bytes);
            return fault.apply(value)
                    .<LedgerInput>map(LedgerInput.Unreadable::new)
                    .orElseGet(() -> input.apply(value));
        });
    }

    /** The full names of all. */
    Set<String> topics() {
        return byTopic.keySet();
    }

    /**
     * What a record says; what cannot be read, or is not what it should be, is {@link LedgerInput.Unreadable}.
     *
     * @throws UnreadableRecordException when a newer program wrote it: not the record is to blame, but who runs this one
     */
    LedgerInput read(String topic, byte[] value) {
        try {
            return byTopic.get(topic).apply(value);
        } catch (UnreadableRecordException e) {
            if (e.isOfNewerProgram()) {
                throw e;
            }
            return new LedgerInput.Unreadable(e.getMessage());
        } catch (SerializationException e) {
            return new LedgerInput.Unreadable(e.getMessage());
        }
    }
}
