package io.trunkline.customers;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.CallPackage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The packages by their ids. One thread changes, any ask. */
public final class Packages {

    private final Map<String, CallPackage> packages = new ConcurrentHashMap<>();

    Packages() {}

    /** One package. */
    public Optional<CallPackage> one(String id) {
        return Optional.ofNullable(packages.get(id));
    }

    /** All packages, in no order. */
    public List<CallPackage> all() {
        return List.copyOf(packages.values());
    }

    void put(CallPackage taken) {
        packages.put(taken.id(), taken);
    }

    /** Takes a record of the topic {@code packages}. */
    void accept(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            packages.remove(record.key());
        } else {
            put(Json.read(record.value(), CallPackage.class));
        }
    }
}
