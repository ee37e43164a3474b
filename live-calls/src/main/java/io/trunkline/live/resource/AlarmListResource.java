package io.trunkline.live.resource;

import static io.trunkline.live.access.UserRole.NOC;

import io.trunkline.live.board.AlarmBoard;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.Listing;
import io.trunkline.live.http.Parameters;
import io.trunkline.live.http.Route;
import io.trunkline.protocol.event.Alarm;
import io.trunkline.storage.Store;
import io.trunkline.storage.alarm.AlarmFilter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /alarms}: those that are up and those that were lately, from memory, so that it answers when the store does not;
 * and with a time asked for, those of that time from the store, and from memory what it may not have yet.
 */
final class AlarmListResource {

    private final AlarmBoard board;
    private final Store store;

    AlarmListResource(AlarmBoard board, Store store) {
        this.board = board;
        this.store = store;
    }

    List<Route> routes() {
        return List.of(
                Route.get(board.place().path(), Route.allow(NOC), this::list)
                        .parameters("since", "until", "limit", "cursor"),
                BoardResource.stream(board));
    }

    private Answer list(ApiRequest request) {
        Optional<Instant> since = Parameters.time(request, "since");
        Optional<Instant> until = Parameters.time(request, "until");
        return Answer.json(
                since.isEmpty() && until.isEmpty()
                        ? Listing.of(request, board.rows(request.scope()), board::order)
                        : past(request, since.orElse(Instant.MIN), until.orElse(Instant.MAX)));
    }

    /** What comes first of two sorted lists is among the first of each: so one page of the store is enough. */
    private Listing<Alarm> past(ApiRequest request, Instant since, Instant until) {
        AlarmFilter.Place after = request.parameter("cursor")
                .map(Listing::place)
                .map(AlarmListResource::place)
                .orElse(null);
        var filter = new AlarmFilter(since, until, after, Parameters.limit(request) + 1);
        Map<String, Alarm> byId = new LinkedHashMap<>();
        Stored.ask(request, () -> store.alarms(request.scope(), filter)).forEach(alarm -> byId.put(alarm.id(), alarm));
        board.rows(request.scope()).stream()
                .filter(alarm ->
                        !alarm.raisedAt().isBefore(since) && alarm.raisedAt().isBefore(until))
                .forEach(alarm -> byId.merge(alarm.id(), alarm, Alarm::with));
        return Listing.of(request, List.copyOf(byId.values()), AlarmListResource::newestFirst);
    }

    /** A key that orders by time, backwards, and within a moment by the id, as the store does. */
    private static String newestFirst(Alarm alarm) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, alarm.raisedAt());
        return String.format(Locale.ROOT, "%019d %s", Long.MAX_VALUE - micros, alarm.id());
    }

    private static AlarmFilter.Place place(String key) {
        int space = key.indexOf(' ');
        try {
            long micros = Long.MAX_VALUE - Long.parseLong(key.substring(0, Math.max(0, space)));
            return new AlarmFilter.Place(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), key.substring(space + 1));
        } catch (NumberFormatException | ArithmeticException e) {
            throw Listing.badCursor();
        }
    }
}
