package io.trunkline.rating.state;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The stores of a processor, with what was committed of them: what Streams does to a processor whose transaction is
 * aborted. It closes it, brings its stores back to what was committed, and runs the same instance again from
 * {@code init}.
 */
public final class Abortable {

    private final MockProcessorContext<String, Object> context;
    private final List<Runnable> commits = new ArrayList<>();
    private final List<Runnable> aborts = new ArrayList<>();

    /** No stores yet. */
    public Abortable(MockProcessorContext<String, Object> context) {
        this.context = context;
    }

    /** Adds a store with its records as they are kept. */
    public <V> void store(String name, Serde<V> values) {
        KeyValueStore<String, V> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        var committed = new ArrayList<KeyValue<String, V>>();
        commits.add(() -> {
            committed.clear();
            forEach(store, (key, value) -> committed.add(KeyValue.pair(key, value)));
        });
        aborts.add(() -> {
            var keys = new ArrayList<String>();
            forEach(store, (key, value) -> keys.add(key));
            keys.forEach(store::delete);
            committed.forEach(record -> store.put(record.key, record.value));
        });
    }

    private static <V> void forEach(KeyValueStore<String, V> store, BiConsumer<String, V> consumer) {
        try (var all = store.all()) {
            all.forEachRemaining(record -> consumer.accept(record.key, record.value));
        }
    }

    /** What is in the stores now stays. */
    public void commit() {
        commits.forEach(Runnable::run);
        context.resetForwards();
    }

    /** What has changed since the last commit is gone, also what was sent. */
    public void abort() {
        aborts.forEach(Runnable::run);
        context.resetForwards();
    }

    /** What was sent since the last commit or abort, of one type. */
    public <T> List<T> sent(Class<T> type) {
        return context.forwarded().stream()
                .map(captured -> captured.record().value())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
