package io.trunkline.live.endpoint;

import io.trunkline.live.board.RegistrationRow;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.RegistrationEvent;
import java.time.Instant;
import java.util.List;

/**
 * By what the calls of an endpoint are known: its user, and the address at which it is, or was last, as long as it was there.
 * Another may be at an address before and after.
 *
 * @param user of its address of record
 * @param address and port from which it registered; empty where nobody saw that
 * @param since when it was seen there first without a stay elsewhere since
 * @param until when it was there no more; null while it is
 */
public record EndpointPlace(String user, String address, Instant since, Instant until) {

    /**
     * Where an endpoint is.
     *
     * @param history newest first
     */
    public static EndpointPlace of(RegistrationRow endpoint, List<RegistrationEvent> history) {
        String address = endpoint.receivedFrom() == null ? "" : endpoint.receivedFrom();
        Instant since = endpoint.registeredAt();
        for (RegistrationEvent event : history) {
            String from = event.registration().receivedFrom();
            if (from != null && !from.equals(address)) {
                break;
            }
            since = event.at();
        }
        boolean isThere = endpoint.state() == Registration.State.ACTIVE;
        Instant until = isThere
                ? null
                : history.isEmpty()
                        ? endpoint.registeredAt()
                        : history.getFirst().at();
        int at = endpoint.aor().indexOf('@');
        return new EndpointPlace(at < 0 ? endpoint.aor() : endpoint.aor().substring(0, at), address, since, until);
    }
}
