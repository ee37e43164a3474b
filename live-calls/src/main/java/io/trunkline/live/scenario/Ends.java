package io.trunkline.live.scenario;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The two ends of a captured call in the words of SIPp: their addresses become those of the machines between which it is
 * played; names of hosts stay as they are.
 */
final class Ends {

    private static final String LOCAL_ADDRESS = "[local_ip]";
    private static final String LOCAL_PORT = "[local_port]";
    private static final String REMOTE_ADDRESS = "[remote_ip]";
    private static final String REMOTE_PORT = "[remote_port]";

    private final String ownHost;
    private final String ownPort;
    private final String peerHost;
    private final Pattern either;

    /**
     * @param own address and port of the side that is played: {@code 192.0.2.1:5060}
     * @param peer address and port of the other side
     */
    Ends(String own, String peer) {
        ownHost = host(own);
        ownPort = own.substring(own.lastIndexOf(':') + 1);
        peerHost = host(peer);
        either = Pattern.compile("(?<![\\w.-]|\\[)(" + Pattern.quote(ownHost) + '|' + Pattern.quote(peerHost)
                + ")(?::(\\d{1,5}))?(?!\\w|\\.\\d|-)");
    }

    /** A text of the message for SIPp, with its keywords in the place of both addresses and their ports. */
    String placed(String text) {
        return placed(text, false);
    }

    /** The same for a URI to which a request goes: with a port, also where it had none, for that may be another now. */
    String placedWithPort(String uri) {
        return placed(uri, true);
    }

    private String placed(String text, boolean alwaysPort) {
        var out = new StringBuilder();
        Matcher address = either.matcher(text);
        int from = 0;
        while (address.find()) {
            out.append(SippText.literal(text.substring(from, address.start())));
            boolean own = isOwn(address.group(1), address.group(2));
            out.append(own ? LOCAL_ADDRESS : REMOTE_ADDRESS);
            if (alwaysPort || address.group(2) != null) {
                out.append(':').append(own ? LOCAL_PORT : REMOTE_PORT);
            }
            from = address.end();
        }
        return out.append(SippText.literal(text.substring(from))).toString();
    }

    /** Where both are at one host, the port tells them apart, and without one the other is meant, as in a domain. */
    private boolean isOwn(String host, String port) {
        return host.equals(ownHost) && (!host.equals(peerHost) || ownPort.equals(port));
    }

    static String host(String address) {
        return address.substring(0, address.lastIndexOf(':'));
    }
}
