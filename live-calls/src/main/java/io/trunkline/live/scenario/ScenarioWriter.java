package io.trunkline.live.scenario;

import io.trunkline.live.scenario.Step.Pause;
import io.trunkline.live.scenario.Step.Receive;
import io.trunkline.live.scenario.Step.Send;
import java.time.Instant;
import java.util.List;

/** Writes the steps of one call as XML. For one scenario. */
final class ScenarioWriter {

    private final StringBuilder out = new StringBuilder();
    private final SentMessages sent;
    private final String callId;
    private final Instant at;
    private boolean acknowledgesProvisionals;

    ScenarioWriter(String callId, Instant at, Ends ends) {
        this.callId = callId;
        this.at = at;
        sent = new SentMessages(ends);
    }

    String write(List<Step> steps) {
        acknowledgesProvisionals = steps.stream().anyMatch(step -> step instanceof Send send && send.is("PRACK"));
        out.append("<?xml version=\"1.0\" encoding=\"US-ASCII\"?>\n")
                .append("<!-- The call ")
                .append(SippText.name(callId))
                .append(" of ")
                .append(at)
                .append(", as the side played it that sent the INVITE.\n")
                .append(
                        "     sipp HOST:PORT -sf FILE -m 1, and -au USER -ap PASSWORD where it is asked who it is. -->\n")
                .append("<scenario name=\"")
                .append(SippText.name(callId))
                .append("\">\n");
        for (int place = 0; place < steps.size(); place++) {
            List<Step> rest = steps.subList(place + 1, steps.size());
            switch (steps.get(place)) {
                case Pause(long millis) ->
                    out.append("  <pause milliseconds=\"").append(millis).append("\"/>\n");
                case Receive receive -> receive(receive, rest);
                case Send send -> send(send, place);
            }
        }
        return out.append("</scenario>\n").toString();
    }

    private void receive(Receive receive, List<Step> rest) {
        sent.received(receive);
        out.append("  <recv ");
        if (receive.status() == 0) {
            out.append("request=\"").append(SippText.name(receive.method())).append('"');
        } else {
            out.append("response=\"").append(receive.status()).append('"');
        }
        // SIPp wants one to wait for before it does anything else.
        if (receive.isProvisional() && !rest.isEmpty() && rest.getFirst() instanceof Receive) {
            out.append(" optional=\"true\"");
        }
        if (receive.accepts() || (receive.isProvisional() && isFollowedInDialog(rest))) {
            out.append(" rrs=\"true\"");
        }
        if (receive.challenges() && isAnsweredTo(rest)) {
            out.append(" auth=\"true\"");
        }
        if (acknowledgesProvisionals && receive.isProvisional() && receive.sip().has("rseq")) {
            out.append(">\n    <action><ereg regexp=\"[0-9]+\" search_in=\"hdr\" header=\"RSeq:\" check_it=\"true\"")
                    .append(" assign_to=\"rseq\"/></action>\n  </recv>\n");
        } else {
            out.append("/>\n");
        }
    }

    /** Whether the next that is sent goes where this response says: an early dialog is used (RFC 3262, RFC 3311). */
    private static boolean isFollowedInDialog(List<Step> rest) {
        return rest.stream()
                .filter(step -> !(step instanceof Pause))
                .findFirst()
                .filter(step -> step instanceof Send send && send.isInDialog())
                .isPresent();
    }

    private static boolean isAnsweredTo(List<Step> rest) {
        return rest.stream().anyMatch(step -> step instanceof Send send && SentMessages.authenticates(send));
    }

    /** Over UDP, SIPp sends again what is to be answered, and what is to be acknowledged (RFC 3261, section 17). */
    private void send(Send send, int place) {
        boolean answered = send.status() == 0
                ? !send.is("ACK")
                : send.status() >= 200 && send.method().equals("INVITE");
        out.append("  <send").append(answered ? " retrans=\"500\"" : "").append(">\n    <![CDATA[\n\n");
        for (String line : sent.lines(send, place)) {
            out.append("      ").append(line).append('\n');
        }
        out.append("\n    ]]>\n  </send>\n");
    }
}
