package io.trunkline.rating.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.Test;

class HashedStoreTest {

    private final HashedStore store = new HashedStore("calls");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Bytes key(String text) {
        return Bytes.wrap(bytes(text));
    }

    private static Map<String, String> read(KeyValueIterator<Bytes, byte[]> all) {
        var read = new HashMap<String, String>();
        try (all) {
            while (all.hasNext()) {
                Bytes peeked = all.peekNextKey();
                KeyValue<Bytes, byte[]> record = all.next();
                assertEquals(peeked, record.key);
                assertNull(
                        read.put(
                                new String(record.key.get(), StandardCharsets.UTF_8),
                                new String(record.value, StandardCharsets.UTF_8)),
                        "a key twice");
            }
        }
        return read;
    }

    @Property
    void shouldHoldWhatAMapHolds(
            @ForAll @Size(max = 60) List<@AlphaChars @StringLength(min = 2, max = 3) String> texts) {
        store.close();
        var expected = new HashMap<String, String>();
        for (String text : texts) {
            String key = text.substring(0, 1);
            if (text.length() == 2) {
                assertArrayEquals(
                        expected.containsKey(key) ? bytes(expected.remove(key)) : null, store.delete(key(key)));
            } else {
                store.put(key(key), bytes(text));
                expected.put(key, text);
            }
        }
        assertEquals(expected, read(store.all()));
        assertEquals(expected.size(), store.approximateNumEntries());
        expected.forEach((key, value) -> assertArrayEquals(bytes(value), store.get(key(key))));
    }

    @Test
    void shouldPutNothingInThePlaceOfSomething() {
        assertNull(store.putIfAbsent(key("a"), bytes("first")));
        assertArrayEquals(bytes("first"), store.putIfAbsent(key("a"), bytes("second")));
        store.putAll(List.of(KeyValue.pair(key("a"), null), KeyValue.pair(key("b"), bytes("third"))));
        assertEquals(Map.of("b", "third"), read(store.all()));
    }

    @Test
    void shouldGiveAllAsTheyStoodWhateverIsPutMeanwhile() {
        store.put(key("a"), bytes("1"));
        store.put(key("b"), bytes("2"));
        KeyValueIterator<Bytes, byte[]> all = store.all();
        store.put(key("c"), bytes("3"));
        assertEquals(Map.of("a", "1", "b", "2"), read(all));
    }

    @Test
    void shouldReadItsChangelogBack() {
        var restoring = new AtomicReference<BatchingStateRestoreCallback>();
        var context = (StateStoreContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {StateStoreContext.class}, (proxy, method, arguments) -> {
                    assertEquals("register", method.getName());
                    restoring.set((BatchingStateRestoreCallback) arguments[1]);
                    return null;
                });
        assertFalse(store.isOpen());

        store.init(context, store);
        restoring
                .get()
                .restoreAll(List.of(
                        KeyValue.pair(bytes("a"), bytes("old")),
                        KeyValue.pair(bytes("b"), bytes("gone")),
                        KeyValue.pair(bytes("a"), bytes("new")),
                        KeyValue.pair(bytes("b"), null)));

        assertTrue(store.isOpen());
        assertEquals(Map.of("a", "new"), read(store.all()));
    }

    @Test
    void shouldRefuseARange() {
        assertThrows(UnsupportedOperationException.class, () -> store.range(key("a"), key("b")));
    }
}
