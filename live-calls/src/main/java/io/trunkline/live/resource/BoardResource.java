package io.trunkline.live.resource;

import io.trunkline.live.access.UserRole;
import io.trunkline.live.board.Board;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.Listing;
import io.trunkline.live.http.Route;
import java.util.List;

/** A live list and its stream, whatever is on the board. */
final class BoardResource {

    private BoardResource() {}

    static <R> List<Route> routes(Board<?, R> board) {
        String path = board.place().path();
        var roles = Route.allow(board.place().roles().toArray(UserRole[]::new));
        return List.of(
                Route.get(
                                path,
                                roles,
                                request -> Answer.json(Listing.of(request, board.rows(request.scope()), board::order)))
                        .parameters("limit", "cursor"),
                Route.get(
                                path + "/stream",
                                roles,
                                request -> board.stream(
                                        request.scope(),
                                        request.caller().orElseThrow().stillValid()))
                        .giving("text/event-stream"));
    }
}
