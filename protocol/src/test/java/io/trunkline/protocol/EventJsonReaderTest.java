package io.trunkline.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallLink;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.RateWindow;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.RegistrationEvent;
import io.trunkline.testing.Instances;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.errors.SerializationException;

/** What is read by hand is what Jackson reads; what Jackson may read otherwise, or refuse, is left to it. */
class EventJsonReaderTest {

    private static final List<Class<?>> EVENTS = List.of(
            Call.class, Cdr.class, LedgerEntry.class, Balance.class, Registration.class, RegistrationEvent.class);

    private static final Arbitrary<RateWindow> WINDOWS = Arbitraries.of(
            RateWindow.ALWAYS, RateWindow.parse("mon-fri 08:00-18:00"), RateWindow.parse("sat,sun 22:00-06:00"));

    /** As nearly all are: no escapes, and no more digits than a long has. */
    private static final Instances USUAL = Instances.with(Map.of(
            RateWindow.class,
            WINDOWS,
            String.class,
            Arbitraries.strings()
                    .withCharRange('#', '[')
                    .withCharRange('a', '~')
                    .withChars(' ', '!', 'ä', '€', '字')
                    .ofMaxLength(90),
            BigDecimal.class,
            Arbitraries.longs().between(-999_999_999L, 999_999_999L).flatMap(unscaled -> Arbitraries.integers()
                    .between(0, 9)
                    .map(scale -> BigDecimal.valueOf(unscaled, scale))),
            long.class,
            Arbitraries.longs().between(-999_999_999_999_999_999L, 999_999_999_999_999_999L),
            Long.class,
            Arbitraries.longs().between(0, 99)));

    /** Of amounts those that Jackson reads: it refuses thousands of digits. */
    private static final Instances ANY = Instances.with(Map.of(
            RateWindow.class, WINDOWS, BigDecimal.class, Arbitraries.longs().flatMap(unscaled -> Arbitraries.integers()
                    .between(-2, 20)
                    .map(scale -> BigDecimal.valueOf(unscaled, scale)))));

    /** An event's type and its JSON. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record Written<T>(Class<T> type, Object event, byte[] json) {

        static Arbitrary<Written<?>> of(Instances instances) {
            return Arbitraries.of(EVENTS)
                    .flatMap(type ->
                            instances.of(type).map(event -> new Written<>(type, event, EventJson.write(event))));
        }

        Object byHand() {
            return EventJsonReader.read(json, type);
        }

        Object byJackson() throws IOException {
            return Json.mapper().readValue(json, type);
        }

        Written<T> as(byte[] other) {
            return new Written<>(type, event, other);
        }

        @Override
        public String toString() {
            return type.getSimpleName() + ' ' + new String(json, StandardCharsets.UTF_8);
        }
    }

    @Provide
    Arbitrary<Written<?>> usual() {
        return Written.of(USUAL);
    }

    @Provide
    Arbitrary<Written<?>> any() {
        return Written.of(ANY);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void shouldReadEveryFieldOfWhatIsUsual(@ForAll("usual") Written<?> written) {
        assertEquals(written.event(), written.byHand());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void shouldReadWhateverIsWrittenAsJacksonDoes(@ForAll("any") Written<?> written) throws IOException {
        assertEquals(written.byJackson(), Json.read(written.json(), written.type()));
    }

    @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
    void shouldReadOfDamagedJsonWhatJacksonReadsOrNothing(
            @ForAll("usual") Written<?> written, @ForAll int place, @ForAll("bytes") byte other, @ForAll int how)
            throws IOException {
        byte[] json = written.json();
        int at = Math.floorMod(place, json.length);
        Written<?> damaged = written.as(
                switch (Math.floorMod(how, 4)) {
                    case 0 -> with(json, at, other);
                    case 1 -> Arrays.copyOf(json, at);
                    case 2 -> without(json, at);
                    default -> between(json, at, other);
                });

        Object read = damaged.byHand();

        if (read != null) {
            assertEquals(damaged.byJackson(), read, damaged::toString);
        }
    }

    @Provide
    Arbitrary<Byte> bytes() {
        return Arbitraries.oneOf(
                Arbitraries.bytes(),
                Arbitraries.of("\"\\{}[],:.-0123456789 e\n"
                        .chars()
                        .mapToObj(c -> (byte) c)
                        .toList()));
    }

    private static byte[] with(byte[] json, int at, byte other) {
        byte[] changed = json.clone();
        changed[at] = other;
        return changed;
    }

    private static byte[] without(byte[] json, int at) {
        byte[] shorter = Arrays.copyOf(json, json.length - 1);
        System.arraycopy(json, at + 1, shorter, at, json.length - at - 1);
        return shorter;
    }

    private static byte[] between(byte[] json, int at, byte other) {
        byte[] longer = Arrays.copyOf(json, json.length + 1);
        System.arraycopy(json, at, longer, at + 1, json.length - at);
        longer[at] = other;
        return longer;
    }

    @Example
    void shouldReadWhatOthersWriteByJackson() {
        String ours = "{\"id\":\"a-1\",\"accountId\":\"a\",\"sequence\":1,\"at\":\"2026-11-21T03:04:05.000006Z\"}";
        var entry = new LedgerEntry(
                "a-1", "a", 1, Instant.parse("2026-11-21T03:04:05.000006Z"), null, null, null, null, null, null);
        assertEquals(entry, EventJsonReader.read(bytes(ours), LedgerEntry.class));
        for (String other : List.of(
                ours.replace(",", ", "),
                ours.replace("a-1", "\\u0061-1"),
                ours.replace("}", ",\"colour\":\"red\"}"),
                ours.replace("}", ",\"type\":null}"),
                ours.replace("000006Z", "000006000Z"),
                "{\"sequence\":1,\"accountId\":\"a\",\"at\":\"2026-11-21T03:04:05.000006Z\",\"id\":\"a-1\"}")) {
            assertNull(EventJsonReader.read(bytes(other), LedgerEntry.class), other);
            assertEquals(entry, Json.read(bytes(other), LedgerEntry.class), other);
        }
    }

    @Example
    void shouldLeaveToJacksonToRefuse() {
        for (String wrong : List.of(
                "",
                "{",
                "[]",
                "{\"id\":\"a\"}}",
                "{\"id\":\"a\"} x",
                "{\"type\":\"gift\"}",
                "{\"at\":\"2026-13-21T03:04:05.000006Z\"}",
                "{\"sequence\":9223372036854775808}",
                "{\"amount\":\"1.2.3\"}",
                "{\"at\":\"2026-11-21T03:04:05.00000",
                "{,\"id\":\"a\"}",
                "{\"id\":\"a\",}")) {
            var thrown =
                    assertThrows(SerializationException.class, () -> Json.read(bytes(wrong), LedgerEntry.class), wrong);
            assertNotNull(thrown.getMessage());
            assertNull(EventJsonReader.read(bytes(wrong), LedgerEntry.class), wrong);
        }
    }

    @Example
    void shouldLeaveToJacksonToRefuseListsWithoutBrackets() {
        for (String wrong : List.of(
                "{\"cutFailed\":]}",
                "{\"cutFailed\":[}",
                "{\"cutFailed\":[\"a\",]}",
                "{\"cutFailed\":[\"a\"\"b\"]}",
                "{\"freeMinutes\":}}",
                "{\"freeMinutes\":{\"a\"}}",
                "{\"freeMinutes\":{\"a\":1,}}")) {
            assertNull(EventJsonReader.read(bytes(wrong), Balance.class), wrong);
            assertThrows(SerializationException.class, () -> Json.read(bytes(wrong), Balance.class), wrong);
        }
    }

    @Example
    void shouldLeaveOtherTypesToJackson() {
        assertNull(EventJsonReader.read(bytes("{}"), CallLink.class));
    }

    @Example
    void shouldHoldATextOnceThatRecordsSayAgain() {
        byte[] json = bytes("{\"id\":\"shared-1\",\"accountId\":\"acme-of-the-test\"}");
        Json.read(json, LedgerEntry.class);
        LedgerEntry second = Json.read(json, LedgerEntry.class);
        LedgerEntry third = Json.read(json, LedgerEntry.class);

        assertSame(second.accountId(), third.accountId());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
