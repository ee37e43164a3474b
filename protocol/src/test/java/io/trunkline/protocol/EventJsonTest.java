package io.trunkline.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.PriceStep;
import io.trunkline.protocol.event.RateWindow;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.RegistrationEvent;
import io.trunkline.testing.Instances;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written by hand is what Jackson writes, whose work it was and whose annotations say what it is. */
class EventJsonTest {

    private static final Instances INSTANCES = Instances.with(Map.of(
            RateWindow.class,
            Arbitraries.of(
                    RateWindow.ALWAYS,
                    RateWindow.parse("mon-fri 08:00-18:00"),
                    RateWindow.parse("sat,sun 22:00-06:00"))));

    @Provide
    Arbitrary<Object> events() {
        return Arbitraries.of(
                        Call.class,
                        Cdr.class,
                        LedgerEntry.class,
                        Balance.class,
                        Registration.class,
                        RegistrationEvent.class)
                .flatMap(type -> INSTANCES.of(type).map(Object.class::cast));
    }

    private static String byHand(Object event) {
        return new String(EventJson.write(event), StandardCharsets.UTF_8);
    }

    private static String byJackson(Object event) throws JsonProcessingException {
        return new String(Json.mapper().writeValueAsBytes(event), StandardCharsets.UTF_8);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void shouldWriteEveryFieldAsJacksonDoes(@ForAll("events") Object event) throws JsonProcessingException {
        assertEquals(byJackson(event), byHand(event));
    }

    @Property
    void shouldEscapeTextAsJacksonDoes(@ForAll("texts") String text) throws JsonProcessingException {
        assertEquals(byJackson(saying(text)), byHand(saying(text)));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<Integer> characters = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 0xFF),
                Arbitraries.integers().between(0x100, 0xFFFF),
                Arbitraries.integers().between(0xD800, 0xDFFF),
                Arbitraries.integers().between(0x10000, Character.MAX_CODE_POINT));
        return characters.map(Character::toString).list().ofMaxSize(30).map(each -> String.join("", each));
    }

    @Property
    void shouldWriteAmountsAsJacksonDoes(@ForAll("amounts") BigDecimal amount) throws JsonProcessingException {
        var entry = new LedgerEntry(null, null, 1, null, null, amount, amount.negate(), null, null, null);

        assertEquals(byJackson(entry), byHand(entry));
    }

    @Provide
    Arbitrary<BigDecimal> amounts() {
        return Arbitraries.oneOf(
                        Arbitraries.longs(),
                        Arbitraries.longs().between(-200, 200),
                        Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L, 9L, 10L, 99L, 100L))
                .flatMap(unscaled ->
                        Arbitraries.integers().between(-2, 20).map(scale -> BigDecimal.valueOf(unscaled, scale)));
    }

    @Example
    void shouldWriteTextThatIsLongerThanWhatWasWrittenBefore() throws JsonProcessingException {
        for (int length : List.of(10, 100_000, 10)) {
            String text = "\"é".repeat(length);
            assertEquals(byJackson(saying(text)), byHand(saying(text)));
        }
    }

    @Example
    void shouldLeaveEverythingElseToJackson() {
        assertNull(EventJson.write(new PriceStep("a", BigDecimal.ONE)));
        assertEquals(
                "{\"text\":\"a\",\"amount\":\"1\"}",
                new String(Json.write(new PriceStep("a", BigDecimal.ONE)), StandardCharsets.UTF_8));
        assertEquals("null", new String(Json.write(null), StandardCharsets.UTF_8));
    }

    private static LedgerEntry saying(String text) {
        return new LedgerEntry("id", text, 1, Instant.EPOCH, null, null, null, null, null, text);
    }
}
