package io.trunkline.live.resource;

import static io.trunkline.live.access.UserRole.NOC;

import io.trunkline.live.board.AgentBoard;
import io.trunkline.live.board.AgentRow;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.Listing;
import io.trunkline.live.http.Request;
import io.trunkline.live.http.Route;
import io.trunkline.live.stream.EventHub;
import java.util.Comparator;
import java.util.List;

/** Capture agents and the collectors that they send to: {@code /agents}. */
final class AgentResource {

    private final AgentBoard board;
    private final EventHub<AgentRow> hub;

    AgentResource(AgentBoard board, EventHub<AgentRow> hub) {
        this.board = board;
        this.hub = hub;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/agents", Route.allow(NOC), this::list).parameters("limit", "cursor"),
                Route.get("/api/v1/agents/stream", Route.allow(NOC), this::stream)
                        .giving("text/event-stream"));
    }

    private Answer list(Request request) {
        return Answer.json(Listing.of(request, board.agents(), AgentRow::path));
    }

    private Answer stream(Request request) {
        return hub.stream(this::byPath, request.caller().orElseThrow().stillValid());
    }

    private List<AgentRow> byPath() {
        return board.agents().stream()
                .sorted(Comparator.comparing(AgentRow::path))
                .toList();
    }
}
