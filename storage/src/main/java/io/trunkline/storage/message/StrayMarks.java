package io.trunkline.storage.message;

import io.trunkline.protocol.dialog.Hop;
import io.trunkline.protocol.dialog.Passed;
import io.trunkline.protocol.dialog.Strays;
import io.trunkline.protocol.sip.SipMessage;
import io.trunkline.protocol.sip.SipScanner;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Marks the messages of a trace that are of no transaction and no dialog of the call. They are kept like all others, and
 * told by the same rules by which the tracker let them move nothing; when the trace is read, for a message may prove to be
 * of a dialog by one that comes after it.
 */
final class StrayMarks {

    static final String STRAY = "stray";

    private StrayMarks() {}

    /** The same messages, each stray with its flag. They must be of one Call-ID. */
    static List<TraceMessage> mark(List<TraceMessage> messages) {
        var scanner = new SipScanner();
        var sip = new SipMessage();
        var passed = new ArrayList<Passed>(messages.size());
        var places = new ArrayList<Integer>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            TraceMessage message = messages.get(i);
            if (scanner.scan(message.raw(), 0, message.raw().length, sip)) {
                passed.add(Passed.of(sip, new Hop(message.source(), message.target())));
                places.add(i);
            }
        }
        BitSet strays = Strays.among(passed);
        if (strays.isEmpty()) {
            return messages;
        }
        var marked = new ArrayList<>(messages);
        strays.stream()
                .map(places::get)
                .forEach(place -> marked.set(place, messages.get(place).flagged(STRAY)));
        return List.copyOf(marked);
    }
}
