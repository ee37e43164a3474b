package io.trunkline.rating.state;

import static io.trunkline.rating.state.Codec.DECIMAL;
import static io.trunkline.rating.state.Codec.TEXT;
import static io.trunkline.rating.state.EnumCodec.code;
import static io.trunkline.rating.state.RecordCodec.field;
import static io.trunkline.rating.state.RecordCodec.ofInt;
import static io.trunkline.rating.state.RecordCodec.ofLong;
import static io.trunkline.rating.state.SealedCodec.kind;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.EndedBy;
import io.trunkline.protocol.event.Rounding;
import java.lang.invoke.MethodHandles;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateSerdeTest {

    record Purse(
            @JsonProperty("owner") String owner,
            @JsonProperty("money") BigDecimal money,
            long coins) {}

    private static final RecordCodec<Purse> CODEC = RecordCodec.of(
            MethodHandles.lookup(),
            Purse.class,
            field("owner", Purse::owner, TEXT),
            field("money", Purse::money, DECIMAL),
            ofLong("coins", Purse::coins));
    private static final StateSerde<Purse> PURSES = StateSerde.of(CODEC, json -> Json.read(json, Purse.class));

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @Test
    void shouldWriteARecordByteForByteAsItsPictureSays() {
        byte[] record = PURSES.write(new Purse("Ann", new BigDecimal("-1.50"), 300));
        // version, both present, 3 letters, a scale of 2 and not big, -150, 300
        assertEquals(
                "%02x 03 03 416e6e 08 ab02 d804".formatted(StateSerde.VERSION),
                HexFormat.of()
                        .formatHex(record, 0, record.length - 4)
                        .replaceFirst("(..)(..)(..)(......)(..)(....)(....)", "$1 $2 $3 $4 $5 $6 $7"));
        assertEquals(new Purse("Ann", new BigDecimal("-1.50"), 300), PURSES.read(record));
    }

    @Test
    void shouldKeepNullsApartFromWhatIsEmpty() {
        var nothing = new Purse(null, null, 0);
        assertEquals(nothing, PURSES.read(PURSES.write(nothing)));
        var empty = new Purse("", BigDecimal.ZERO, 0);
        assertEquals(empty, PURSES.read(PURSES.write(empty)));
    }

    @Test
    void shouldReadTheJsonOfTheVersionsBefore() {
        byte[] json = "{\"owner\":\"Ann\",\"money\":\"1.50\",\"coins\":3}".getBytes(StandardCharsets.UTF_8);
        assertEquals(new Purse("Ann", new BigDecimal("1.50"), 3), PURSES.read(json));
    }

    @Test
    void shouldRefuseJsonThatIsNotOfItsType() {
        byte[] json = "{\"owner\":".getBytes(StandardCharsets.UTF_8);
        var refused = assertThrows(UnreadableRecordException.class, () -> PURSES.read(json));
        assertTrue(refused.getMessage().startsWith("it is JSON of the versions before and cannot be read"));
    }

    @Test
    void shouldNameTheTopicAndTheVersionOfANewerProgram() {
        byte[] record = PURSES.write(new Purse("Ann", BigDecimal.ONE, 3));
        record[0] = StateSerde.VERSION + 1;
        var refused = assertThrows(
                UnreadableRecordException.class, () -> PURSES.deserializer().deserialize("purses-changelog", record));
        assertTrue(
                refused.getMessage()
                        .startsWith(
                                "a record of purses-changelog: it is of version " + record[0] + " and this program"),
                refused.getMessage());
    }

    @Test
    void shouldReadARecordFromBeforeAFieldWasAdded() {
        record Wallet(int cards, String owner, BigDecimal money, long coins) {}
        var later = RecordCodec.of(
                MethodHandles.lookup(),
                Wallet.class,
                ofInt("cards", Wallet::cards).since(2, 5),
                field("owner", Wallet::owner, TEXT).since(2, "nobody"),
                field("money", Wallet::money, DECIMAL),
                ofLong("coins", Wallet::coins));
        // Written in version 1, by a program that knew neither cards nor owner.
        var earlier = new BinaryReader(bytes("01 08 ab02 d804"), 0, 6, 1);
        assertEquals(new Wallet(5, "nobody", new BigDecimal("-1.50"), 300), later.read(earlier));
        var now = new BinaryReader(bytes("02 02 08 ab02 d804"), 0, 7, 2);
        assertEquals(new Wallet(1, null, new BigDecimal("-1.50"), 300), later.read(now));
    }

    @Test
    void shouldCutATimeToItsMicrosecond() {
        var out = new BinaryWriter();
        out.time(Instant.parse("1969-12-31T23:59:58.123456789Z"));
        assertEquals(
                Instant.parse("1969-12-31T23:59:58.123456Z"), new BinaryReader(out.toBytes(), 0, out.size(), 1).time());
    }

    @Test
    void shouldWriteNoAmountThatItWouldRefuseToRead() {
        var out = new BinaryWriter();
        assertThrows(IllegalArgumentException.class, () -> out.decimal(new BigDecimal("1e1001")));
        assertThrows(IllegalArgumentException.class, () -> out.decimal(new BigDecimal("1e-1001")));
        assertThrows(IllegalArgumentException.class, () -> out.decimal(BigDecimal.TWO.pow(8_000)));
        var largest = BigDecimal.TWO.pow(7_999).subtract(BigDecimal.ONE).negate();
        out.decimal(largest);
        assertEquals(largest, new BinaryReader(out.toBytes(), 0, out.size(), 1).decimal());
    }

    @Test
    void shouldRefuseNumbersThatAreTooLong() {
        assertThrows(UnreadableRecordException.class, () -> reader("ffffffffffffffffff02")
                .whole());
        assertThrows(UnreadableRecordException.class, () -> reader("8080808080808080808000")
                .whole());
        assertThrows(
                UnreadableRecordException.class, () -> reader("808080808020").signedInt());
        assertEquals(-1, reader("ffffffffffffffffff01").whole());
    }

    private static BinaryReader reader(String hex) {
        byte[] bytes = bytes(hex);
        return new BinaryReader(bytes, 0, bytes.length, 1);
    }

    @Test
    void shouldRefuseATextThatIsNotUtf8AndOneThatIsLongerThanItsRecord() {
        assertThrows(UnreadableRecordException.class, () -> reader("02c328").text());
        assertThrows(UnreadableRecordException.class, () -> reader("04414141").text());
        assertThrows(UnreadableRecordException.class, () -> reader("ffffffff0f").text());
    }

    @Test
    void shouldRefuseACodecThatDoesNotFitItsRecord() {
        var refused = assertThrows(
                IllegalArgumentException.class,
                () -> RecordCodec.of(MethodHandles.lookup(), Purse.class, field("money", Purse::money, DECIMAL)));
        assertEquals(
                "Purse has the components [owner, money, coins] and its codec the fields [money]",
                refused.getMessage());
    }

    @Test
    void shouldRefuseAFieldThatIsNotAsItsComponentIs() {
        record Coin(long worth) {}
        var lookup = MethodHandles.lookup();
        for (RecordCodec.Field<Coin, ?> field :
                List.of(ofInt("worth", Coin::worth), RecordCodec.<Coin, Long>field("worth", Coin::worth, Codec.LONG))) {
            var refused = assertThrows(IllegalArgumentException.class, () -> RecordCodec.of(lookup, Coin.class, field));
            assertEquals("Coin.worth is long", refused.getMessage());
        }
    }

    @Test
    void shouldWriteTextsOfAnyLengthAsUtf8() {
        for (int length : List.of(0, 1, 127, 128, 511, 512, 513, 100_000)) {
            for (String character : List.of("a", "\u007f", "\u0080", "ä", "€", "\u0141", "𝄞")) {
                String text = "a".repeat(length) + character;
                var out = new BinaryWriter();
                out.signed(7);
                out.text(text);
                out.signed(-7);
                var in = new BinaryReader(out.toBytes(), 0, out.size(), 1);
                assertEquals(7, in.signed());
                assertEquals(text, in.text());
                assertEquals(-7, in.signed());
                in.end();
            }
        }
    }

    @Test
    void shouldSayThatAFieldIsAbsentInTheFewestBytes() {
        record Many(String a, String b, String c, String d, String e, String f, String g, String h, String i) {}
        var codec = RecordCodec.of(
                MethodHandles.lookup(),
                Many.class,
                field("a", Many::a, TEXT),
                field("b", Many::b, TEXT),
                field("c", Many::c, TEXT),
                field("d", Many::d, TEXT),
                field("e", Many::e, TEXT),
                field("f", Many::f, TEXT),
                field("g", Many::g, TEXT),
                field("h", Many::h, TEXT),
                field("i", Many::i, TEXT));
        var out = new BinaryWriter();
        codec.write(new Many("A", null, null, null, null, null, null, null, "I"), out);
        codec.write(new Many("A", null, null, null, null, null, "G", null, null), out);
        assertEquals(
                "8102 0141 0149 41 0141 0147".replace(" ", ""), HexFormat.of().formatHex(out.toBytes()));
    }

    @Test
    void shouldRefuseAConstantOrKindWithoutANumberOrWithAnothersNumber() {
        assertThrows(IllegalArgumentException.class, () -> EnumCodec.of(Rounding.class, code(1, Rounding.HALF_UP)));
        assertThrows(
                IllegalArgumentException.class,
                () -> EnumCodec.of(Rounding.class, code(1, Rounding.HALF_UP), code(1, Rounding.UP)));
        assertThrows(IllegalArgumentException.class, () -> SealedCodec.of(Shape.class, kind(1, Shape.Dot.class, DOT)));
    }

    sealed interface Shape {
        record Dot(long at) implements Shape {}

        record Line(long from, long to) implements Shape {}
    }

    private static final Codec<Shape.Dot> DOT =
            RecordCodec.of(MethodHandles.lookup(), Shape.Dot.class, ofLong("at", Shape.Dot::at));

    @Test
    void shouldKnowAConstantByItsNumberAndNotByItsPlace() {
        var codec = EnumCodec.of(
                EndedBy.class,
                code(40, EndedBy.CALLER),
                code(30, EndedBy.CALLEE),
                code(20, EndedBy.PLATFORM),
                code(10, EndedBy.NO_BYE),
                code(50, EndedBy.TRUNK));
        assertEquals(EndedBy.PLATFORM, codec.read(reader("14")));
        assertThrows(UnreadableRecordException.class, () -> codec.read(reader("02")));
    }
}
