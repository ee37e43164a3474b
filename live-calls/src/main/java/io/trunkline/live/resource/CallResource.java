package io.trunkline.live.resource;

import io.trunkline.live.access.UserRole;
import io.trunkline.live.board.CallBoard;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiError;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.Route;
import java.util.List;

/** One call, up or just ended: {@code /calls/{id}}. The list and its stream are those of any board. */
final class CallResource {

    private final CallBoard board;

    CallResource(CallBoard board) {
        this.board = board;
    }

    List<Route> routes() {
        return List.of(Route.get(
                "/api/v1/calls/{id}", Route.allow(board.place().roles().toArray(UserRole[]::new)), this::one));
    }

    private Answer one(ApiRequest request) {
        String id = request.variable("id");
        return Answer.json(board.call(request.scope(), id)
                .orElseThrow(() -> ApiError.notFound("no call " + id + " is up or has just ended")));
    }
}
