package io.trunkline.rating.state;

import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serde;

/** Stores of objects over bytes that a test can see. */
public final class ObjectStores {

    private static final int MOST_OBJECTS = 1_000;

    private ObjectStores() {}

    /** A store over these bytes. */
    public static <T> ObjectStore<T> over(MapStore<byte[]> bytes, Serde<T> serde, Predicate<T> atRest) {
        return new ObjectStore<>(bytes, serde, atRest, MOST_OBJECTS);
    }
}
