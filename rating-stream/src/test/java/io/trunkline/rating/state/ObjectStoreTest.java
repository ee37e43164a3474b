package io.trunkline.rating.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.Test;

class ObjectStoreTest {

    private static final int FEW = 3;
    private static final String AT_REST = "ended";

    private final MapStore<byte[]> bytes = new MapStore<>("calls");
    private final ObjectStore<String> store = new ObjectStore<>(bytes, Serdes.String(), AT_REST::equals, FEW);

    sealed interface Step {

        record Put(String key, String value) implements Step {}

        record Delete(String key) implements Step {}

        record Commit() implements Step {}
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<String> keys = Arbitraries.of("a", "b", "c", "d", "e");
        Arbitrary<String> values =
                Arbitraries.oneOf(Arbitraries.strings().alpha().ofMaxLength(2), Arbitraries.just(AT_REST));
        Arbitrary<Step> step = Arbitraries.oneOf(
                Combinators.combine(keys, values).as(Step.Put::new),
                keys.map(Step.Delete::new),
                Arbitraries.just(new Step.Commit()));
        return step.list().ofMaxSize(40);
    }

    @Property
    void shouldHoldWhatAMapHoldsAndWriteAllOfItAtACommit(@ForAll("steps") List<Step> steps) {
        bytes.values().clear();
        store.init(null, store);
        var expected = new HashMap<String, String>();
        for (Step step : steps) {
            switch (step) {
                case Step.Put(var key, var value) -> {
                    store.put(key, value);
                    expected.put(key, value);
                }
                case Step.Delete(var key) -> assertEquals(expected.remove(key), store.delete(key));
                case Step.Commit() -> {
                    store.flushCache();
                    assertEquals(expected, written());
                }
            }
            for (String key : List.of("a", "b", "c", "d", "e")) {
                assertEquals(expected.get(key), store.get(key), key);
            }
        }
        assertEquals(new TreeMap<>(expected), all());
    }

    @Test
    void shouldWriteWhatChangedOftenOnce() {
        store.put("call", "ringing");
        store.put("call", "answered");
        assertEquals(0, bytes.writes());

        store.flushCache();
        store.flushCache();

        assertEquals(Map.of("call", "answered"), written());
        assertEquals(1, bytes.writes());
    }

    @Test
    void shouldLeaveNothingOfWhatCameAndWentBetweenTwoCommits() {
        store.put("call", "ringing");
        store.delete("call");

        store.flushCache();

        assertEquals(0, bytes.writes());
        assertNull(store.get("call"));
    }

    @Test
    void shouldGiveBackTheObjectThatWasPut() {
        var put = new String("ringing");
        store.put("call", put);
        store.flushCache();

        assertSame(put, store.get("call"));
    }

    @Test
    void shouldKeepNoObjectOfWhatIsAtRestFromTheCommitOn() {
        var put = new String(AT_REST);
        store.put("call", put);
        assertSame(put, store.get("call"));

        store.flushCache();
        String read = store.get("call");
        assertEquals(AT_REST, read);
        assertNotSame(put, read);

        store.flushCache();
        assertNotSame(read, store.get("call"));
        assertEquals(1, bytes.writes());
    }

    @Test
    void shouldBeginWithWhatIsWrittenAfterAnAbortedTransaction() {
        store.put("call", "ringing");
        store.flushCache();
        store.put("call", "answered");
        store.put("other", "ringing");

        store.init(null, store);
        store.flushCache();

        assertEquals("ringing", store.get("call"));
        assertNull(store.get("other"));
        assertEquals(Map.of("call", "ringing"), written());
    }

    @Test
    void shouldTellWhatStandsAtACommitOnce() {
        var told = listen();
        store.put("call", "ringing");
        store.put("call", "answered");
        assertEquals(List.of(), told);

        store.flushCache();
        store.flushCache();
        store.put("call", "ended");
        store.flushCache();

        assertEquals(List.of("call: null, answered", "call: answered, ended"), told);
    }

    @Test
    void shouldTellWhatWasDeletedBeforeItEverStoodAtACommit() {
        var told = listen();
        store.put("call", "ringing");
        store.put("call", "ended");
        store.delete("call");
        store.flushCache();

        assertEquals(List.of("call: null, ended", "call: ended, null"), told);
        assertEquals(0, bytes.writes());
    }

    @Test
    void shouldDeleteWhatIsAtRestWithoutReadingIt() {
        store.put("call", AT_REST);
        store.flushCache();
        var told = listen();
        store.put("call", null);
        store.flushCache();

        assertEquals(List.of("call: null, null"), told);
        assertEquals(Map.of(), written());
    }

    @Property
    void shouldTellEachValueThatStoodAtACommitAndThatBeforeADeletion(@ForAll("steps") List<Step> steps) {
        bytes.values().clear();
        store.init(null, store);
        var told = new HashMap<String, String>();
        store.setFlushListener(
                record -> {
                    assertEquals(told.get(record.key()), record.value().oldValue);
                    told.put(record.key(), record.value().newValue);
                },
                true);
        var expected = new HashMap<String, String>();
        for (Step step : steps) {
            switch (step) {
                case Step.Put(var key, var value) -> {
                    store.put(key, value);
                    expected.put(key, value);
                }
                case Step.Delete(var key) -> {
                    String last = expected.put(key, null);
                    store.delete(key);
                    assertEquals(last, told.get(key));
                }
                case Step.Commit() -> {
                    store.flushCache();
                    expected.forEach((key, value) -> assertEquals(value, told.get(key)));
                }
            }
        }
    }

    private List<String> listen() {
        var told = new ArrayList<String>();
        store.setFlushListener(
                record -> told.add(record.key() + ": " + record.value().oldValue + ", " + record.value().newValue),
                true);
        return told;
    }

    private Map<String, String> written() {
        var written = new HashMap<String, String>();
        bytes.values().forEach((key, value) -> written.put(key, new String(value, StandardCharsets.UTF_8)));
        return written;
    }

    private Map<String, String> all() {
        var all = new TreeMap<String, String>();
        try (KeyValueIterator<String, String> entries = store.all()) {
            while (entries.hasNext()) {
                String next = entries.peekNextKey();
                KeyValue<String, String> entry = entries.next();
                assertEquals(next, entry.key);
                all.put(entry.key, entry.value);
            }
        }
        return all;
    }
}
