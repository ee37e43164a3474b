package io.trunkline.rating.state;

import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads a whole store, as a processor does at its start: a record that cannot be read is named by store and key. */
public final class StoredRecords {

    private StoredRecords() {}

    /**
     * Gives each record of a store.
     *
     * @param name of the store
     * @throws UnreadableRecordException naming store and key of the first that cannot be read
     */
    public static <V> void forEach(
            String name, ReadOnlyKeyValueStore<String, V> store, BiConsumer<String, V> consumer) {
        try (KeyValueIterator<String, V> all = store.all()) {
            while (all.hasNext()) {
                String key = all.peekNextKey();
                consumer.accept(key, value(name, key, all));
            }
        }
    }

    private static <V> V value(String name, String key, KeyValueIterator<String, V> all) {
        try {
            return all.next().value;
        } catch (UnreadableRecordException e) {
            throw e.at("store " + name + ", key " + key.replace('\0', ' '));
        }
    }
}
