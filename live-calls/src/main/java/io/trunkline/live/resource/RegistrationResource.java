package io.trunkline.live.resource;

import static io.trunkline.live.access.UserRole.NOC;
import static io.trunkline.live.access.UserRole.SUPPORT;

import io.trunkline.live.board.RegistrationBoard;
import io.trunkline.live.board.RegistrationRow;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.Listing;
import io.trunkline.live.http.Request;
import io.trunkline.live.http.Route;
import io.trunkline.live.stream.EventHub;
import java.util.Comparator;
import java.util.List;

/** Registered endpoints: {@code /registrations}. */
final class RegistrationResource {

    private final RegistrationBoard board;
    private final EventHub<RegistrationRow> hub;

    RegistrationResource(RegistrationBoard board, EventHub<RegistrationRow> hub) {
        this.board = board;
        this.hub = hub;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/registrations", Route.allow(NOC, SUPPORT), this::list)
                        .parameters("limit", "cursor"),
                Route.get("/api/v1/registrations/stream", Route.allow(NOC, SUPPORT), this::stream)
                        .giving("text/event-stream"));
    }

    private Answer list(Request request) {
        return Answer.json(Listing.of(request, board.registrations(), RegistrationResource::order));
    }

    private Answer stream(Request request) {
        return hub.stream(
                this::byAddressOfRecord, request.caller().orElseThrow().stillValid());
    }

    private List<RegistrationRow> byAddressOfRecord() {
        return board.registrations().stream()
                .sorted(Comparator.comparing(RegistrationResource::order))
                .toList();
    }

    private static String order(RegistrationRow registration) {
        return registration.aor() + ' ' + registration.id();
    }
}
