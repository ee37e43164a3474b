package io.trunkline.live.resource;

import io.trunkline.live.board.RegistrationBoard;
import io.trunkline.live.board.RegistrationRow;
import io.trunkline.live.endpoint.EndpointPlace;
import io.trunkline.live.http.ApiError;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.Parameters;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.Outcome;
import io.trunkline.protocol.event.RegistrationEvent;
import io.trunkline.protocol.sip.E164;
import io.trunkline.storage.Store;
import io.trunkline.storage.cdr.CdrFilter;
import io.trunkline.storage.cdr.CdrView;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The query parameters that say which call records are meant. */
final class CdrSearch {

    static final List<String> PARAMETERS = List.of(
            "accountId",
            "view",
            "number",
            "callId",
            "outcome",
            "cause",
            "destination",
            "trunk",
            "agent",
            "registrationId",
            "minRing",
            "maxRing",
            "minSeconds",
            "maxSeconds",
            "since",
            "until");

    private static final long LONGEST_SECONDS = 10_000_000;

    private static final Map<String, CdrView> VIEWS = new TreeMap<>(Map.of(
            "dialled", CdrView.DIALLED,
            "received", CdrView.RECEIVED,
            "missed", CdrView.MISSED,
            "other", CdrView.OTHER));

    private static final Map<String, Outcome> OUTCOMES = words(Outcome.values());
    private static final Map<String, Cause.Code> CAUSES = words(Cause.Code.values());

    private final RegistrationBoard registrations;
    private final Store store;

    /** Finds endpoints among those that are registered, and those that the store remembers. */
    CdrSearch(RegistrationBoard registrations, Store store) {
        this.registrations = registrations;
        this.store = store;
    }

    /**
     * The filter that a request describes.
     *
     * @throws ApiError 400 naming the parameter; 404 when the endpoint is none that the asker may see
     */
    CdrFilter of(ApiRequest request, int limit) {
        CdrFilter filter = CdrFilter.newest(limit)
                .between(
                        Parameters.time(request, "since").orElse(null),
                        Parameters.time(request, "until").orElse(null))
                .ringing(seconds(request, "minRing"), seconds(request, "maxRing"))
                .lasting(seconds(request, "minSeconds"), seconds(request, "maxSeconds"));
        filter = with(filter, request.parameter("accountId"), CdrFilter::ofAccount);
        filter = with(filter, Parameters.oneOf(request, "view", VIEWS), CdrFilter::inView);
        filter = with(filter, request.parameter("number"), CdrSearch::numbered);
        filter = with(filter, request.parameter("callId"), CdrFilter::withCallId);
        filter = with(filter, Parameters.oneOf(request, "outcome", OUTCOMES), CdrFilter::withOutcome);
        filter = with(filter, Parameters.oneOf(request, "cause", CAUSES), CdrFilter::withCause);
        filter = with(filter, request.parameter("destination"), CdrFilter::withDestination);
        filter = with(filter, request.parameter("trunk"), CdrFilter::withTrunk);
        filter = with(filter, request.parameter("agent"), CdrFilter::withAgent);
        return with(
                filter,
                request.parameter("registrationId").map(id -> place(request, id)),
                (narrowed, place) -> narrowed.ofEndpoint(place.user(), place.address(), place.since(), place.until()));
    }

    private EndpointPlace place(ApiRequest request, String id) {
        List<RegistrationEvent> history = Stored.ask(request, () -> store.registrationHistory(request.scope(), id));
        RegistrationRow endpoint = registrations
                .row(request.scope(), id)
                .or(() -> history.stream().findFirst().map(last -> RegistrationRow.of(last.registration())))
                .orElseThrow(
                        () -> ApiError.notFound("no endpoint with the registrationId " + id + " is or was registered"));
        EndpointPlace place = EndpointPlace.of(endpoint, history);
        return new EndpointPlace(E164.numberOrUser(place.user()), place.address(), place.since(), place.until());
    }

    private static <T> CdrFilter with(
            CdrFilter filter, Optional<T> value, BiFunction<CdrFilter, T, CdrFilter> narrower) {
        return value.map(given -> narrower.apply(filter, given)).orElse(filter);
    }

    /** A number as people write it, {@code +44 (20) 7946-0000} or {@code 0044/2079460000}; with {@code *} behind it, what begins so. */
    private static CdrFilter numbered(CdrFilter filter, String written) {
        String text = written.strip().replace('/', ' ');
        if (!text.endsWith("*")) {
            return filter.withNumber(E164.numberOrUser(text));
        }
        String prefix = E164.numberOrUser(text.substring(0, text.length() - 1).strip());
        if (prefix.isEmpty() || prefix.contains("*")) {
            throw ApiError.malformed(
                    "number", "number must be a number or a user, or its beginning with one * behind it");
        }
        return filter.withNumberPrefix(prefix);
    }

    private static OptionalLong seconds(ApiRequest request, String name) {
        return Parameters.whole(request, name, 0, LONGEST_SECONDS)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** The constants by the words by which JSON knows them. */
    private static <T> Map<String, T> words(T[] constants) {
        return Arrays.stream(constants)
                .collect(Collectors.toMap(
                        constant -> Json.mapper().convertValue(constant, String.class),
                        Function.identity(),
                        (one, _) -> one,
                        TreeMap::new));
    }
}
