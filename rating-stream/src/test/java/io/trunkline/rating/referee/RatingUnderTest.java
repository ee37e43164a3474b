package io.trunkline.rating.referee;

import io.trunkline.customers.Customers;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.EndedBy;
import io.trunkline.rating.call.CallEvent;
import io.trunkline.rating.call.DrivenCalls;
import io.trunkline.rating.message.MessageReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The real reader and the real call processor, with their clock: packets in, what is said of calls out. */
final class RatingUnderTest {

    private static final long LONGER_THAN_ANY_CALL_SECONDS = 5 * 3_600;
    private static final Customers CUSTOMERS = Cast.customers();

    private final MessageReader reader = new MessageReader();

    /** What it makes of packets, in the order of receipt, when all that may still come of them has come. */
    List<Ruling> rule(List<Received> packets, boolean networksSet) {
        var calls =
                new DrivenCalls(CUSTOMERS, networksSet ? List.of(Cast.PLATFORM_NETWORK) : List.of(), Received.START);
        long index = 0;
        for (Received each : packets) {
            calls.pass(each.receivedAt());
            if (reader.read(each.hep(), each.headers(++index)) instanceof MessageReader.Result.OfCall(var message)) {
                calls.take(message);
            }
        }
        calls.pass(calls.now().plusSeconds(LONGER_THAN_ANY_CALL_SECONDS));
        return calls.events().stream()
                .filter(CallEvent.Ended.class::isInstance)
                .map(event -> ruling(((CallEvent.Ended) event).call()))
                .toList();
    }

    private static Ruling ruling(Call.Ended call) {
        return new Ruling(
                call.setup().callId(),
                call.setup().fromTag(),
                call.outcome(),
                call.setup().accountId(),
                call.setup().to(),
                call.answeredAt() == null ? Ruling.NEVER : micros(call.answeredAt()),
                micros(call.endedAt()),
                call.endedBy() == EndedBy.NO_BYE,
                !call.flags().isEmpty());
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Received.START, at);
    }
}
