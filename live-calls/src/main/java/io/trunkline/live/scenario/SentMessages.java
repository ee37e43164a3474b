package io.trunkline.live.scenario;

import io.trunkline.live.captured.CapturedSip;
import io.trunkline.live.scenario.Step.Receive;
import io.trunkline.live.scenario.Step.Send;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes what was sent in the words of SIPp: what belongs to one call alone (Call-ID, tags, branches, addresses, routes,
 * credentials) becomes its keywords, all else stays. For the steps of one call, in order.
 */
final class SentMessages {

    private static final String VIA = "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=";
    private static final String OWN_TAG = ";tag=[pid]c[call_number]";
    private static final String PEER_TAG = "[peer_tag_param]";
    private static final Pattern USER = Pattern.compile("sips?:([^@>;?\\s]+)@", Pattern.CASE_INSENSITIVE);
    private static final Pattern CONNECTION =
            Pattern.compile("(c=|o=.*\\s)IN\\s+IP[46]\\s+(?!0\\.0\\.0\\.0)\\S+\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern MEDIA = Pattern.compile("(m=\\S+\\s+)([1-9]\\d*)(.*)");

    private final Ends ends;
    private final Map<Long, Integer> invites = new HashMap<>();
    private final Set<Long> refused = new HashSet<>();
    private boolean challenged;

    SentMessages(Ends ends) {
        this.ends = ends;
    }

    /** Whether it bears an answer to a challenge of its own; ACK and CANCEL repeat that of the INVITE (22.1). */
    static boolean authenticates(Send send) {
        return send.status() == 0
                && !send.is("ACK")
                && !send.is("CANCEL")
                && send.sip().hasCredentials();
    }

    /** Takes note of what came before the next that is sent. */
    void received(Receive receive) {
        challenged |= receive.challenges();
        if (receive.refuses()) {
            refused.add(receive.cseq());
        }
    }

    /**
     * The lines of one message.
     *
     * @param place its place among the elements of the scenario, from 0 on
     */
    List<String> lines(Send send, int place) {
        var lines = new ArrayList<String>();
        if (send.status() == 0) {
            request(send, place, lines);
        } else {
            response(send, lines);
        }
        lines.add("Content-Length: " + (send.sip().body().isEmpty() ? "0" : "[len]"));
        lines.add("");
        boolean sdp = send.sip().hasSdp();
        int media = 0;
        for (String line : send.sip().bodyLines()) {
            lines.add(sdp ? ofSdp(line, media) : SippText.line(line));
            media += sdp && line.startsWith("m=") ? 1 : 0;
        }
        return lines;
    }

    private void request(Send send, int place, List<String> lines) {
        if (send.is("INVITE")) {
            invites.putIfAbsent(send.cseq(), place);
        }
        // These two belong to the INVITE's transaction or follow a refusal in it: the same URI and the same branch
        // (9.1, 17.1.1.3).
        boolean ofInvite = send.is("CANCEL") || (send.is("ACK") && refused.contains(send.cseq()));
        boolean follows = send.isInDialog() && !ofInvite;
        String[] words = send.sip().startLine().split("\\s+");
        lines.add(SippText.literal(words[0]) + ' '
                + (follows || words.length < 2 ? "[next_url]" : ends.placedWithPort(words[1])) + " SIP/2.0");
        int back = ofInvite ? place - invites.getOrDefault(send.cseq(), place) : 0;
        lines.add(VIA + (back > 0 ? "[branch-" + back + ']' : "[branch]"));
        if (follows) {
            lines.add("[routes]");
        }
        for (CapturedSip.Header header : send.sip().headers()) {
            switch (header.known()) {
                case "via", "record-route", "content-length" -> {}
                case "authorization", "proxy-authorization" -> {}
                case "route" -> {
                    if (!follows) {
                        lines.add("Route: " + ends.placedWithPort(header.value()));
                    }
                }
                case "from" -> lines.add("From: " + ends.placed(CapturedSip.withoutTag(header.value())) + OWN_TAG);
                case "to" ->
                    lines.add("To: " + ends.placed(CapturedSip.withoutTag(header.value()))
                            + (send.isInDialog() ? PEER_TAG : ""));
                case "call-id" -> lines.add("Call-ID: [call_id]");
                case "rack" -> lines.add("RAck: " + header.value().replaceFirst("^\\d+", "[\\$rseq]"));
                default -> other(header, lines);
            }
        }
        if (authenticates(send) && challenged) {
            lines.add("[authentication]");
        }
    }

    private void response(Send send, List<String> lines) {
        lines.add(SippText.literal(send.sip().startLine()));
        lines.addAll(List.of(
                "[last_Via:]",
                "[last_Record-Route:]",
                "[last_From:]",
                "[last_To:]",
                "[last_Call-ID:]",
                "[last_CSeq:]"));
        for (CapturedSip.Header header : send.sip().headers()) {
            switch (header.known()) {
                case "via", "record-route", "from", "to", "call-id", "cseq", "content-length" -> {}
                default -> other(header, lines);
            }
        }
    }

    private void other(CapturedSip.Header header, List<String> lines) {
        String value = header.known().equals("contact") ? contact(header.value()) : ends.placed(header.value());
        lines.add(SippText.literal(header.name()) + ": " + value);
    }

    /** Where SIPp is, whatever address stood there: behind a NAT it was another than that of the packets. */
    private static String contact(String value) {
        Matcher user = USER.matcher(value);
        return "<sip:" + (user.find() ? SippText.literal(user.group(1)) + '@' : "")
                + "[local_ip]:[local_port];transport=[transport]>";
    }

    /** A line of SDP (RFC 4566): SIPp's own address and ports for media, but for streams on hold or not wanted. */
    private String ofSdp(String line, int media) {
        Matcher connection = CONNECTION.matcher(line);
        if (connection.matches()) {
            return SippText.literal(connection.group(1)) + "IN IP[media_ip_type] [media_ip]";
        }
        Matcher stream = MEDIA.matcher(line);
        if (stream.matches()) {
            String port = media == 0 ? "[media_port]" : "[media_port+" + 2 * media + ']';
            return SippText.literal(stream.group(1)) + port + SippText.literal(stream.group(3));
        }
        return line.isBlank() ? "" : ends.placed(line);
    }
}
