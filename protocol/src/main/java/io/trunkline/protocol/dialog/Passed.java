package io.trunkline.protocol.dialog;

import io.trunkline.protocol.sip.SipField;
import io.trunkline.protocol.sip.SipMessage;
import io.trunkline.protocol.sip.SipMethod;
import java.util.List;
import java.util.Objects;

/**
 * A message with a Call-ID as it passed somewhere: what tells of which transaction and dialog it is.
 *
 * @param hop from where to where
 * @param method the request's; of a response that of its CSeq
 * @param status 0 of a request
 * @param cseq number of the CSeq; -1 without one
 * @param fromTag tag of the From; empty without one
 * @param toTag tag of the To; empty without one, as in what is outside of any dialog
 * @param branch branch of the top Via; empty without one
 * @param vias branches of all Via values of an INVITE outside of any dialog, the last hop's first; empty of others
 */
public record Passed(
        Hop hop,
        SipMethod method,
        int status,
        long cseq,
        String fromTag,
        String toTag,
        String branch,
        List<String> vias) {

    /** Takes an unmodifiable copy of the branches. */
    public Passed {
        vias = List.copyOf(vias);
    }

    /** What the scanner found in a message; it keeps nothing of it. */
    public static Passed of(SipMessage message, Hop hop) {
        String toTag = text(message, SipField.TO_TAG);
        boolean starts = message.isRequest() && message.method() == SipMethod.INVITE && toTag.isEmpty();
        return new Passed(
                hop,
                message.method(),
                message.status(),
                message.cseq(),
                text(message, SipField.FROM_TAG),
                toTag,
                text(message, SipField.VIA_BRANCH),
                starts ? message.viaBranches() : List.of());
    }

    private static String text(SipMessage message, SipField field) {
        return Objects.requireNonNullElse(message.text(field), "");
    }

    boolean isRequest() {
        return status == 0;
    }

    /** RFC 3261, 8.1.1 and 12.1: it starts a leg, or tries again to. */
    boolean starts() {
        return isRequest() && method == SipMethod.INVITE && toTag.isEmpty();
    }

    /** Whether it is, or answers, a request within a dialog. */
    boolean isWithin() {
        return !toTag.isEmpty();
    }
}
