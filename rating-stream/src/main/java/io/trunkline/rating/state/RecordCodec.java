package io.trunkline.rating.state;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * A record's fields one behind the other, in the order of its components.
 *
 * <pre>
 *   ┌──────────────────┬─────────┬─────────┬───┐
 *   │ present (whole)  │ field   │ field   │ … │
 *   └──────────────────┴─────────┴─────────┴───┘
 *     a bit for each field that is not a primitive, the first one's lowest: 0 when it is null, and then it is not
 *     there; no such bits when all are primitives
 * </pre>
 *
 * <p>A field that came later says since which version it is written ({@link Field#since}) and what a record of before
 * has in its place: that is the one line that a new field takes, beside a higher {@link StateSerde#VERSION}.
 *
 * @param <R> the record
 */
public final class RecordCodec<R> implements Codec<R> {

    /**
     * A component of the record.
     *
     * @param <R> the record
     * @param <T> what the component holds
     */
    public static final class Field<R, T> {

        private final String name;
        private final Form form;
        private final Function<? super R, T> reference;
        private final ToLongFunction<? super R> number;
        private final Predicate<? super R> flag;
        private final Class<?> primitive;
        private final Codec<T> codec;
        private final int since;
        private final T before;

        private Field(
                String name,
                Form form,
                Function<? super R, T> reference,
                ToLongFunction<? super R> number,
                Predicate<? super R> flag,
                Class<?> primitive,
                Codec<T> codec,
                int since,
                T before) {
            this.name = name;
            this.form = form;
            this.reference = reference;
            this.number = number;
            this.flag = flag;
            this.primitive = primitive;
            this.codec = codec;
            this.since = since;
            this.before = before;
        }

        /** The same, but only in records of this version and later ones. */
        public Field<R, T> since(int version, T whatItIsInEarlierOnes) {
            return new Field<>(name, form, reference, number, flag, primitive, codec, version, whatItIsInEarlierOnes);
        }

        private boolean isPrimitive() {
            return primitive != null;
        }

        /** Writes what the record has in it; whether it has something. */
        private boolean write(R record, BinaryWriter out) {
            return switch (form) {
                case NUMBER -> {
                    out.signed(number.applyAsLong(record));
                    yield false;
                }
                case FLAG -> {
                    out.flag(flag.test(record));
                    yield false;
                }
                case TEXT, TIME, DECIMAL, RECORD, OTHER -> {
                    T value = reference.apply(record);
                    if (value != null) {
                        writeReference(value, out);
                    }
                    yield value != null;
                }
            };
        }

        @SuppressWarnings("unchecked") // what the codec is of, by its form
        private void writeReference(T value, BinaryWriter out) {
            switch (form) {
                case TEXT -> out.text((String) value);
                case TIME -> out.time((Instant) value);
                case DECIMAL -> out.decimal((BigDecimal) value);
                case RECORD -> ((RecordCodec<T>) codec).write(value, out);
                case NUMBER, FLAG, OTHER -> codec.write(value, out);
            }
        }
    }

    /**
     * What a field is written by. A call of a codec that may be any of many costs more than most fields do: those of
     * which there are many are told apart by this.
     */
    private enum Form {
        NUMBER,
        FLAG,
        TEXT,
        TIME,
        DECIMAL,
        RECORD,
        OTHER;

        static Form of(Codec<?> codec) {
            if (codec.equals(Codec.TEXT)) {
                return TEXT;
            }
            if (codec.equals(Codec.TIME)) {
                return TIME;
            }
            if (codec.equals(Codec.DECIMAL)) {
                return DECIMAL;
            }
            return codec instanceof RecordCodec ? RECORD : OTHER;
        }
    }

    private static final int MOST_FIELDS = 63;
    private static final int BITS_OF_A_BYTE = 7;
    private static final MethodType MAKER = MethodType.methodType(Object.class, Object[].class);

    private final Class<R> type;
    private final Field<R, ?>[] fields;
    private final int presentRoom;
    private final MethodHandle maker;

    private RecordCodec(MethodHandles.Lookup lookup, Class<R> type, Field<R, ?>[] fields)
            throws IllegalAccessException {
        this.type = type;
        this.fields = fields;
        int mayBeNull = 0;
        for (Field<R, ?> field : fields) {
            mayBeNull += field.isPrimitive() ? 0 : 1;
        }
        presentRoom = (mayBeNull + BITS_OF_A_BYTE - 1) / BITS_OF_A_BYTE;
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        maker = constructor(lookup, type, types)
                .asFixedArity()
                .asSpreader(Object[].class, types.length)
                .asType(MAKER);
    }

    private static MethodHandle constructor(MethodHandles.Lookup lookup, Class<?> type, Class<?>... types)
            throws IllegalAccessException {
        try {
            return lookup.findConstructor(type, MethodType.methodType(void.class, types));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has a constructor of its components", e);
        }
    }

    /**
     * A codec of a record.
     *
     * @param lookup of a class that may make the record
     * @param fields one for each component, in their order
     * @throws IllegalArgumentException when they are not the record's components
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <R> RecordCodec<R> of(MethodHandles.Lookup lookup, Class<R> type, Field<R, ?>... fields) {
        RecordComponent[] components = type.getRecordComponents();
        var named = Arrays.stream(fields).map(field -> field.name).toList();
        var wanted = Arrays.stream(components).map(RecordComponent::getName).toList();
        if (!named.equals(wanted) || fields.length > MOST_FIELDS) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + " has the components " + wanted + " and its codec the fields " + named);
        }
        for (int i = 0; i < fields.length; i++) {
            Class<?> primitive = components[i].getType().isPrimitive() ? components[i].getType() : null;
            if (fields[i].primitive != primitive) {
                throw new IllegalArgumentException(
                        type.getSimpleName() + '.' + named.get(i) + " is " + components[i].getType());
            }
        }
        try {
            return new RecordCodec<>(lookup, type, fields.clone());
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException("the lookup cannot see " + type, e);
        }
    }

    /** A component that may be null, of whatever its codec is of. Records of every version have it. */
    public static <R, T> Field<R, T> field(String name, Function<? super R, T> value, Codec<T> codec) {
        return new Field<>(name, Form.of(codec), value, null, null, null, codec, 1, null);
    }

    /** A component of 64 bits. */
    public static <R> Field<R, Long> ofLong(String name, ToLongFunction<? super R> value) {
        return new Field<>(name, Form.NUMBER, null, value, null, long.class, LONG, 1, null);
    }

    /** A component of 32 bits. */
    public static <R> Field<R, Integer> ofInt(String name, ToLongFunction<? super R> value) {
        return new Field<>(name, Form.NUMBER, null, value, null, int.class, INT, 1, null);
    }

    /** A component that is yes or no. */
    public static <R> Field<R, Boolean> ofFlag(String name, Predicate<? super R> value) {
        return new Field<>(name, Form.FLAG, null, null, value, boolean.class, FLAG, 1, null);
    }

    @Override
    public void write(R value, BinaryWriter out) {
        int at = out.leave(presentRoom);
        long present = 0;
        long bit = 1;
        for (Field<R, ?> field : fields) {
            if (field.write(value, out)) {
                present |= bit;
            }
            if (!field.isPrimitive()) {
                bit <<= 1;
            }
        }
        if (presentRoom > 0) {
            out.fill(at, presentRoom, present);
        }
    }

    @Override
    public R read(BinaryReader in) {
        var values = new Object[fields.length];
        long present = anyOf(in.version()) ? in.whole() : 0;
        int bit = 0;
        for (int i = 0; i < fields.length; i++) {
            Field<R, ?> field = fields[i];
            if (field.since > in.version()) {
                values[i] = field.before;
            } else if (field.isPrimitive() || (present & (1L << bit++)) != 0) {
                values[i] = field.codec.read(in);
            }
        }
        if (present >>> bit != 0) {
            throw new UnreadableRecordException("a " + type.getSimpleName() + " with more fields than it can have");
        }
        return make(values);
    }

    /** Whether a record of that version had a field that might be null. */
    private boolean anyOf(int version) {
        for (Field<R, ?> field : fields) {
            if (!field.isPrimitive() && field.since <= version) {
                return true;
            }
        }
        return false;
    }

    private R make(Object... values) {
        try {
            return type.cast((Object) maker.invokeExact(values));
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new UnreadableRecordException("no " + type.getSimpleName() + " can be made of its fields: " + e, e);
        }
    }
}
