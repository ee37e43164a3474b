package io.trunkline.exchange;

import java.nio.charset.StandardCharsets;

/** Writes one SIP message (RFC 3261, 7): a start line, headers in the order in which they are added, a body. */
final class SipText {

    private static final String LINE_END = "\r\n";

    private final StringBuilder text = new StringBuilder(1024);

    private SipText(String startLine) {
        text.append(startLine).append(LINE_END);
    }

    static SipText request(String method, String uri) {
        return new SipText(method + " " + uri + " SIP/2.0");
    }

    static SipText response(int status, String reason) {
        return new SipText("SIP/2.0 " + status + " " + reason);
    }

    SipText header(String name, String value) {
        text.append(name).append(": ").append(value).append(LINE_END);
        return this;
    }

    /** The whole message, without a body. */
    String withoutBody() {
        return header("Content-Length", "0").text.append(LINE_END).toString();
    }

    /** The whole message, with an SDP body, or without one when it is null. */
    String withSdp(String sdp) {
        if (sdp == null) {
            return withoutBody();
        }
        return header("Content-Type", "application/sdp")
                .header("Content-Length", Integer.toString(sdp.getBytes(StandardCharsets.UTF_8).length))
                .text
                .append(LINE_END)
                .append(sdp)
                .toString();
    }
}
