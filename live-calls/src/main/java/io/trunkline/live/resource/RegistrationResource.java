package io.trunkline.live.resource;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.trunkline.live.access.UserRole;
import io.trunkline.live.board.RegistrationBoard;
import io.trunkline.live.board.RegistrationRow;
import io.trunkline.live.booking.BindingRemovals;
import io.trunkline.live.booking.Order;
import io.trunkline.live.endpoint.EndpointTests;
import io.trunkline.live.endpoint.EndpointVerdict;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiError;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.Route;
import io.trunkline.protocol.event.EndpointTest;
import io.trunkline.protocol.event.Reachability;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.RegistrationEvent;
import io.trunkline.storage.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * One registered endpoint with its history: {@code /registrations/{id}}; also of one that is gone, for as long as the
 * store keeps its events; and its removal at the switch. The list and its stream are those of any board.
 */
final class RegistrationResource {

    private static final String ONE = "/api/v1/registrations/{id}";

    /** An endpoint and what happened to it, newest first. */
    private record Detail(@JsonUnwrapped RegistrationRow registration, List<Happened> history, Reachability verdict) {}

    /** A line of its history; the parts are those of {@link RegistrationEvent}. */
    private record Happened(
            Instant at, RegistrationEvent.Event event, String contact, String receivedFrom, String cause) {

        static Happened of(RegistrationEvent event) {
            return new Happened(
                    event.at(),
                    event.event(),
                    event.registration().contact(),
                    event.registration().receivedFrom(),
                    event.cause());
        }
    }

    private final RegistrationBoard board;
    private final Store store;
    private final EndpointTests tests;
    private final BindingRemovals removals;
    private final InstantSource clock;

    RegistrationResource(
            RegistrationBoard board, Store store, EndpointTests tests, BindingRemovals removals, InstantSource clock) {
        this.board = board;
        this.store = store;
        this.tests = tests;
        this.removals = removals;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get(ONE, Route.allow(board.place().roles().toArray(UserRole[]::new)), this::one),
                Route.delete(ONE, Route.allow(UserRole.SUPPORT), this::remove));
    }

    private Answer remove(ApiRequest request) throws InterruptedException {
        String id = request.variable("id");
        Registration registration = board.registration(request.scope(), id)
                .orElseThrow(() -> ApiError.notFound("no endpoint with the id " + id + " is registered"));
        return switch (removals.remove(registration, request.grant().name())) {
            case Order.Ordered ordered -> Answer.json(202, RegistrationRow.of(registration));
            case Order.Refused refused -> throw ApiError.conflict(null, refused.why());
            case Order.NotNow notNow ->
                throw ApiError.unavailable("Kafka did not take the order in time; it may be sent again");
        };
    }

    private Answer one(ApiRequest request) {
        String id = request.variable("id");
        List<RegistrationEvent> history = Stored.ask(request, () -> store.registrationHistory(request.scope(), id));
        Optional<RegistrationRow> gone =
                history.stream().findFirst().map(last -> RegistrationRow.of(last.registration()));
        RegistrationRow registration = board.row(request.scope(), id)
                .or(() -> gone)
                .orElseThrow(() -> ApiError.notFound("no endpoint with the id " + id + " is or was registered"));
        Optional<EndpointTest> lastTest = TestResource.all(tests, store, request, id).stream()
                .filter(test -> test.kind() == EndpointTest.Kind.SIP && test.status() == EndpointTest.Status.DONE)
                .findFirst();
        Reachability verdict = EndpointVerdict.of(
                registration.state(),
                registration.expiresAt(),
                registration.cause(),
                history,
                lastTest,
                clock.instant());
        return Answer.json(
                new Detail(registration, history.stream().map(Happened::of).toList(), verdict));
    }
}
