package io.trunkline.collector.receive;

import io.trunkline.collector.agent.AgentRegistry;
import io.trunkline.collector.journal.DiskGuard;
import io.trunkline.collector.journal.JournalWriter;
import io.trunkline.collector.journal.MicroClock;
import java.util.function.Supplier;

/**
 * What every packet passes on its way in, however it came. All threads share it.
 *
 * @param registry who may send, as of this moment
 * @param disk whether there is room
 * @param clock the time of receipt
 * @param journal where packets are kept
 * @param metrics what is counted
 */
public record Gate(
        Supplier<AgentRegistry> registry,
        DiskGuard disk,
        MicroClock clock,
        JournalWriter journal,
        ReceiveMetrics metrics) {}
