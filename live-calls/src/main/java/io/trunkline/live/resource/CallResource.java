package io.trunkline.live.resource;

import io.trunkline.live.access.UserRole;
import io.trunkline.live.board.CallBoard;
import io.trunkline.live.board.CallDetail;
import io.trunkline.live.booking.CallEndings;
import io.trunkline.live.booking.Order;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiError;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.Route;
import java.util.List;
import java.util.Set;

/** One call, up or just ended: {@code /calls/{id}}, and its end by an operator. The list and its stream are those of any board. */
final class CallResource {

    private final CallBoard board;
    private final CallEndings endings;

    CallResource(CallBoard board, CallEndings endings) {
        this.board = board;
        this.endings = endings;
    }

    List<Route> routes() {
        Set<UserRole> roles = Route.allow(board.place().roles().toArray(UserRole[]::new));
        return List.of(
                Route.get("/api/v1/calls/{id}", roles, this::one),
                Route.post("/api/v1/calls/{id}/end", roles, this::end).taking(null));
    }

    private Answer one(ApiRequest request) {
        return Answer.json(call(request));
    }

    private Answer end(ApiRequest request) throws InterruptedException {
        CallDetail call = call(request);
        return switch (endings.end(call, request.grant().name())) {
            case Order.Ordered ordered -> Answer.json(202, call);
            case Order.Refused refused -> throw ApiError.conflict(null, refused.why());
            case Order.NotNow notNow ->
                throw ApiError.unavailable("Kafka did not take the order in time; it may be sent again");
        };
    }

    private CallDetail call(ApiRequest request) {
        String id = request.variable("id");
        return board.call(request.scope(), id)
                .orElseThrow(() -> ApiError.notFound("no call " + id + " is up or has just ended"));
    }
}
