package io.trunkline.storage.media;

import io.trunkline.protocol.media.MediaReport;
import java.time.Instant;

/**
 * An RTCP report of a call.
 *
 * @param callId the HEP correlation id that it bore
 * @param at when it was captured
 * @param agent id of the capture agent
 * @param source address and port that sent the report: that which received the streams in it
 * @param target address and port to which it went
 */
public record CapturedReport(
        String callId, Instant at, String agent, String source, String target, MediaReport report) {}
