package io.trunkline.live.resource;

import io.trunkline.live.collector.LocalCollector;
import io.trunkline.live.collector.LocalCollector.Reload;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiError;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.Route;
import io.trunkline.protocol.hep.HepTaken;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What is asked of the collector in this process: to take HEP, {@code /hep}, and other agents, {@code /agents/reload}. */
final class LocalCollectorResource {

    /** Longest body of HEP, in bytes: some thousand messages. */
    private static final int LONGEST_HEP = 4 << 20;

    private record Counts(int taken, int refused, int broken, int keepAlives) {}

    private final Supplier<Optional<LocalCollector>> collector;

    /** @param collector empty where there is none, or as long as it has not started */
    LocalCollectorResource(Supplier<Optional<LocalCollector>> collector) {
        this.collector = collector;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/hep", Route.allow(), this::take).taking(Route.ANY),
                Route.post("/api/v1/agents/reload", Route.allow(), this::reload).taking(null));
    }

    private Answer take(ApiRequest request) {
        LocalCollector here = collector
                .get()
                .orElseThrow(() -> ApiError.unavailable(
                        "there is no collector in this process: send it to one that runs with the role collector"));
        byte[] hep = request.bytes(LONGEST_HEP);
        if (hep.length == 0) {
            throw ApiError.malformed(null, "the body is empty: it should be HEP packets, one behind another");
        }
        HepTaken came = here.take(hep, request.remotePeer());
        return switch (came.end()) {
            case WHOLE -> Answer.json(new Counts(came.taken(), came.refused(), came.broken(), came.keepAlives()));
            case BAD_FRAME ->
                throw ApiError.malformed(
                        null, "no HEP frame begins at byte " + came.readTo() + " of the body. " + before(came));
            case CUT_FRAME ->
                throw ApiError.malformed(
                        null,
                        "the body ends within the HEP frame that begins at byte " + came.readTo() + ". "
                                + before(came));
            case DISK_FULL ->
                throw ApiError.unavailable("the disk of the collector's journal is full: nothing from byte "
                                + came.readTo() + " of the body on was taken. " + before(came))
                        .with("Retry-After", "10");
        };
    }

    private static String before(HepTaken came) {
        return came.readTo() == 0
                ? "Nothing was taken"
                : "What came before it need not be sent again: " + came.taken() + " taken, " + came.refused()
                        + " refused, " + came.broken() + " broken, " + came.keepAlives() + " keep-alives";
    }

    private Answer reload(ApiRequest request) {
        LocalCollector here = collector
                .get()
                .orElseThrow(() -> ApiError.conflict(
                        null,
                        "there is no collector in this process, so there are no agents to reload here: ask the "
                                + "process that runs with the role collector, or send it SIGHUP"));
        return switch (here.reload()) {
            case Reload.Done done -> Answer.json(done);
            case Reload.Refused refused -> throw ApiError.conflict(null, "nothing was changed: " + refused.why());
        };
    }
}
