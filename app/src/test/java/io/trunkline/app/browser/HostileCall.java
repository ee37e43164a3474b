package io.trunkline.app.browser;

import io.trunkline.app.browser.CaptureAgent.Message;
import java.io.IOException;
import java.net.InetAddress;

/** A call whose headers carry markup, as a caller who means harm would write them. */
final class HostileCall {

    /** What would change the page's title if any part of the page took it for markup. */
    static final String MARKUP =
            "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>";

    static final String CALL_ID = "hostile-1@192.0.2.66";

    private static final InetAddress CALLER = InetAddress.ofLiteral("192.0.2.66");
    private static final InetAddress PROXY = InetAddress.ofLiteral("192.0.2.1");

    private HostileCall() {}

    /** The INVITE and its refusal. */
    static void play(CaptureAgent agent) throws IOException {
        String dialog =
                "From: \"" + MARKUP.replace("\"", "'") + "\" <sip:%3Cb%3Emallory%3C%2Fb%3E@example.net>;tag=1\r\n"
                        + "To: <sip:4930900199@example.net>\r\n"
                        + "Call-ID: " + CALL_ID + "\r\n"
                        + "Via: SIP/2.0/UDP 192.0.2.66:5060;branch=z9hG4bKhostile\r\n"
                        + "CSeq: 1 INVITE\r\n"
                        + "User-Agent: " + MARKUP + "\r\n"
                        + "Content-Length: 0\r\n\r\n";
        String invite = "INVITE sip:4930900199@example.net SIP/2.0\r\nMax-Forwards: 70\r\n"
                + "Contact: <sip:mallory@192.0.2.66>\r\n" + dialog;
        String refusal = "SIP/2.0 486 " + MARKUP + "\r\n" + dialog;
        agent.captured(new Message(CALLER, PROXY, invite), new Message(PROXY, CALLER, refusal));
    }
}
