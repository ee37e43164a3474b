package io.trunkline.rating.state;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/**
 * One of the kinds of a sealed type, by a number that is given to each once and for all.
 *
 * <pre>
 *   ┌────────────────┬─────────────────────────┐
 *   │ number (whole) │ what the kind is of     │
 *   └────────────────┴─────────────────────────┘
 * </pre>
 *
 * @param <T> the sealed type
 */
public final class SealedCodec<T> implements Codec<T> {

    /** A kind with its number and codec. */
    public record Kind<K>(int number, Class<K> type, Codec<K> codec) {

        private void write(Object value, BinaryWriter out) {
            codec.write(type.cast(value), out);
        }
    }

    private final Class<T> type;
    private final Kind<? extends T>[] kinds;
    private final Map<Integer, Kind<? extends T>> byNumber = new HashMap<>();

    private SealedCodec(Class<T> type, Kind<? extends T>[] kinds) {
        this.type = type;
        this.kinds = kinds;
    }

    /**
     * A codec with a number for each kind.
     *
     * @throws IllegalArgumentException when a kind has none or two, or a number stands for two
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <T> SealedCodec<T> of(Class<T> type, Kind<? extends T>... kinds) {
        var codec = new SealedCodec<>(type, kinds.clone());
        var types = new HashSet<Class<?>>();
        for (Kind<? extends T> kind : kinds) {
            if (!types.add(kind.type()) || codec.byNumber.put(kind.number(), kind) != null) {
                throw new IllegalArgumentException(type.getSimpleName() + " has " + kind + " twice");
            }
        }
        if (types.size() != type.getPermittedSubclasses().length) {
            throw new IllegalArgumentException(type.getSimpleName() + " has a kind without a number");
        }
        return codec;
    }

    /** A number, 0 to 127 in one byte, for a kind. */
    public static <K> Kind<K> kind(int number, Class<K> type, Codec<K> codec) {
        return new Kind<>(number, type, codec);
    }

    @Override
    public void write(T value, BinaryWriter out) {
        Kind<? extends T> kind = kindOf(value);
        out.whole(kind.number());
        kind.write(value, out);
    }

    private Kind<? extends T> kindOf(T value) {
        for (Kind<? extends T> kind : kinds) {
            if (kind.type() == value.getClass()) {
                return kind;
            }
        }
        throw new IllegalArgumentException(type.getSimpleName() + " has no kind " + value.getClass());
    }

    @Override
    public T read(BinaryReader in) {
        long number = in.whole();
        Kind<? extends T> kind = number == (int) number ? byNumber.get((int) number) : null;
        if (kind == null) {
            throw new UnreadableRecordException("no " + type.getSimpleName() + " has the number " + number);
        }
        return kind.codec().read(in);
    }
}
