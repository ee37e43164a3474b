package io.trunkline.rating.call;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** A store that keeps objects as they are. */
final class MapStore implements KeyValueStore<String, Object> {

    private final String name;
    private final TreeMap<String, Object> values = new TreeMap<>();

    MapStore(String name) {
        this.name = name;
    }

    @Override
    public void put(String key, Object value) {
        if (value == null) {
            values.remove(key);
        } else {
            values.put(key, value);
        }
    }

    @Override
    public Object putIfAbsent(String key, Object value) {
        return values.putIfAbsent(key, value);
    }

    @Override
    public void putAll(List<KeyValue<String, Object>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public Object delete(String key) {
        return values.remove(key);
    }

    @Override
    public Object get(String key) {
        return values.get(key);
    }

    @Override
    public KeyValueIterator<String, Object> range(String from, String to) {
        return over(values.subMap(from, true, to, true));
    }

    @Override
    public KeyValueIterator<String, Object> all() {
        return over(values);
    }

    @Override
    public long approximateNumEntries() {
        return values.size();
    }

    private static KeyValueIterator<String, Object> over(Map<String, Object> entries) {
        Iterator<Map.Entry<String, Object>> each =
                new TreeMap<>(entries).entrySet().iterator();
        return new KeyValueIterator<>() {
            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public KeyValue<String, Object> next() {
                Map.Entry<String, Object> entry = each.next();
                return KeyValue.pair(entry.getKey(), entry.getValue());
            }

            @Override
            public String peekNextKey() {
                throw new UnsupportedOperationException("peekNextKey");
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
