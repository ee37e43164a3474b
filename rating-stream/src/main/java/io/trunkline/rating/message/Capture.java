package io.trunkline.rating.message;

import io.trunkline.protocol.dialog.Hop;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where and when a message was seen.
 *
 * @param at when it passed the capture point, by the agent's clock; all of a call's times and its price come from this
 * @param receivedAt when the collector got it; all time-outs count from this, for it is one clock
 * @param agent id of the capture agent
 * @param mayBill whether that agent's signalling may move money
 * @param source address and port from which it came
 * @param target address and port to which it went
 * @param transport {@code udp}, {@code tcp}, {@code tls}, {@code ws} or {@code wss}
 * @param waitedMicros how much longer it took from its agent to the collector than the quickest lately ({@link
 *     AgentClocks}), in microseconds
 */
public record Capture(
        Instant at,
        Instant receivedAt,
        String agent,
        boolean mayBill,
        String source,
        String target,
        String transport,
        long waitedMicros) {

    /** From where to where it passed. */
    public Hop hop() {
        return new Hop(source, target);
    }

    /** The same on the other way, as a request went whose response this is. */
    public Capture back() {
        String from = target;
        String to = source;
        return new Capture(at, receivedAt, agent, mayBill, from, to, transport, waitedMicros);
    }

    /** The same as if it had been seen at another moment, by the collector's clock. */
    public Capture seenAt(Instant moment) {
        Instant byAgent = at.plus(Duration.between(passedAt(), moment));
        return new Capture(byAgent, moment, agent, mayBill, source, target, transport, 0);
    }

    /** When it passed the capture point, by the collector's clock: the measured skew of its agent is taken off. */
    public Instant passedAt() {
        return waitedMicros == 0 ? receivedAt : receivedAt.minus(waitedMicros, ChronoUnit.MICROS);
    }
}
