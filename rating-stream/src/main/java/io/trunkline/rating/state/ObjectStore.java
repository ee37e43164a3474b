package io.trunkline.rating.state;

import static org.apache.kafka.common.serialization.Serdes.ByteArray;
import static org.apache.kafka.common.serialization.Serdes.String;
import static org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore;
import static org.apache.kafka.streams.state.Stores.keyValueStoreBuilder;

import io.trunkline.rating.changelog.Changelog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.internals.Change;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * A store in memory that gives back the objects that were put into it. What has changed is made into bytes, and written
 * to its changelog, once a commit, however often it changed between two: a call is changed by six messages within a
 * second, and Streams' own cache would write and read its bytes at each.
 *
 * <pre>
 *   get, put ─▶ objects used last ──at a commit, or when there are too many──▶ bytes of all ─▶ changelog
 * </pre>
 *
 * <p>A value that is at rest, one that hardly anybody will ask for before it is deleted, is kept as bytes alone from the
 * commit on: objects are several times as large, and many of them for half a minute is what a collector of garbage likes
 * least.
 *
 * <p>Streams asks a {@link CachedStateStore}, and no other, to write before it ends a transaction: an interface of its
 * inside, and the only way to hear of it. Who listens to that hears of each value that stood at a commit, and of the last
 * one before a key was deleted, each with the one that it heard before. Used by one thread.
 *
 * @param <T> the values, which do not change
 */
public final class ObjectStore<T> implements KeyValueStore<String, T>, CachedStateStore<String, T> {

    /** So many values are kept as objects: four times the calls that are up at a busy site. */
    private static final int MOST_OBJECTS = 1 << 15;

    private static final long UNTIMED = 0;

    private static final int FIRST_SIZE = 1 << 10;
    private static final float LOAD = 0.75f;

    private final KeyValueStore<String, byte[]> bytes;
    private final Serde<T> serde;
    private final Predicate<T> atRest;
    private final int most;
    private final Map<String, Kept<T>> objects;

    /** What has changed since the last commit, and what is at rest and was asked for. */
    private final List<Kept<T>> touched = new ArrayList<>();

    private CacheFlushListener<String, T> listener;

    /**
     * Who hears of what is written.
     *
     * @param <T> the values
     */
    public interface Listener<T> {

        /**
         * A key has another value now: null when it has none, before or now. What a key had that was deleted unread is not
         * told: both are null then.
         */
        void written(String key, T before, T now);
    }

    private static final class Kept<T> {
        private final String key;
        private T value;
        private T told;
        private boolean isTold = true;
        private boolean isChanged;

        Kept(String key, T value) {
            this.key = key;
            this.value = value;
            this.told = value;
        }
    }

    ObjectStore(KeyValueStore<String, byte[]> bytes, Serde<T> serde, Predicate<T> atRest, int most) {
        this.bytes = bytes;
        this.serde = serde;
        this.atRest = atRest;
        this.most = most;
        this.objects = new LinkedHashMap<>(FIRST_SIZE, LOAD, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Kept<T>> eldest) {
                boolean tooMany = size() > ObjectStore.this.most;
                if (tooMany) {
                    write(eldest.getValue());
                }
                return tooMany;
            }
        };
    }

    /**
     * What makes a store, with a changelog. Its keys are in no order.
     *
     * @param serde of its values
     */
    public static <T> StoreBuilder<ObjectStore<T>> of(String name, Serde<T> serde) {
        return of(name, serde, value -> false);
    }

    /**
     * As above.
     *
     * @param atRest whether a value is at rest
     */
    public static <T> StoreBuilder<ObjectStore<T>> of(String name, Serde<T> serde, Predicate<T> atRest) {
        return builder(HashedStore.named(name), serde, atRest);
    }

    /** What makes a store whose keys are in order, so that it can be asked for a {@link #range}. */
    public static <T> StoreBuilder<ObjectStore<T>> sorted(String name, Serde<T> serde) {
        return builder(inMemoryKeyValueStore(name), serde, value -> false);
    }

    private static <T> StoreBuilder<ObjectStore<T>> builder(
            KeyValueBytesStoreSupplier bytes, Serde<T> serde, Predicate<T> atRest) {
        return new Builder<>(
                keyValueStoreBuilder(bytes, String(), ByteArray()).withLoggingEnabled(Changelog.SETTINGS),
                serde,
                atRest);
    }

    @Override
    public T get(String key) {
        Kept<T> kept = objects.get(key);
        if (kept != null) {
            return kept.value;
        }
        T value = stored(key);
        if (value != null) {
            kept = new Kept<>(key, value);
            objects.put(key, kept);
            if (atRest.test(value)) {
                touched.add(kept);
            }
        }
        return value;
    }

    private T stored(String key) {
        byte[] record = bytes.get(key);
        return record == null ? null : serde.deserializer().deserialize(name(), record);
    }

    @Override
    public void put(String key, T value) {
        Kept<T> kept = objects.get(key);
        if (kept == null) {
            kept = new Kept<>(key, listener == null || value == null ? null : stored(key));
            objects.put(key, kept);
        }
        if (value == null) {
            tell(kept);
        }
        kept.value = value;
        kept.isTold = false;
        if (!kept.isChanged) {
            kept.isChanged = true;
            touched.add(kept);
        }
    }

    @Override
    public T putIfAbsent(String key, T value) {
        T known = get(key);
        if (known == null) {
            put(key, value);
        }
        return known;
    }

    @Override
    public void putAll(List<KeyValue<String, T>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public T delete(String key) {
        T known = get(key);
        put(key, null);
        return known;
    }

    @Override
    public KeyValueIterator<String, T> range(String from, String to) {
        flushCache();
        return new Objects(bytes.range(from, to));
    }

    @Override
    public KeyValueIterator<String, T> all() {
        flushCache();
        return new Objects(bytes.all());
    }

    @Override
    public long approximateNumEntries() {
        flushCache();
        return bytes.approximateNumEntries();
    }

    /** Writes what has changed since it was last called. */
    @Override
    public void flushCache() {
        for (Kept<T> kept : touched) {
            write(kept);
            if (kept.value == null || atRest.test(kept.value)) {
                objects.remove(kept.key, kept);
            }
        }
        touched.clear();
    }

    /** What came and went between two commits leaves nothing behind, not even a tombstone. */
    private void write(Kept<T> kept) {
        if (!kept.isChanged) {
            return;
        }
        kept.isChanged = false;
        tell(kept);
        if (kept.value != null) {
            bytes.put(kept.key, serde.serializer().serialize(name(), kept.value));
        } else if (bytes.get(kept.key) != null) {
            bytes.delete(kept.key);
        }
    }

    private void tell(Kept<T> kept) {
        if (listener != null && !kept.isTold) {
            listener.apply(new Record<>(kept.key, new Change<>(kept.value, kept.told), UNTIMED));
            kept.told = kept.value;
            kept.isTold = true;
        }
    }

    @Override
    public void clearCache() {
        objects.clear();
        touched.clear();
    }

    /**
     * From now on a processor hears of what such a store writes, and may hand it on. For its {@code init}.
     *
     * @param store as Streams gives it to the processor
     * @param streams the processor's
     */
    @SuppressWarnings("unchecked") // a store of Ts, in Streams' own wrapping
    public static <T> void listenTo(
            KeyValueStore<String, T> store, ProcessorContext<?, ?> streams, Listener<T> listener) {
        CacheFlushListener<String, T> hears =
                record -> listener.written(record.key(), record.value().oldValue, record.value().newValue);
        ((CachedStateStore<String, T>) store)
                .setFlushListener(
                        streams instanceof InternalProcessorContext<?, ?> s ? inItsName(s, hears) : hears, true);
    }

    /** Streams flushes between two records, when no processor is at work: it must be told who hands a record on. */
    private static <T> CacheFlushListener<String, T> inItsName(
            InternalProcessorContext<?, ?> streams, CacheFlushListener<String, T> listener) {
        ProcessorNode<?, ?, ?, ?> listening = streams.currentNode();
        return record -> {
            ProcessorNode<?, ?, ?, ?> before = streams.currentNode();
            streams.setCurrentNode(listening);
            try {
                listener.apply(record);
            } finally {
                streams.setCurrentNode(before);
            }
        };
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<String, T> whoListens, boolean sendOldValues) {
        listener = whoListens;
        return true;
    }

    @Override
    public void init(StateStoreContext streams, StateStore root) {
        clearCache();
        listener = null;
        bytes.init(streams, root);
    }

    @Override
    public void commit(Map<TopicPartition, Long> offsets) {
        bytes.commit(offsets);
    }

    @Override
    public void close() {
        clearCache();
        bytes.close();
    }

    @Override
    public String name() {
        return bytes.name();
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return bytes.isOpen();
    }

    private final class Objects implements KeyValueIterator<String, T> {

        private final KeyValueIterator<String, byte[]> records;

        Objects(KeyValueIterator<String, byte[]> records) {
            this.records = records;
        }

        @Override
        public boolean hasNext() {
            return records.hasNext();
        }

        @Override
        public KeyValue<String, T> next() {
            KeyValue<String, byte[]> record = records.next();
            return KeyValue.pair(record.key, serde.deserializer().deserialize(name(), record.value));
        }

        @Override
        public String peekNextKey() {
            return records.peekNextKey();
        }

        @Override
        public void close() {
            records.close();
        }
    }

    /** It has a changelog and is its own cache, whatever else is asked for. */
    private record Builder<T>(StoreBuilder<KeyValueStore<String, byte[]>> bytes, Serde<T> serde, Predicate<T> atRest)
            implements StoreBuilder<ObjectStore<T>> {

        @Override
        public ObjectStore<T> build() {
            return new ObjectStore<>(bytes.build(), serde, atRest, MOST_OBJECTS);
        }

        @Override
        public StoreBuilder<ObjectStore<T>> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<ObjectStore<T>> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<ObjectStore<T>> withLoggingEnabled(Map<String, String> config) {
            throw new UnsupportedOperationException("it has the settings of all changelogs");
        }

        @Override
        public StoreBuilder<ObjectStore<T>> withLoggingDisabled() {
            throw new UnsupportedOperationException("what is not logged is lost");
        }

        @Override
        public Map<String, String> logConfig() {
            return bytes.logConfig();
        }

        @Override
        public boolean loggingEnabled() {
            return bytes.loggingEnabled();
        }

        @Override
        public String name() {
            return bytes.name();
        }
    }
}
