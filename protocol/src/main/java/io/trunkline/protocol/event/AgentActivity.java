package io.trunkline.protocol.event;

import java.time.Instant;
import java.util.List;

/**
 * A capture agent at one collector: what the collector knows of it, and what it has done since the collector
 * started. An agent that is configured and was never heard of is told of too, with nothing but zeros. What came
 * from senders that belong to no agent stands under the empty id.
 *
 * @param id its id in {@code hep.agents}, or the capture id of a sender on loopback when none are configured;
 *     empty for senders that belong to no agent
 * @param name for people
 * @param configured whether it stands in {@code hep.agents} now
 * @param networks where its packets may come from, in CIDR notation; empty: from anywhere, with its key
 * @param keyed whether its packets must bear a key
 * @param advertisedAddress the address by which its switch is known outside; null when none is configured
 * @param mayBill whether its signalling may move money
 * @param anyTime whether its capture times are believed whatever they are
 * @param lastSeen when its last packet or keep-alive came in; null for never
 * @param packets journalled
 * @param bytes journalled
 * @param refused packets and connections that were not taken, by reason
 * @param broken packets that are not readable as HEP, by reason
 * @param truncated packets shorter than they say
 * @param keepAlives keep-alives
 * @param notSip packets with another payload than SIP, by its kind
 * @param unreadableSip SIP without a readable Call-ID
 * @param clamped packets whose capture time was not believed
 * @param clockSkewMicros capture time less time of receipt of its last SIP packet: what its clock is ahead, less
 *     the way; null as long as no packet bore a time
 * @param connections open TCP and TLS connections from its networks; where networks of agents overlap, a
 *     connection counts for the first of them
 */
public record AgentActivity(
        String id,
        String name,
        boolean configured,
        List<String> networks,
        boolean keyed,
        String advertisedAddress,
        boolean mayBill,
        boolean anyTime,
        Instant lastSeen,
        long packets,
        long bytes,
        List<Reason> refused,
        List<Reason> broken,
        long truncated,
        long keepAlives,
        List<Reason> notSip,
        long unreadableSip,
        long clamped,
        Long clockSkewMicros,
        int connections) {

    /** Takes copies. */
    public AgentActivity {
        networks = List.copyOf(networks);
        refused = List.copyOf(refused);
        broken = List.copyOf(broken);
        notSip = List.copyOf(notSip);
    }

    /**
     * How often something happened for one reason; reasons for which nothing happened are not told of.
     *
     * @param reason as in the labels of the metrics
     * @param count how often
     * @param advice for the operator: what to do; null when nothing is wrong
     */
    public record Reason(String reason, long count, String advice) {}
}
