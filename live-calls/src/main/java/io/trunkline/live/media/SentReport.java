package io.trunkline.live.media;

import io.trunkline.storage.media.CapturedReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A sender report as a receiver names it again (RFC 3550, section 6.4.1).
 *
 * @param ssrc of who sent it
 * @param middle the middle 32 bits of its NTP time
 */
record SentReport(String callId, long ssrc, long middle) {

    static long micros(CapturedReport report) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, report.at());
    }
}
