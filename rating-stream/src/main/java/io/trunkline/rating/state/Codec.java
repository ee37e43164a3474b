package io.trunkline.rating.state;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How a type of value is written and read. Any thread may use it. A value is never null: whether one is there, the
 * record says in which it is ({@link RecordCodec}).
 *
 * @param <T> the type
 */
public interface Codec<T> {

    /** Text. */
    Codec<String> TEXT = of((out, value) -> out.text(value), BinaryReader::text);

    /** A time, to the microsecond. */
    Codec<Instant> TIME = of((out, value) -> out.time(value), BinaryReader::time);

    /** An amount, its scale kept. */
    Codec<BigDecimal> DECIMAL = of((out, value) -> out.decimal(value), BinaryReader::decimal);

    /** A number of 64 bits; small ones, above or below 0, take few bytes. */
    Codec<Long> LONG = of((out, value) -> out.signed(value), BinaryReader::signed);

    /** A number of 32 bits; small ones, above or below 0, take few bytes. */
    Codec<Integer> INT = of((out, value) -> out.signed(value), BinaryReader::signedInt);

    /** Yes or no. */
    Codec<Boolean> FLAG = of((out, value) -> out.flag(value), BinaryReader::flag);

    /** Writes a value behind what was written. */
    void write(T value, BinaryWriter out);

    /** Reads a value. Throws an {@link UnreadableRecordException} when there is none. */
    T read(BinaryReader in);

    /** A codec of two functions. */
    static <T> Codec<T> of(BiConsumer<BinaryWriter, T> write, Function<BinaryReader, T> read) {
        return new Codec<>() {
            @Override
            public void write(T value, BinaryWriter out) {
                write.accept(out, value);
            }

            @Override
            public T read(BinaryReader in) {
                return read.apply(in);
            }
        };
    }

    /** Several of them: their number as a whole, then each. */
    default Codec<List<T>> list() {
        return new ListCodec<>(this);
    }
}
