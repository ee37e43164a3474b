package io.trunkline.rating.referee;

import java.util.ArrayList;
import java.util.List;

/**
 * A SIP message before it is bytes.
 *
 * @param method of the request; of a response that of its CSeq
 * @param uri Request-URI; null in a response
 * @param status 100 to 699; 0 in a request
 * @param vias sent-by and parameters of the Via headers, the top one first
 * @param maxForwards Max-Forwards; of no meaning in a response
 * @param from URI of the From
 * @param fromTag tag of the From
 * @param to URI of the To
 * @param toTag tag of the To; null without one
 * @param more further header lines
 */
record Sip(
        String method,
        String uri,
        int status,
        List<String> vias,
        int maxForwards,
        String from,
        String fromTag,
        String to,
        String toTag,
        String callId,
        long cseq,
        List<String> more) {

    boolean isRequest() {
        return status == 0;
    }

    boolean isInvite() {
        return method.equals("INVITE");
    }

    /** Branch of the top Via. */
    String branch() {
        String via = vias.getFirst();
        return via.substring(via.indexOf("branch=") + "branch=".length());
    }

    /** As a proxy sends it on: its own Via on top, one Max-Forwards fewer (RFC 3261, 16.6). */
    Sip sentOn(String via) {
        var stack = new ArrayList<>(List.of(via));
        stack.addAll(vias);
        return new Sip(
                method, uri, status, stack, maxForwards - 1, from, fromTag, to, toTag, callId, cseq, List.copyOf(more));
    }

    /** A response to this request; what a proxy took off or put on is not in it (RFC 3261, 8.2.6). */
    Sip response(int code, String tag, List<String> lines) {
        return new Sip(
                method, null, code, vias, 0, from, fromTag, to, toTag == null ? tag : toTag, callId, cseq, lines);
    }

    /** A response with the Via stack of the request that it answers on a hop. */
    Sip withVias(List<String> stack) {
        return new Sip(method, uri, status, stack, maxForwards, from, fromTag, to, toTag, callId, cseq, more);
    }

    Sip withMaxForwards(int number) {
        return new Sip(method, uri, status, vias, number, from, fromTag, to, toTag, callId, cseq, more);
    }

    Sip withUri(String other) {
        return new Sip(method, other, status, vias, maxForwards, from, fromTag, to, toTag, callId, cseq, more);
    }

    Sip withFrom(String other) {
        return new Sip(method, uri, status, vias, maxForwards, other, fromTag, to, toTag, callId, cseq, more);
    }

    Sip withTags(String ofFrom, String ofTo) {
        return new Sip(method, uri, status, vias, maxForwards, from, ofFrom, to, ofTo, callId, cseq, more);
    }

    Sip withCseq(long number) {
        return new Sip(method, uri, status, vias, maxForwards, from, fromTag, to, toTag, callId, number, more);
    }

    Sip withMore(List<String> lines) {
        return new Sip(method, uri, status, vias, maxForwards, from, fromTag, to, toTag, callId, cseq, lines);
    }

    /** The same with another method: a CANCEL or ACK to an INVITE on its hop (RFC 3261, 9.1 and 17.1.1.3). */
    Sip as(String other, String tag) {
        return new Sip(other, uri, 0, List.of(vias.getFirst()), 70, from, fromTag, to, tag, callId, cseq, List.of());
    }

    /** What goes over the wire. */
    String text() {
        var text = new StringBuilder(512);
        if (isRequest()) {
            text.append(method).append(' ').append(uri).append(" SIP/2.0\r\n");
        } else {
            text.append("SIP/2.0 ").append(status).append(" Status\r\n");
        }
        vias.forEach(via -> text.append("Via: SIP/2.0/UDP ").append(via).append("\r\n"));
        if (isRequest()) {
            text.append("Max-Forwards: ").append(maxForwards).append("\r\n");
        }
        text.append("From: <").append(from).append(">;tag=").append(fromTag).append("\r\n");
        text.append("To: <").append(to).append('>');
        if (toTag != null) {
            text.append(";tag=").append(toTag);
        }
        text.append("\r\nCall-ID: ").append(callId);
        text.append("\r\nCSeq: ").append(cseq).append(' ').append(method).append("\r\n");
        more.forEach(line -> text.append(line).append("\r\n"));
        return text.append("Content-Length: 0\r\n\r\n").toString();
    }

    /** In a line, for people. */
    String summary() {
        String what = isRequest() ? method + " " + uri.replaceAll("^sip:|@.*", "") : status + " (" + method + ")";
        return what + " cseq=" + cseq + " from=" + from.replaceAll("^sip:|@.*", "") + ";" + fromTag + " to=;" + toTag
                + " via=" + vias.size() + ":" + branch().replace("z9hG4bK", "")
                + (isRequest() ? " mf=" + maxForwards : "")
                + (more.isEmpty() ? "" : " " + more);
    }
}
