package io.trunkline.live.resource;

import static io.trunkline.live.access.UserRole.NOC;

import io.trunkline.live.board.CallBoard;
import io.trunkline.live.board.CallRow;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.Listing;
import io.trunkline.live.http.Request;
import io.trunkline.live.http.Route;
import io.trunkline.live.stream.EventHub;
import io.trunkline.protocol.Json;
import java.util.Comparator;
import java.util.List;

/** Calls that are up: {@code /calls}. */
final class CallResource {

    private final CallBoard board;
    private final EventHub<CallRow> hub;

    CallResource(CallBoard board, EventHub<CallRow> hub) {
        this.board = board;
        this.hub = hub;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/calls", Route.allow(NOC), this::list).parameters("limit", "cursor"),
                Route.get("/api/v1/calls/stream", Route.allow(NOC), this::stream)
                        .giving("text/event-stream"));
    }

    private Answer list(Request request) {
        return Answer.json(Listing.of(request, board.calls(), CallResource::order));
    }

    private Answer stream(Request request) {
        return hub.stream(this::oldestFirst, request.caller().orElseThrow().stillValid());
    }

    private List<CallRow> oldestFirst() {
        return board.calls().stream()
                .sorted(Comparator.comparing(CallResource::order))
                .toList();
    }

    private static String order(CallRow call) {
        return Json.text(call.startedAt()) + ' ' + call.callId();
    }
}
