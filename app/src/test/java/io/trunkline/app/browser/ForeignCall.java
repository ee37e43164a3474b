package io.trunkline.app.browser;

import io.trunkline.app.browser.CaptureAgent.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;

/**
 * A call of which the demo's switch knows nothing: it lasts until the test hangs up.
 *
 * @param callId its Call-ID
 */
record ForeignCall(String callId) {

    private static final InetAddress CALLER = InetAddress.ofLiteral("192.0.2.77");
    private static final InetAddress PROXY = InetAddress.ofLiteral("192.0.2.1");

    /** Behind those of the INVITE and the BYE. */
    private static final int FIRST_INFO = 3;

    /** After this a request is sent again, RFC 3261, 17.1.1.2; what comes again at once was mirrored twice. */
    private static final Duration FIRST_TIMER = Duration.ofMillis(500);

    /** It is called and answered. */
    void begin(CaptureAgent agent) throws IOException {
        agent.captured(invite(), new Message(PROXY, CALLER, message("SIP/2.0 200 OK", "1 INVITE", true)));
    }

    /** It is called, once more since nobody answered, and answered. */
    void beginAtTheSecondTry(CaptureAgent agent) throws IOException {
        agent.captured(Instant.now().minus(FIRST_TIMER), invite());
        begin(agent);
    }

    /** The caller sends so many requests within the call, each of which is answered. */
    void inform(CaptureAgent agent, int requests) throws IOException {
        for (int cseq = FIRST_INFO; cseq < FIRST_INFO + requests; cseq++) {
            agent.captured(
                    new Message(CALLER, PROXY, message("INFO sip:4930900177@192.0.2.1 SIP/2.0", cseq + " INFO", true)),
                    new Message(PROXY, CALLER, message("SIP/2.0 200 OK", cseq + " INFO", true)));
        }
    }

    /** The caller ends it. */
    void hangUp(CaptureAgent agent) throws IOException {
        agent.captured(
                new Message(CALLER, PROXY, message("BYE sip:4930900177@192.0.2.1 SIP/2.0", "2 BYE", true)),
                new Message(PROXY, CALLER, message("SIP/2.0 200 OK", "2 BYE", true)));
    }

    private Message invite() {
        return new Message(CALLER, PROXY, message("INVITE sip:4930900177@example.net SIP/2.0", "1 INVITE", false));
    }

    private String message(String startLine, String cseq, boolean inDialog) {
        return startLine + "\r\n"
                + "Via: SIP/2.0/UDP 192.0.2.77:5060;branch=z9hG4bK" + callId.substring(0, callId.indexOf('@'))
                + cseq.substring(0, cseq.indexOf(' '))
                + "\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: <sip:4930900178@example.net>;tag=foreign\r\n"
                + "To: <sip:4930900177@example.net>" + (inDialog ? ";tag=called" : "") + "\r\n"
                + "Call-ID: " + callId + "\r\n"
                + "CSeq: " + cseq + "\r\n"
                + "Contact: <sip:4930900178@192.0.2.77>\r\n"
                + "Content-Length: 0\r\n\r\n";
    }
}
