package io.trunkline.storage.message;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the legs of one call apart by addresses. The caller is where the first INVITE came from; what passes
 * between the caller and anybody is the source leg, all else the destination leg. If only one hop was captured,
 * everything has the caller at one end, and so all is source.
 *
 * <p>Of legs with different Call-IDs one is the caller's, and it is told apart so; the others are made by the platform
 * and are the destination leg.
 *
 * <p>The caller may use a second port (a TCP connection that was opened anew, RFC 3261 section 18): the same
 * host counts as the caller's while nobody else of the call is at that host, as would be behind one NAT.
 */
final class Legs {

    private final String caller;
    private final boolean callerAloneAtItsHost;

    private Legs(String caller, boolean callerAloneAtItsHost) {
        this.caller = caller;
        this.callerAloneAtItsHost = callerAloneAtItsHost;
    }

    /** The same messages, each on its leg. They must be of one call, in order of time. */
    static List<TraceMessage> assign(List<TraceMessage> messages) {
        Map<String, List<TraceMessage>> byCallId =
                messages.stream().collect(groupingBy(TraceMessage::callId, LinkedHashMap::new, toList()));
        String callers = callersCallId(byCallId);
        Legs legs = of(byCallId.getOrDefault(callers, List.of()));
        return messages.stream()
                .map(message -> message.on(message.callId().equals(callers) ? legs.of(message) : Leg.DESTINATION))
                .toList();
    }

    /**
     * The caller's is the leg whose INVITE was captured first. But clocks differ: so walk up here as well, from the leg
     * that leaves an address to the one that came in there.
     */
    private static String callersCallId(Map<String, List<TraceMessage>> byCallId) {
        List<String> starting = byCallId.keySet().stream()
                .filter(callId -> byCallId.get(callId).stream().anyMatch(Legs::isInvite))
                .toList();
        String callers = (starting.isEmpty() ? byCallId.keySet() : starting)
                .stream().findFirst().orElse("");
        var seen = new HashSet<String>();
        while (starting.size() > 1 && seen.add(callers)) {
            List<TraceMessage> leg = byCallId.get(callers);
            String source = leg.stream()
                    .filter(Legs::isInvite)
                    .findFirst()
                    .map(invite -> firstHop(invite, leg).source())
                    .orElseThrow();
            callers = starting.stream()
                    .filter(other -> !seen.contains(other))
                    .filter(other -> byCallId.get(other).stream()
                            .anyMatch(message ->
                                    isInvite(message) && message.target().equals(source)))
                    .findFirst()
                    .orElse(callers);
        }
        return callers;
    }

    private static Legs of(List<TraceMessage> messages) {
        Optional<TraceMessage> first = messages.stream()
                .filter(Legs::isInvite)
                .findFirst()
                .map(invite -> firstHop(invite, messages))
                .or(() -> messages.stream().filter(TraceMessage::isRequest).findFirst())
                .or(() -> messages.stream().findFirst());
        return first.map(request -> new Legs(request.source(), aloneAtItsHost(request, messages)))
                .orElseGet(() -> new Legs("", false));
    }

    /**
     * The clocks of two capture points differ: the INVITE that left the platform may seem older than the one
     * that came in. So walk up: the hop before went to where this one came from, with the same CSeq and From,
     * which a proxy does not change (RFC 3261, section 16.6).
     */
    private static TraceMessage firstHop(TraceMessage invite, List<TraceMessage> messages) {
        var seen = new HashSet<String>();
        TraceMessage hop = invite;
        while (seen.add(hop.source())) {
            TraceMessage current = hop;
            hop = messages.stream()
                    .filter(other -> other.target().equals(current.source()) && isSameInvite(other, current))
                    .findFirst()
                    .orElse(current);
        }
        return hop;
    }

    private static boolean aloneAtItsHost(TraceMessage first, List<TraceMessage> messages) {
        String host = host(first.source());
        Set<String> others = new HashSet<>();
        others.add(host(first.target()));
        messages.stream()
                .filter(message ->
                        isSameInvite(message, first) && !message.source().equals(first.source()))
                .forEach(message -> others.add(host(message.target())));
        return !others.contains(host);
    }

    private Leg of(TraceMessage message) {
        return isCaller(message.source()) || isCaller(message.target()) ? Leg.SOURCE : Leg.DESTINATION;
    }

    private boolean isCaller(String address) {
        return address.equals(caller) || (callerAloneAtItsHost && host(address).equals(host(caller)));
    }

    private static boolean isSameInvite(TraceMessage one, TraceMessage other) {
        return isInvite(one) && one.cseq() == other.cseq() && one.fromUser().equals(other.fromUser());
    }

    private static boolean isInvite(TraceMessage message) {
        return message.isRequest() && message.method().equals("INVITE");
    }

    /** {@code 192.0.2.1:5060} and {@code [2001:db8::1]:5060} without their ports. */
    private static String host(String address) {
        int colon = address.lastIndexOf(':');
        return colon < 0 ? address : address.substring(0, colon);
    }
}
