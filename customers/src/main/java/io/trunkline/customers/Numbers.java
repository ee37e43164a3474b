package io.trunkline.customers;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.PhoneNumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The numbers that were set, by their digits and by who has them. One thread changes, any ask. */
public final class Numbers {

    private final Map<String, PhoneNumber> byDigits = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> ofAccount = new ConcurrentHashMap<>();

    Numbers() {}

    /** One number, by its E.164 digits. */
    public Optional<PhoneNumber> one(String digits) {
        return Optional.ofNullable(byDigits.get(digits));
    }

    /** All numbers, in no order. */
    public List<PhoneNumber> all() {
        return List.copyOf(byDigits.values());
    }

    /** Those of an account, in no order. */
    public List<PhoneNumber> of(String accountId) {
        return ofAccount.getOrDefault(accountId, Set.of()).stream()
                .map(byDigits::get)
                .filter(number -> number != null && accountId.equals(number.accountId()))
                .toList();
    }

    /** The id of the account that has it; empty when nobody does, or it was never set. */
    Optional<String> owner(String digits) {
        return one(digits).map(PhoneNumber::accountId);
    }

    void put(PhoneNumber number) {
        remove(number.number());
        byDigits.put(number.number(), number);
        if (number.accountId() != null) {
            ofAccount
                    .computeIfAbsent(number.accountId(), account -> ConcurrentHashMap.newKeySet())
                    .add(number.number());
        }
    }

    private void remove(String digits) {
        PhoneNumber before = byDigits.get(digits);
        if (before != null && before.accountId() != null) {
            ofAccount.get(before.accountId()).remove(digits);
        }
    }

    /** Takes a record of the topic {@code numbers}. */
    void accept(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            remove(record.key());
            byDigits.remove(record.key());
        } else {
            put(Json.read(record.value(), PhoneNumber.class));
        }
    }
}
