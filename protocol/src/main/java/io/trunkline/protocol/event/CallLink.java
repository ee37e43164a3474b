package io.trunkline.protocol.event;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What legs share, and which legs they are: those of one call through a back-to-back user agent. One side of a call can
 * send all of it, so a link joins views and traces, and never says who pays, what a call costs or how it ended.
 *
 * @param value the value that they share
 * @param since when the first of them bore it; with the value the identity of the link, for a value may come again when
 *     all legs that bore it are over
 * @param mayBeCallId whether the value may be the Call-ID of one more leg, which bears it as nothing else
 * @param legs those that bear it, in the order in which they came; none when it is shared by so many that it joins
 *     nothing
 */
public record CallLink(String value, Instant since, boolean mayBeCallId, List<Leg> legs) {

    /**
     * A leg that bears it.
     *
     * @param callId Call-ID of the leg
     * @param at when its message that bore the value was captured
     * @param by in what it bore it: the name of a header, {@code hep-correlation-id} or {@code call-id-suffix}
     */
    public record Leg(String callId, Instant at, String by) {}

    /** Takes an unmodifiable copy; absent legs are none. */
    public CallLink {
        legs = legs == null ? List.of() : List.copyOf(legs);
    }

    /** The Call-IDs that it joins; none when it joins nothing. */
    public List<String> callIds() {
        Stream<String> bearers = legs.stream().map(Leg::callId);
        return legs.isEmpty()
                ? List.of()
                : Stream.concat(mayBeCallId ? Stream.of(value) : Stream.empty(), bearers)
                        .distinct()
                        .toList();
    }
}
