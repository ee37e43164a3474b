package io.trunkline.rating.referee;

import io.trunkline.protocol.dialog.Hop;
import io.trunkline.protocol.dialog.Passed;
import io.trunkline.protocol.dialog.Strays;
import io.trunkline.protocol.sip.SipMessage;
import io.trunkline.protocol.sip.SipScanner;
import io.trunkline.rating.referee.Disturbance.Captured;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;

/** What a capture looks like when the trace of its calls is read: the strays are told from the rest. */
final class Trace {

    private Trace() {}

    /** The packets that a trace marks as strays, each Call-ID by itself. */
    static List<Captured> strays(List<Captured> capture) {
        var ofCallId = new HashMap<String, List<Captured>>();
        capture.forEach(each -> ofCallId.computeIfAbsent(each.packet().sip().callId(), id -> new ArrayList<>())
                .add(each));
        var strays = new ArrayList<Captured>();
        for (List<Captured> messages : ofCallId.values()) {
            BitSet marked = Strays.among(messages.stream().map(Trace::passed).toList());
            marked.stream().mapToObj(messages::get).forEach(strays::add);
        }
        return strays;
    }

    private static Passed passed(Captured captured) {
        var sip = new SipMessage();
        byte[] bytes = captured.packet().sip().text().getBytes(StandardCharsets.ISO_8859_1);
        if (!new SipScanner().scan(bytes, 0, bytes.length, sip)) {
            throw new AssertionError("no SIP: " + captured.packet().sip().summary());
        }
        return Passed.of(
                sip, new Hop(captured.packet().source(), captured.packet().target()));
    }
}
