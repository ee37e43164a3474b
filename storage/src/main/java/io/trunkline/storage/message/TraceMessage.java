package io.trunkline.storage.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A captured message as a trace shows it.
 *
 * @param callId Call-ID of its leg
 * @param at when it was captured, as far as the agent's clock was believed
 * @param leg where it passed
 * @param source address and port that sent it: {@code 192.0.2.1:5060}
 * @param target address and port to which it went
 * @param transport {@code udp}, {@code tcp}, {@code tls} …
 * @param agent id of the capture agent
 * @param summary its start line without the version: {@code INVITE sip:bob@example.net}, {@code 180 Ringing}
 * @param method of a response, the method of its CSeq; empty when it has none
 * @param status 0 of a request
 * @param cseq number of its CSeq; -1 when it has none
 * @param fromUser user of its From header; empty when it has none
 * @param raw the message, byte for byte
 * @param flags what is wrong with it: {@code truncated}, {@code clock-corrected}, {@code not-sip}, a {@link
 *     io.trunkline.protocol.sip.SipFlag} in small letters with hyphens, or {@code stray}: of no transaction and no dialog
 * @param receivedAt when the collector received it
 * @param claimedAt the time that the packet bore, when it was not believed; null otherwise
 * @param collector name of the collector; with the index, the identity of the message
 * @param index index in the collector's journal
 */
@SuppressWarnings("ArrayRecordComponent") // The bytes go from the answer to one reader; a copy would only cost.
public record TraceMessage(
        String callId,
        Instant at,
        Leg leg,
        String source,
        String target,
        String transport,
        String agent,
        String summary,
        String method,
        int status,
        long cseq,
        String fromUser,
        byte[] raw,
        List<String> flags,
        Instant receivedAt,
        Instant claimedAt,
        String collector,
        long index) {

    /** Takes an unmodifiable copy of the flags. */
    public TraceMessage {
        flags = List.copyOf(flags);
    }

    /** Whether it is a request. */
    public boolean isRequest() {
        return status == 0;
    }

    /** The same message on another leg. */
    TraceMessage on(Leg other) {
        return with(other, flags);
    }

    /** The same message with one more flag. */
    TraceMessage flagged(String flag) {
        var more = new ArrayList<>(flags);
        more.add(flag);
        return with(leg, more);
    }

    /** The same message in other words. */
    public TraceMessage saying(String otherSummary, byte[] otherRaw) {
        return with(leg, flags, otherSummary, otherRaw);
    }

    private TraceMessage with(Leg otherLeg, List<String> otherFlags) {
        return with(otherLeg, otherFlags, summary, raw);
    }

    private TraceMessage with(Leg otherLeg, List<String> otherFlags, String otherSummary, byte[] otherRaw) {
        return new TraceMessage(
                callId,
                at,
                otherLeg,
                source,
                target,
                transport,
                agent,
                otherSummary,
                method,
                status,
                cseq,
                fromUser,
                otherRaw,
                otherFlags,
                receivedAt,
                claimedAt,
                collector,
                index);
    }
}
