package io.trunkline.live.board;

import static io.trunkline.live.access.UserRole.NOC;
import static io.trunkline.live.access.UserRole.SUPPORT;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Registration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The registrations as the topic holds them, by address of record. */
public final class RegistrationBoard extends Board<RegistrationRow, RegistrationRow> {

    private final Map<String, String> idByKey = new ConcurrentHashMap<>();

    /** No registrations yet. */
    public RegistrationBoard() {
        super(new Place(Topic.REGISTRATIONS, "/api/v1/registrations", Set.of(NOC, SUPPORT), "registration", "id"));
    }

    @Override
    public void accept(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            String id = idByKey.remove(record.key());
            if (id != null) {
                remove(id);
            }
            return;
        }
        Registration registration = Json.read(record.value(), Registration.class);
        idByKey.put(record.key(), registration.id());
        put(registration.id(), RegistrationRow.of(registration));
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
