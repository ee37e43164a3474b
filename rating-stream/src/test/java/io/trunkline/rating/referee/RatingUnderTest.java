package io.trunkline.rating.referee;

import io.trunkline.customers.Customers;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.EndedBy;
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
        return calls.over().stream()
                .map(over -> ruling(over.cdr(), over.fromTag()))
                .toList();
    }

    private static Ruling ruling(Cdr cdr, String fromTag) {
        return new Ruling(
                cdr.callId(),
                fromTag,
                cdr.outcome(),
                cdr.accountId(),
                cdr.to(),
                cdr.answeredAt() == null ? Ruling.NEVER : micros(cdr.answeredAt()),
                micros(cdr.endedAt()),
                cdr.endedBy() == EndedBy.NO_BYE,
                !cdr.flags().isEmpty());
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Received.START, at);
    }
}
