package io.trunkline.rating.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Records in memory by their keys, in no order. Streams' own keeps them sorted: with a hundred thousand calls to find one is
 * a look at seventeen others, none of which is in a cache. Used by one thread; read back by another before that.
 */
final class HashedStore implements KeyValueStore<Bytes, byte[]> {

    private final String name;
    private final Map<Bytes, byte[]> records = new HashMap<>();
    private volatile boolean open;

    HashedStore(String name) {
        this.name = name;
    }

    /** What makes one. */
    static KeyValueBytesStoreSupplier named(String name) {
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return new HashedStore(name);
            }

            @Override
            public String metricsScope() {
                return "hashed";
            }
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        open = true;
        context.register(root, new Restoring());
    }

    private final class Restoring implements BatchingStateRestoreCallback {

        @Override
        public void restoreAll(Collection<KeyValue<byte[], byte[]>> changelog) {
            changelog.forEach(record -> put(Bytes.wrap(record.key), record.value));
        }
    }

    @Override
    public byte[] get(Bytes key) {
        return records.get(key);
    }

    @Override
    public void put(Bytes key, byte[] value) {
        if (value == null) {
            records.remove(key);
        } else {
            records.put(key, value);
        }
    }

    @Override
    public byte[] putIfAbsent(Bytes key, byte[] value) {
        byte[] known = get(key);
        if (known == null) {
            put(key, value);
        }
        return known;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public byte[] delete(Bytes key) {
        return records.remove(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        throw new UnsupportedOperationException(name + " is in no order");
    }

    /** As they stand now, whatever is put meanwhile. */
    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return new Records(new ArrayList<>(records.entrySet()).iterator());
    }

    @Override
    public long approximateNumEntries() {
        return records.size();
    }

    @Override
    public void close() {
        records.clear();
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** Nobody asks a store of ours from outside how far it is. */
    @Override
    public Position getPosition() {
        return Position.emptyPosition();
    }

    private static final class Records implements KeyValueIterator<Bytes, byte[]> {

        private final Iterator<Map.Entry<Bytes, byte[]>> left;
        private Map.Entry<Bytes, byte[]> next;

        Records(Iterator<Map.Entry<Bytes, byte[]>> left) {
            this.left = left;
            advance();
        }

        private void advance() {
            next = left.hasNext() ? left.next() : null;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Bytes peekNextKey() {
            return next.getKey();
        }

        @Override
        public KeyValue<Bytes, byte[]> next() {
            KeyValue<Bytes, byte[]> record = KeyValue.pair(next.getKey(), next.getValue());
            advance();
            return record;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
