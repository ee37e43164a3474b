package io.trunkline.rating.message;

import java.time.Instant;

/**
 * Where and when a message was seen.
 *
 * @param at when it passed the capture point; all of a call's times and its price come from this
 * @param receivedAt when the collector got it; all time-outs count from this, for it is one clock
 * @param agent id of the capture agent
 * @param mayBill whether that agent's signalling may move money
 * @param source address and port from which it came
 * @param target address and port to which it went
 * @param transport {@code udp}, {@code tcp}, {@code tls}, {@code ws} or {@code wss}
 */
public record Capture(
        Instant at,
        Instant receivedAt,
        String agent,
        boolean mayBill,
        String source,
        String target,
        String transport) {}
