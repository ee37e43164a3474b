package io.trunkline.rating.call;

import static java.util.Objects.requireNonNullElse;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.rating.message.Capture;
import io.trunkline.rating.message.Parties;
import java.time.Instant;
import java.util.List;

/** Reads calls as the versions kept them that wrote JSON: those that were up when the program was replaced go on. */
final class StoredBefore {

    /** What was kept of a call, whichever its phase. */
    record Stored(String phase, Call call, Caller attempt, long cseq, Instant lastSignAt, Instant deadline) {}

    /** The caller's INVITE. */
    record Caller(long cseq, String branch, int maxForwards, String entry) {}

    private StoredBefore() {}

    static TrackedCall read(byte[] json) {
        Stored stored = Json.read(json, Stored.class);
        return switch (stored.call()) {
            case null -> new Unknown(List.of(), stored.deadline());
            case Call.Ringing call ->
                TrackedCall.Ringing.of(
                        call, Attempts.of(attempt(stored, call.setup()), List.of()), false, stored.deadline());
            case Call.Answered call -> {
                Attempt attempt = attempt(stored, call.setup());
                Instant sign = requireNonNullElse(stored.lastSignAt(), call.answeredAt());
                yield new TrackedCall.Answered(
                        call,
                        Attempts.of(attempt, List.of()),
                        attempt,
                        false,
                        capture(call.setup(), call.answeredAt(), call.setup().source()),
                        capture(call.setup(), sign, call.setup().source()),
                        List.of(Leg.tag(call.setup().toTag())),
                        List.of(),
                        Byes.NONE,
                        null,
                        stored.deadline(),
                        null,
                        false);
            }
            case Call.Ended call -> {
                Attempt attempt = attempt(stored, call.setup());
                List<String> dialogs = call.answeredAt() == null
                        ? List.of()
                        : List.of(Leg.tag(call.setup().toTag()));
                yield new TrackedCall.Ended(
                        call, Attempts.of(attempt.asRefused(), List.of()), attempt, dialogs, stored.deadline());
            }
        };
    }

    private static Attempt attempt(Stored stored, CallSetup setup) {
        Caller caller = stored.attempt();
        return new Attempt(
                caller == null ? stored.cseq() : caller.cseq(),
                caller == null ? null : caller.branch(),
                List.of(),
                caller == null ? -1 : caller.maxForwards(),
                capture(setup, setup.startedAt(), caller == null ? setup.source() : caller.entry()),
                new Parties(List.of(), setup.from(), null, setup.to(), null, setup.userAgent(), List.of(), null),
                false,
                null);
    }

    private static Capture capture(CallSetup setup, Instant at, String target) {
        return new Capture(at, at, setup.agent(), setup.mayBill(), setup.source(), target, "udp", 0);
    }
}
