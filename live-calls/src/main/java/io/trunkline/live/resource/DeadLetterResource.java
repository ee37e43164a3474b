package io.trunkline.live.resource;

import static io.trunkline.live.access.UserRole.BILLING;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.trunkline.kafka.AcknowledgedWriter;
import io.trunkline.live.booking.WaitingLetters;
import io.trunkline.live.http.Answer;
import io.trunkline.live.http.ApiError;
import io.trunkline.live.http.ApiRequest;
import io.trunkline.live.http.Listing;
import io.trunkline.live.http.Route;
import io.trunkline.protocol.event.DeadLetter;
import java.time.InstantSource;
import java.util.List;

/** Records that rating has put away: {@code /dead-letters}. */
final class DeadLetterResource {

    /** A letter without the record itself, which the topic has. */
    private record Shown(
            @JsonUnwrapped @JsonIgnoreProperties("value") DeadLetter letter) {}

    private final WaitingLetters letters;
    private final AcknowledgedWriter writer;
    private final InstantSource clock;

    DeadLetterResource(WaitingLetters letters, AcknowledgedWriter writer, InstantSource clock) {
        this.letters = letters;
        this.writer = writer;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/dead-letters", Route.allow(BILLING), this::list)
                        .parameters("limit", "cursor"),
                Route.post("/api/v1/dead-letters/{id}/put-back", Route.allow(BILLING), this::putBack)
                        .taking(null));
    }

    private Answer list(ApiRequest request) {
        Listing<DeadLetter> page = Listing.of(request, letters.all(request.scope()), DeadLetter::id);
        return Answer.json(new Listing<>(page.items().stream().map(Shown::new).toList(), page.next()));
    }

    private Answer putBack(ApiRequest request) throws InterruptedException {
        DeadLetter letter = letters.one(request.scope(), request.variable("id"))
                .orElseThrow(() -> Refusals.noSuch("dead letter", request.variable("id")));
        if (!WaitingLetters.putBack(writer, letter, request.grant().name(), clock)) {
            throw ApiError.unavailable("Kafka did not take the order in time; it may be sent again");
        }
        return Answer.json(202, new Shown(letter));
    }
}
