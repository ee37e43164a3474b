package io.trunkline.live.resource;

import io.trunkline.live.access.UserRole;
import io.trunkline.live.board.Board;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.Listing;
import io.trunkline.live.http.Route;
import java.util.List;
import java.util.Set;

/** A live list and its stream, whatever is on the board. */
final class BoardResource {

    private BoardResource() {}

    static <R> List<Route> routes(Board<?, R> board) {
        return List.of(
                Route.get(
                                board.place().path(),
                                roles(board),
                                request -> Answer.json(Listing.of(request, board.rows(request.scope()), board::order)))
                        .parameters("limit", "cursor"),
                stream(board));
    }

    /** The stream alone, of a board whose list is more than what is on it. */
    static <R> Route stream(Board<?, R> board) {
        return Route.get(
                        board.place().path() + "/stream",
                        roles(board),
                        request -> board.stream(
                                request.scope(), request.caller().orElseThrow().stillValid()))
                .giving("text/event-stream");
    }

    private static Set<UserRole> roles(Board<?, ?> board) {
        return Route.allow(board.place().roles().toArray(UserRole[]::new));
    }
}
