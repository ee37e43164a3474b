package io.trunkline.live.board;

import static io.trunkline.live.access.UserRole.NOC;
import static io.trunkline.live.access.UserRole.SUPPORT;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Registration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The registrations as the topic holds them, by address of record. An endpoint that moved has the same id under another
 * key, and the keys of a topic are read in no order: of several records of one id that of the latest registration is
 * shown.
 */
public final class RegistrationBoard extends Board<RegistrationRow, RegistrationRow> {

    /** By the keys of the topic; written by the follower's thread. */
    private final Map<String, Registration> byKey = new ConcurrentHashMap<>();

    /** The keys of each id; likewise. */
    private final Map<String, Set<String>> keys = new ConcurrentHashMap<>();

    /** No registrations yet. */
    public RegistrationBoard() {
        super(new Place(Topic.REGISTRATIONS, "/api/v1/registrations", Set.of(NOC, SUPPORT), "registration", "id"));
    }

    @Override
    public void accept(ConsumerRecord<String, byte[]> record) {
        Registration now = record.value() == null ? null : Json.read(record.value(), Registration.class);
        Registration before = now == null ? byKey.remove(record.key()) : byKey.put(record.key(), now);
        if (before != null && (now == null || !now.id().equals(before.id()))) {
            keys.get(before.id()).remove(record.key());
            show(before.id());
        }
        if (now != null) {
            keys.computeIfAbsent(now.id(), id -> ConcurrentHashMap.newKeySet()).add(record.key());
            show(now.id());
        }
    }

    /** An endpoint as it registered last; empty when there is none, or the scope does not cover it. */
    public Optional<Registration> registration(Scope scope, String id) {
        return keys.getOrDefault(id, Set.of()).stream()
                .map(byKey::get)
                .filter(registration -> registration != null && scope.covers(registration.accountId()))
                .max(Comparator.comparing(Registration::registeredAt));
    }

    /** How many of those that the scope covers expired after one moment and not after the other. */
    public long expired(Scope scope, Instant since, Instant until) {
        return byKey.values().stream()
                .filter(registration -> registration.state() == Registration.State.EXPIRED
                        && registration.expiresAt().isAfter(since)
                        && !registration.expiresAt().isAfter(until)
                        && scope.covers(registration.accountId()))
                .count();
    }

    /** The other active bindings of an endpoint's address of record, those that the scope covers. */
    public List<Registration> others(Scope scope, Registration one) {
        return byKey.values().stream()
                .filter(other -> scope.covers(other.accountId())
                        && other.aor().equals(one.aor())
                        && Objects.equals(other.accountId(), one.accountId())
                        && !other.id().equals(one.id())
                        && other.state() == Registration.State.ACTIVE)
                .toList();
    }

    private void show(String id) {
        keys.get(id).stream()
                .map(byKey::get)
                .max(Comparator.comparing(Registration::registeredAt))
                .ifPresentOrElse(latest -> put(id, RegistrationRow.of(latest)), () -> {
                    keys.remove(id);
                    remove(id);
                });
    }

    @Override
    RegistrationRow row(RegistrationRow row) {
        return row;
    }

    @Override
    String id(RegistrationRow row) {
        return row.id();
    }

    @Override
    String owner(RegistrationRow row) {
        return row.accountId();
    }

    @Override
    public String order(RegistrationRow row) {
        return row.aor() + ' ' + row.id();
    }
}
