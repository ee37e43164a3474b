package io.trunkline.rating.message;

import io.trunkline.protocol.sip.SipMethod;

/**
 * What tells to which dialog and transaction a message of a call belongs (RFC 3261, sections 12 and 17).
 *
 * @param callId Call-ID; bytes that are not UTF-8 stand in it as {@code %XX}
 * @param method the request's method; of a response that of its CSeq
 * @param cseq number of the CSeq; -1 when there is none
 * @param fromTag tag of the From; null without one
 * @param toTag tag of the To; null without one, as in the INVITE that starts a call
 * @param branch branch of the top Via: the same in a request and its responses on one hop; null without one
 * @param sessionExpires Session-Expires (RFC 4028) in seconds; -1 when there is none
 */
public record Envelope(
        String callId, SipMethod method, long cseq, String fromTag, String toTag, String branch, long sessionExpires) {}
