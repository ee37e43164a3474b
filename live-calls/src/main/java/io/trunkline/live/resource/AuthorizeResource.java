package io.trunkline.live.resource;

import static io.trunkline.live.access.UserRole.NOC;

import io.trunkline.live.authorize.Authorizer;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiError;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.Route;
import java.util.List;

/** For the switch, which asks before it connects a call: {@code /authorize}. */
final class AuthorizeResource {

    private final Authorizer authorizer;

    AuthorizeResource(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    List<Route> routes() {
        return List.of(Route.post("/api/v1/authorize", Route.allow(NOC), this::ask));
    }

    private Answer ask(ApiRequest request) {
        Authorizer.Question question = request.body(Authorizer.Question.class);
        if (question.to() == null || question.to().isBlank()) {
            throw ApiError.invalid("to", "to is missing: the number or user that is called");
        }
        return Answer.json(authorizer.ask(question));
    }
}
