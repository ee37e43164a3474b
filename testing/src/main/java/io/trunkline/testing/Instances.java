package io.trunkline.testing;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Arbitrary instances of records and what they hold, made of the types alone: so a field that is added tomorrow is
 * tried as well. Everything but lists, maps and primitives may be null.
 */
public final class Instances {

    private static final double NULLS = 0.2;
    private static final int MOST_OF_A_LIST = 3;
    private static final int LARGEST_SCALE = 1_000;

    private final Map<Class<?>, Arbitrary<?>> special;

    private Instances(Map<Class<?>, Arbitrary<?>> special) {
        this.special = special;
    }

    /**
     * Instances of which some types cannot be made of just any values.
     *
     * @param special what there is of these types
     */
    public static Instances with(Map<Class<?>, Arbitrary<?>> special) {
        return new Instances(Map.copyOf(special));
    }

    /** Any instance of a record, enum, sealed type or simple type. */
    @SuppressWarnings("unchecked")
    public <T> Arbitrary<T> of(Class<T> type) {
        return (Arbitrary<T>) ofType(type);
    }

    private Arbitrary<?> ofType(Type type) {
        if (type instanceof ParameterizedType several) {
            Arbitrary<?> first = ofType(several.getActualTypeArguments()[0]);
            return several.getRawType() == Map.class
                    ? Arbitraries.maps(first, ofType(several.getActualTypeArguments()[1]))
                            .ofMaxSize(MOST_OF_A_LIST)
                    : first.list().ofMaxSize(MOST_OF_A_LIST);
        }
        Class<?> plain = (Class<?>) type;
        if (special.containsKey(plain)) {
            return special.get(plain);
        }
        if (plain == String.class) {
            return Arbitraries.strings()
                    .withCharRange(' ', '~')
                    .withChars('\0', '\n', 'ä', '€', '字')
                    .ofMaxLength(40);
        }
        if (plain == Instant.class) {
            return Combinators.combine(
                            Arbitraries.longs().between(-62_135_596_800L, 253_402_300_799L),
                            Arbitraries.integers().between(0, 999_999))
                    .as((seconds, micros) -> Instant.ofEpochSecond(seconds).plus(micros, ChronoUnit.MICROS));
        }
        if (plain == BigDecimal.class) {
            return Combinators.combine(
                            Arbitraries.bigIntegers(), Arbitraries.integers().between(-LARGEST_SCALE, LARGEST_SCALE))
                    .as(BigDecimal::new);
        }
        if (plain == long.class || plain == Long.class) {
            return Arbitraries.longs();
        }
        if (plain == int.class) {
            return Arbitraries.integers();
        }
        if (plain == boolean.class) {
            return Arbitraries.of(true, false);
        }
        if (plain.isEnum()) {
            return Arbitraries.of((Object[]) plain.getEnumConstants());
        }
        if (plain.isSealed()) {
            return Arbitraries.oneOf(Arrays.stream(plain.getPermittedSubclasses())
                    .<Arbitrary<Object>>map(kind -> ofType(kind).map(Object.class::cast))
                    .toList());
        }
        if (plain.isRecord()) {
            return ofRecord(plain);
        }
        throw new IllegalArgumentException("no instances of " + type + " can be made: say here how");
    }

    private Arbitrary<Object> ofRecord(Class<?> type) {
        List<Arbitrary<Object>> components =
                Arrays.stream(type.getRecordComponents()).map(this::ofComponent).toList();
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        return Combinators.combine(components).as(values -> make(type, types, values));
    }

    private Arbitrary<Object> ofComponent(RecordComponent component) {
        Arbitrary<Object> any = ofType(component.getGenericType()).map(Object.class::cast);
        boolean mayBeNull = !component.getType().isPrimitive()
                && component.getType() != List.class
                && component.getType() != Map.class;
        return mayBeNull ? any.injectNull(NULLS) : any;
    }

    private static Object make(Class<?> type, Class<?>[] types, List<Object> values) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type, e);
        }
    }
}
