package io.trunkline.rating.state;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.internals.Change;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * A store that keeps objects as they are, tells at once what is written, and counts it.
 *
 * @param <V> the values
 */
public final class MapStore<V> implements KeyValueStore<String, V>, CachedStateStore<String, V> {

    private final String name;
    private final TreeMap<String, V> values = new TreeMap<>();
    private CacheFlushListener<String, V> listener = record -> {};
    private int writes;

    /** An empty store. */
    public MapStore(String name) {
        this.name = name;
    }

    @Override
    public void put(String key, V value) {
        writes++;
        V before = value == null ? values.remove(key) : values.put(key, value);
        listener.apply(new Record<>(key, new Change<>(value, before), 0));
    }

    @Override
    public V putIfAbsent(String key, V value) {
        return values.putIfAbsent(key, value);
    }

    @Override
    public void putAll(List<KeyValue<String, V>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public V delete(String key) {
        V before = values.get(key);
        put(key, null);
        return before;
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<String, V> whoListens, boolean sendOldValues) {
        listener = whoListens;
        return true;
    }

    @Override
    public void flushCache() {}

    @Override
    public void clearCache() {}

    @Override
    public V get(String key) {
        return values.get(key);
    }

    @Override
    public KeyValueIterator<String, V> range(String from, String to) {
        return over(values.subMap(from, true, to, true));
    }

    @Override
    public KeyValueIterator<String, V> all() {
        return over(values);
    }

    @Override
    public long approximateNumEntries() {
        return values.size();
    }

    /** How often something was put or deleted. */
    int writes() {
        return writes;
    }

    /** What it holds. */
    public Map<String, V> values() {
        return values;
    }

    private static <V> KeyValueIterator<String, V> over(Map<String, V> entries) {
        var left = new ArrayDeque<>(entries.entrySet());
        return new KeyValueIterator<>() {
            @Override
            public boolean hasNext() {
                return !left.isEmpty();
            }

            @Override
            public KeyValue<String, V> next() {
                Map.Entry<String, V> entry = left.remove();
                return KeyValue.pair(entry.getKey(), entry.getValue());
            }

            @Override
            public String peekNextKey() {
                return left.element().getKey();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {}

    @Override
    public void close() {}

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return true;
    }
}
