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
 * @param duplicates SIP messages that had come a moment before already, forwarded all the same
 * @param chunksLeftOut HEP chunks beyond what is carried on with a message
 * @param clockSkewMicros by how much its clock is ahead of the collector's, less the shortest way of a message of the
 *     last minute; negative when it is behind; null as long as no message bore a time that counts
 * @param lateMicros how much later than the promptest message of the last minute the latest came; null likewise
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
        long duplicates,
        long chunksLeftOut,
        Long clockSkewMicros,
        Long lateMicros,
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
