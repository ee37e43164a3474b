package io.trunkline.protocol.media;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import io.trunkline.protocol.Json;
import java.io.IOException;
import java.util.List;

/**
 * One RTCP packet (RFC 3550, section 6.4; RFC 3611, section 4.7) in the JSON in which rtpengine, heplify, captagent and
 * Asterisk send it by HEP, protocol type 5. Fields that a packet has not are 0 or null.
 *
 * @param ssrc of who reports
 * @param type 200 of a sender report, 201 of a receiver report, 207 of an extended one
 * @param sender what it sent itself; null of a receiver report
 * @param blocks what it received of others; empty without
 * @param voip what it makes of the stream for the ear; null without
 */
public record MediaReport(
        long ssrc,
        int type,
        @JsonProperty("sender_information") Sender sender,
        @JsonProperty("report_blocks") List<Block> blocks,
        @JsonProperty("voip_metrics") Voip voip) {

    /** Seconds from 1900, where NTP begins, to 1970. What claims fewer is no NTP time but one of Unix. */
    private static final long NTP_TO_UNIX_SECONDS = 2_208_988_800L;

    private static final long MICROS_IN_A_SECOND = 1_000_000;

    private static final int LOST_BITS = 24;

    /** The units of LSR and DLSR in a second. */
    private static final double SHORT_NTP = 65_536;

    /**
     * Of a sender report.
     *
     * @param seconds of its clock: the high half of an NTP timestamp, or, from Asterisk, seconds of Unix
     * @param fraction the low half of it, or, from Asterisk, microseconds
     */
    public record Sender(
            @JsonProperty("ntp_timestamp_sec") long seconds,
            @JsonProperty("ntp_timestamp_usec") long fraction) {

        /** What a receiver repeats of it as LSR: the middle 32 bits of the NTP timestamp. */
        public long middle() {
            boolean unix = seconds < NTP_TO_UNIX_SECONDS;
            long high = unix ? seconds + NTP_TO_UNIX_SECONDS : seconds;
            long low = unix ? (fraction << Integer.SIZE) / MICROS_IN_A_SECOND : fraction;
            return (high & 0xFFFF) << Short.SIZE | (low >> Short.SIZE & 0xFFFF);
        }
    }

    /**
     * How one stream arrived.
     *
     * @param ssrc of who sent the stream
     * @param fractionLost of the packets since the last report, in 256ths
     * @param lost packets since the beginning, 24 bits, two's complement: less than none where some came twice
     * @param jitter in units of the stream's clock
     * @param lastReport middle 32 bits of the sender report that it had last; 0 without one
     * @param delay since that one, in 65,536ths of a second
     */
    public record Block(
            @JsonProperty("source_ssrc") long ssrc,
            @JsonProperty("fraction_lost") int fractionLost,
            @JsonProperty("packets_lost") long lost,
            @JsonProperty("ia_jitter") long jitter,
            @JsonProperty("lsr") long lastReport,
            @JsonProperty("dlsr") long delay) {

        /** Packets lost since the beginning, by their sign; less than none where some came twice. */
        public long packetsLost() {
            return lost << (Long.SIZE - LOST_BITS) >> (Long.SIZE - LOST_BITS);
        }

        /** The time for which the reporter held the last sender report, in milliseconds. */
        public double delayMillis() {
            return delay / SHORT_NTP * 1_000;
        }
    }

    /**
     * VoIP metrics (RFC 3611, section 4.7).
     *
     * @param ssrc of who sent the stream
     * @param mosCq estimated for a conversation, 1 to 5; anything else is none
     */
    public record Voip(long ssrc, @JsonProperty("mos_cq") double mosCq) {}

    /** What of a packet can be kept for a call. */
    public sealed interface Reading {

        /** It is one. */
        record Report(MediaReport report) implements Reading {}

        /**
         * It is none.
         *
         * @param reason for people
         */
        record Unreadable(String reason) implements Reading {}
    }

    /** Takes an unmodifiable copy of the blocks. */
    public MediaReport {
        blocks = blocks == null ? List.of() : List.copyOf(blocks);
    }

    /** Reads the payload of a HEP packet of type 5. */
    public static Reading read(byte[] payload, int offset, int length) {
        try {
            MediaReport report = Json.mapper().readValue(payload, offset, length, MediaReport.class);
            return report == null || report.type == 0
                    ? new Reading.Unreadable("not an RTCP report: it has no type")
                    : new Reading.Report(report);
        } catch (JacksonException e) {
            return new Reading.Unreadable("not an RTCP report as JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            return new Reading.Unreadable("not an RTCP report as JSON: " + e.getMessage());
        }
    }
}
