package io.trunkline.exchange;

import io.trunkline.protocol.sip.SipMessage;
import io.trunkline.protocol.sip.SipScanner;
import java.nio.charset.StandardCharsets;

/** What the pipeline's scanner sees in a message. */
final class Sip {

    private Sip() {}

    static SipMessage scan(CallScript.Message message) {
        byte[] bytes = message.text().getBytes(StandardCharsets.UTF_8);
        var scanned = new SipMessage();
        if (!new SipScanner().scan(bytes, 0, bytes.length, scanned)) {
            throw new AssertionError("not SIP: " + message.text());
        }
        return scanned;
    }
}
