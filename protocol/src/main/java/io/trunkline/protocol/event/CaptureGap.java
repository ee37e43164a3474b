package io.trunkline.protocol.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * A time of which a collector may have missed what its agents sent. Until it began everything was taken. Told once that
 * is over and all that was taken before is in Kafka; the same gap may be told several times.
 *
 * @param collector its name
 * @param agents ids of the agents that it may have missed
 * @param from the last moment of which it is known that all was taken, by the collector's clock
 * @param until when all was taken again, likewise
 * @param reason why
 * @param lost how many packets; 0 when nobody could count
 */
public record CaptureGap(String collector, List<String> agents, Instant from, Instant until, Reason reason, long lost) {

    /** Takes an unmodifiable copy. */
    public CaptureGap {
        agents = List.copyOf(agents);
    }

    /** Why packets are missing. */
    public enum Reason {
        /** It did not run: it was stopped, or killed. */
        @JsonProperty("away")
        AWAY,
        /** The kernel dropped datagrams, for the receive buffer was full. Whose they were it does not say. */
        @JsonProperty("kernel-drops")
        KERNEL_DROPS,
        /** It took none itself: the journal's disk was full, or the journal failed. */
        @JsonProperty("own-drops")
        OWN_DROPS
    }
}
