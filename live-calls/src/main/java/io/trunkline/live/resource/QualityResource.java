package io.trunkline.live.resource;

import static io.trunkline.live.access.UserRole.NOC;

import io.trunkline.live.access.UserRole;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiError;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.Listing;
import io.trunkline.live.http.Parameters;
import io.trunkline.live.http.Route;
import io.trunkline.live.quality.Quality;
import io.trunkline.live.quality.QualityBy;
import io.trunkline.live.quality.QualityRow;
import io.trunkline.storage.Store;
import io.trunkline.storage.cdr.CdrGrouping;
import io.trunkline.storage.cdr.UsualHour;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** How calls get through: {@code /quality}, its stream, and the same hour of the days before. */
final class QualityResource {

    private static final Set<UserRole> ROLES = Route.allow(NOC);
    private static final int USUAL_MINUTES = 15;

    /** The hours of the days before, all of them. */
    private record Usual(List<UsualHour> items) {}

    private final Quality quality;
    private final Store store;
    private final InstantSource clock;

    QualityResource(Quality quality, Store store, InstantSource clock) {
        this.quality = quality;
        this.store = store;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/quality", ROLES, this::list).parameters("by", "minutes", "limit", "cursor"),
                Route.get("/api/v1/quality/before", ROLES, this::before).parameters("by"),
                Route.get("/api/v1/quality/stream", ROLES, this::stream)
                        .parameters("by", "minutes")
                        .giving("text/event-stream"));
    }

    private Answer list(ApiRequest request) {
        List<QualityRow> rows = quality.rows(request.scope(), by(request), minutes(request, Quality.MOST_MINUTES));
        return Answer.json(Listing.of(request, rows, QualityRow::order));
    }

    private Answer before(ApiRequest request) {
        CdrGrouping by = grouping(request);
        return Answer.json(new Usual(Stored.ask(request, () -> store.usualHour(request.scope(), by, clock.instant()))));
    }

    private Answer stream(ApiRequest request) {
        int minutes = minutes(request, Quality.MOST_MINUTES);
        if (!Quality.STREAMED_MINUTES.contains(minutes)) {
            throw ApiError.malformed("minutes", "minutes of a stream must be one of 5, 15, 60");
        }
        return quality.stream(
                request.scope(),
                by(request),
                minutes,
                request.caller().orElseThrow().stillValid());
    }

    /** By what the store counts, as the parameter {@code by} says: by trunk without one. */
    static CdrGrouping grouping(ApiRequest request) {
        return switch (by(request)) {
            case TRUNK -> CdrGrouping.TRUNK;
            case DESTINATION -> CdrGrouping.DESTINATION;
            case ACCOUNT -> CdrGrouping.ACCOUNT;
        };
    }

    private static QualityBy by(ApiRequest request) {
        return Parameters.oneOf(request, "by", QualityBy.words()).orElse(QualityBy.TRUNK);
    }

    private static int minutes(ApiRequest request, int most) {
        return Parameters.whole(request, "minutes", 1, most)
                .map(Math::toIntExact)
                .orElse(USUAL_MINUTES);
    }
}
