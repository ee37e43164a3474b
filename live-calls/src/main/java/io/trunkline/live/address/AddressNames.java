package io.trunkline.live.address;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.AddressName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The names as they stand. A follower's thread writes, every thread may ask. */
public final class AddressNames {

    private final Map<String, AddressName> byAddress = new ConcurrentHashMap<>();

    /** Takes a record of {@link io.trunkline.protocol.Topic#ADDRESS_NAMES}; without a value the name is gone. */
    public void accept(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            byAddress.remove(record.key());
        } else {
            byAddress.put(record.key(), Json.read(record.value(), AddressName.class));
        }
    }

    /** All, in no order. */
    public List<AddressName> all() {
        return List.copyOf(byAddress.values());
    }

    /** The name of an address, as it was written by {@link WrittenAddress}. */
    public Optional<AddressName> one(String address) {
        return Optional.ofNullable(byAddress.get(address));
    }
}
