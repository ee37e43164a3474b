package io.trunkline.collector;

/**
 * What an agent has done since the collector started.
 *
 * @param agent its id; empty for senders that belong to no agent
 * @param lastSeenMicros when its last packet or keep-alive came in, microseconds since the epoch; 0 for never
 * @param packets journalled
 * @param bytes journalled
 * @param refused packets not taken, for any reason
 * @param broken packets that are not readable as HEP
 * @param truncated packets shorter than they say
 * @param clamped packets whose capture time was not believed
 * @param clockSkewMicros by how much its clock is ahead of ours, less the shortest way of a message ({@link ClockSkew}); 0
 *     when it is not known
 */
public record AgentActivity(
        String agent,
        long lastSeenMicros,
        long packets,
        long bytes,
        long refused,
        long broken,
        long truncated,
        long clamped,
        long clockSkewMicros) {}
