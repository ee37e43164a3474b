package io.trunkline.rating.state;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

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
     * @param name its name in the record
     * @param codec of what it holds
     * @param since the version of records that have it
     * @param before what it is in records of versions before
     */
    public record Field<T>(String name, Codec<T> codec, int since, T before) {

        /** The same, but only in records of this version and later ones. */
        public Field<T> since(int version, T whatItIsInEarlierOnes) {
            return new Field<>(name, codec, version, whatItIsInEarlierOnes);
        }

        @SuppressWarnings("unchecked")
        private void write(Object value, BinaryWriter out) {
            codec.write((T) value, out);
        }
    }

    private static final int MOST_FIELDS = 63;
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
    private static final MethodType MAKER = MethodType.methodType(Object.class, Object[].class);

    private final Class<R> type;
    private final Field<?>[] fields;
    private final boolean[] mayBeNull;
    private final boolean anyMayBeNull;
    private final MethodHandle[] getters;
    private final MethodHandle maker;

    private RecordCodec(MethodHandles.Lookup lookup, Class<R> type, Field<?>... fields) throws IllegalAccessException {
        this.type = type;
        this.fields = fields;
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        mayBeNull = new boolean[fields.length];
        getters = new MethodHandle[fields.length];
        boolean any = false;
        for (int i = 0; i < fields.length; i++) {
            getters[i] = lookup.unreflect(components[i].getAccessor()).asType(GETTER);
            mayBeNull[i] = !types[i].isPrimitive();
            any |= mayBeNull[i];
        }
        anyMayBeNull = any;
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
    public static <R> RecordCodec<R> of(MethodHandles.Lookup lookup, Class<R> type, Field<?>... fields) {
        var named = Arrays.stream(fields).map(Field::name).toList();
        var components = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        if (!named.equals(components) || fields.length > MOST_FIELDS) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + " has the components " + components + " and its codec the fields " + named);
        }
        try {
            return new RecordCodec<>(lookup, type, fields);
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException("the lookup cannot see " + type, e);
        }
    }

    /** A component that records of every version have. */
    public static <T> Field<T> field(String name, Codec<T> codec) {
        return new Field<>(name, codec, 1, null);
    }

    @Override
    public void write(R value, BinaryWriter out) {
        var values = new Object[fields.length];
        long present = 0;
        int bit = 0;
        for (int i = 0; i < fields.length; i++) {
            values[i] = get(getters[i], value);
            if (mayBeNull[i]) {
                present |= values[i] == null ? 0 : 1L << bit;
                bit++;
            }
        }
        if (anyMayBeNull) {
            out.whole(present);
        }
        for (int i = 0; i < fields.length; i++) {
            if (values[i] != null) {
                fields[i].write(values[i], out);
            }
        }
    }

    @Override
    public R read(BinaryReader in) {
        var values = new Object[fields.length];
        long present = anyOf(in.version()) ? in.whole() : 0;
        int bit = 0;
        for (int i = 0; i < fields.length; i++) {
            if (fields[i].since() > in.version()) {
                values[i] = fields[i].before();
            } else if (!mayBeNull[i] || (present & (1L << bit++)) != 0) {
                values[i] = fields[i].codec().read(in);
            }
        }
        if (present >>> bit != 0) {
            throw new UnreadableRecordException("a " + type.getSimpleName() + " with more fields than it can have");
        }
        return make(values);
    }

    /** Whether a record of that version had a field that might be null. */
    private boolean anyOf(int version) {
        if (!anyMayBeNull) {
            return false;
        }
        for (int i = 0; i < fields.length; i++) {
            if (mayBeNull[i] && fields[i].since() <= version) {
                return true;
            }
        }
        return false;
    }

    private static Object get(MethodHandle getter, Object value) {
        try {
            return getter.invokeExact(value);
        } catch (Throwable e) {
            throw new IllegalStateException("an accessor of " + value.getClass() + " failed", e);
        }
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
