package io.trunkline.exchange;

import java.util.List;

/**
 * A request of a call, before it is written: what is the same of it on both sides of the proxy.
 *
 * @param method its method
 * @param cseq its number
 * @param from who made it
 * @param branch of who made it
 * @param proxyBranch of the proxy, where that passes it on or makes it itself
 * @param toTag tag of the called side; null while there is none
 * @param hopByHop whether it belongs to an INVITE that does not become a dialog: CANCEL, and ACK of a refusal
 * @param headers further headers, {@code name: value} without the line's end
 * @param sdp its body; null for none
 */
record Request(
        String method,
        int cseq,
        Party from,
        String branch,
        String proxyBranch,
        String toTag,
        boolean hopByHop,
        List<String> headers,
        String sdp) {

    /** Who makes requests. */
    enum Party {
        CALLER,
        PROXY,
        CALLEE
    }

    /** Whether it follows the route of a dialog (RFC 3261, 12.2.1.1). */
    boolean inDialog() {
        return toTag != null && !hopByHop;
    }
}
