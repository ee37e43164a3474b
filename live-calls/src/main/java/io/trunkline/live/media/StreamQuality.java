package io.trunkline.live.media;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * How one stream of a call arrived, as who received it says. What nobody said is null.
 *
 * @param by what says so
 * @param callId of the leg
 * @param listener which side of the leg received the stream; null where its SDP does not tell
 * @param receiver address and port that reported
 * @param sender address and port to which it reported, from which the stream came; null of a header
 * @param agent id of the capture agent
 * @param reports how many were captured
 * @param firstAt when the first of them was captured
 * @param lastAt when the last was
 * @param jitterMillis mean over the reports
 * @param maxJitterMillis the greatest of them
 * @param lossPercent of the packets, 0 to 100
 * @param packetsLost in all; less than none where some came twice
 * @param roundTripMillis mean, from the capture agent to the receiver and back
 * @param mos 1 to 4.5, for a conversation
 * @param mosEstimated whether it is reckoned here ({@link MeanOpinion}) and not by the receiver; null without one
 */
public record StreamQuality(
        Origin by,
        String callId,
        Listener listener,
        String receiver,
        String sender,
        String agent,
        int reports,
        Instant firstAt,
        Instant lastAt,
        Double jitterMillis,
        Double maxJitterMillis,
        Double lossPercent,
        Long packetsLost,
        Double roundTripMillis,
        Double mos,
        Boolean mosEstimated) {

    /** What says so. */
    public enum Origin {
        /** RTCP reports, captured while the call was up. */
        @JsonProperty("rtcp")
        RTCP,
        /** A header of the BYE or of its answer. */
        @JsonProperty("rtp-stat")
        RTP_STAT
    }

    /** A side of a leg. */
    public enum Listener {
        @JsonProperty("caller")
        CALLER,
        @JsonProperty("callee")
        CALLEE
    }
}
