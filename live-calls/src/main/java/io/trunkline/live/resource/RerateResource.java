package io.trunkline.live.resource;

import static io.trunkline.live.access.UserRole.BILLING;

import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.Route;
import io.trunkline.live.rerate.Rerate;
import io.trunkline.live.rerate.RerateDraft;
import io.trunkline.live.rerate.RerateEvent;
import io.trunkline.protocol.Scope;
import java.io.BufferedOutputStream;
import java.util.List;

/** Rates past calls again: {@code /rerate}. The answer comes line by line, each a JSON object, the result last. */
final class RerateResource {

    private static final String LINES = "application/x-ndjson";

    private final Rerate rerate;

    RerateResource(Rerate rerate) {
        this.rerate = rerate;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/api/v1/rerate", Route.allow(BILLING), this::rerate).giving(LINES));
    }

    private Answer rerate(ApiRequest request) {
        RerateDraft draft = request.body(RerateDraft.class);
        rerate.problem(draft).ifPresent(problem -> {
            throw Refusals.of(problem);
        });
        Scope scope = request.scope();
        return Answer.streamed(LINES, to -> {
            var out = new BufferedOutputStream(to);
            rerate.run(scope, draft, event -> {
                out.write(Answer.bytes(event));
                out.write('\n');
                if (!(event instanceof RerateEvent.Differs)) {
                    out.flush();
                }
            });
        });
    }
}
