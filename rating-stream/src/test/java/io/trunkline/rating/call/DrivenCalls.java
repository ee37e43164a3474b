package io.trunkline.rating.call;

import io.trunkline.customers.Customers;
import io.trunkline.protocol.Network;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.rating.deadline.LateReads;
import io.trunkline.rating.message.CallMessage;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;

/** The real processor of calls with a clock that is moved by hand, and without Kafka: thousands of calls a second. */
public final class DrivenCalls {

    private static final RatingMetrics METRICS = new RatingMetrics(new Telemetry());
    private static final Duration FIRST = Duration.ofSeconds(10);

    private final DrivenContext context;
    private final CallProcessor processor;

    /**
     * No calls yet.
     *
     * @param networks {@code platform.networks}
     */
    public DrivenCalls(Customers customers, List<String> networks, Instant now) {
        context = new DrivenContext(now);
        var platform = new Platform(
                networks.stream().map(Network::parse).flatMap(Optional::stream).toList());
        processor =
                new CallProcessor(new CallTracker(CallTimes.DEFAULT, customers, platform), new LateReads(), METRICS);
        processor.init(context);
    }

    /** The moment by the collector's clock. */
    public Instant now() {
        return context.now();
    }

    /** A message is read now. */
    public void take(CallMessage message) {
        processor.process(
                new Record<>(message.envelope().callId(), message, context.now().toEpochMilli()));
    }

    /** Time passes: by the second at first, then in longer steps, so that one deadline can lead to another. */
    public void pass(Instant until) {
        Instant start = context.now();
        Instant at = start;
        while (at.isBefore(until)) {
            Duration passed = Duration.between(start, at);
            Duration step = passed.compareTo(FIRST) < 0 ? Duration.ofSeconds(1) : passed.dividedBy(8);
            at = at.plus(step).isAfter(until) ? until : at.plus(step);
            context.moveTo(at);
        }
    }

    /** The calls that are over, in order: those that an account pays, and those that nobody does. */
    public List<Over> over() {
        var shown = new HashMap<String, CallSetup>();
        var over = new ArrayList<Over>();
        for (var forwarded : context.forwarded()) {
            switch (forwarded.value()) {
                case Call call -> shown.put(call.setup().id(), call.setup());
                case CallEvent.Ended(var call, var _)
                when call.setup().accountId() != null ->
                    over.add(new Over(
                            RatedCall.of(call, call.setup().payers().getFirst(), 0)
                                    .cdr(),
                            call.setup().fromTag()));
                case Cdr cdr -> over.add(new Over(cdr, shown.get(cdr.id()).fromTag()));
                case null, default -> {}
            }
        }
        return over;
    }

    /**
     * A call that is over.
     *
     * @param fromTag tag of the caller's side, by which the referee knows calls of one Call-ID apart
     */
    public record Over(Cdr cdr, String fromTag) {}
}
