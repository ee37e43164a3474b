package io.trunkline.rating.state;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * A constant of an enum by a number that is given to it once and for all: the order of the constants may change.
 *
 * <pre>
 *   ┌──────────────┐
 *   │ code (whole) │
 *   └──────────────┘
 * </pre>
 *
 * @param <E> the enum
 */
public final class EnumCodec<E extends Enum<E>> implements Codec<E> {

    /** A constant with its number. */
    public record Code<E>(int number, E constant) {}

    private final Class<E> type;
    private final Map<E, Integer> numbers;
    private final Map<Integer, E> constants = new HashMap<>();

    private EnumCodec(Class<E> type) {
        this.type = type;
        this.numbers = new EnumMap<>(type);
    }

    /**
     * A codec with a number for each constant.
     *
     * @throws IllegalArgumentException when a constant has none or two, or a number stands for two
     */
    @SafeVarargs
    public static <E extends Enum<E>> EnumCodec<E> of(Class<E> type, Code<E>... codes) {
        var codec = new EnumCodec<>(type);
        for (Code<E> code : codes) {
            if (codec.numbers.put(code.constant(), code.number()) != null
                    || codec.constants.put(code.number(), code.constant()) != null) {
                throw new IllegalArgumentException(type.getSimpleName() + " has " + code + " twice");
            }
        }
        if (codec.numbers.size() != type.getEnumConstants().length) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + " has a constant without a number: " + codec.numbers);
        }
        return codec;
    }

    /** A number, 0 to 127 in one byte, for a constant. */
    public static <E> Code<E> code(int number, E constant) {
        return new Code<>(number, constant);
    }

    @Override
    public void write(E value, BinaryWriter out) {
        out.whole(numbers.get(value));
    }

    @Override
    public E read(BinaryReader in) {
        long number = in.whole();
        E constant = number == (int) number ? constants.get((int) number) : null;
        if (constant == null) {
            throw new UnreadableRecordException("no " + type.getSimpleName() + " has the number " + number);
        }
        return constant;
    }
}
