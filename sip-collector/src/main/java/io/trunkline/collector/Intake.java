package io.trunkline.collector;

import io.trunkline.collector.Admission.Admitted;
import io.trunkline.collector.Admission.Refused;
import io.trunkline.protocol.hep.HepDecoder;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.protocol.hep.HepStatus;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a packet from the network into the journal: reads it, asks the registry, appends, counts. It does no more
 * than that, so that the event loop is back at the socket soon; the {@link Forwarder} does the rest. One a thread.
 *
 * <p>A packet that cannot be read, but comes from the networks of some agent, is journalled too, marked as broken:
 * nothing that a switch sends is lost. Strangers are only counted, so that they cannot fill the disk.
 */
final class Intake {

    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    private final HepDecoder decoder = new HepDecoder();
    private final HepPacket packet = HepPacket.empty();
    private final Supplier<AgentRegistry> registry;
    private final JournalWriter journal;
    private final DiskGuard disk;
    private final CollectorMetrics metrics;
    private final MicroClock clock;
    private final OnceAMinute journalProblems = new OnceAMinute();
    private InetAddress lastSender;
    private byte[] lastSource = {};

    /** What became of a packet. */
    enum Outcome {
        TAKEN,
        KEPT_BROKEN,
        KEEP_ALIVE,
        REFUSED
    }

    Intake(
            Supplier<AgentRegistry> registry,
            JournalWriter journal,
            DiskGuard disk,
            CollectorMetrics metrics,
            MicroClock clock) {
        this.registry = registry;
        this.journal = journal;
        this.disk = disk;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Takes the packet that fills the range, which is copied before this returns.
     *
     * @param sender where it came from
     */
    Outcome take(byte[] bytes, int offset, int length, InetSocketAddress sender, Transport transport) {
        long startedAtNanos = System.nanoTime();
        long receivedAtMicros = clock.micros();
        byte[] source = source(sender);
        HepStatus status = decoder.decode(bytes, offset, length, packet);
        return switch (ask(status, source)) {
            case Refused refused -> refuse(refused.why(), refused.counters(), sender);
            case Admitted agent -> {
                if (status == HepStatus.KEEP_ALIVE) {
                    agent.counters().keepAlive(receivedAtMicros);
                    yield Outcome.KEEP_ALIVE;
                }
                // What a stream has already read cannot be given back: only its next read is held back.
                if (disk.isFull() && !transport.isStream()) {
                    yield refuse(Refusal.DISK_FULL, agent.counters(), sender);
                }
                if (!append(receivedAtMicros, status, transport, agent, source, sender, bytes, offset, length)) {
                    yield refuse(Refusal.JOURNAL_FAILED, agent.counters(), sender);
                }
                metrics.journalled.recordMicros((System.nanoTime() - startedAtNanos) / 1_000);
                yield tell(status, agent.counters(), sender, length);
            }
        };
    }

    private Admission ask(HepStatus status, byte[] source) {
        AgentRegistry agents = registry.get();
        if (status.usable()) {
            return agents.admit(packet, source);
        }
        return status == HepStatus.KEEP_ALIVE ? agents.attribute(source) : agents.attributeUnreadable(source);
    }

    /** Keeps bytes of a stream that stand where a frame should begin. Unreadable by where they stand, whatever they look like. */
    void keepBadFrame(byte[] bytes, int offset, int length, InetSocketAddress sender, Transport transport) {
        byte[] source = source(sender);
        switch (registry.get().attributeUnreadable(source)) {
            case Refused refused -> refused(refused.why(), refused.counters(), sender);
            case Admitted agent -> {
                if (append(
                        clock.micros(), HepStatus.NOT_HEP, transport, agent, source, sender, bytes, offset, length)) {
                    var _ = tell(HepStatus.NOT_HEP, agent.counters(), sender, length);
                } else {
                    refused(Refusal.JOURNAL_FAILED, agent.counters(), sender);
                }
            }
        }
    }

    /** The address of a sender in network order. Neighbours mostly have the same one, of which no other copy is made. */
    private byte[] source(InetSocketAddress sender) {
        InetAddress address = sender.getAddress();
        if (!address.equals(lastSender)) {
            lastSender = address;
            lastSource = address.getAddress();
        }
        return lastSource;
    }

    private boolean append(
            long receivedAtMicros,
            HepStatus status,
            Transport transport,
            Admitted agent,
            byte[] source,
            InetSocketAddress sender,
            byte[] bytes,
            int offset,
            int length) {
        try {
            journal.append(receivedAtMicros, status, transport, agent, source, sender.getPort(), bytes, offset, length);
        } catch (RuntimeException e) {
            if (journalProblems.mayLog()) {
                log.error("the journal takes nothing", e);
            }
            return false;
        }
        agent.counters().journalled(transport, length, receivedAtMicros);
        return true;
    }

    private Outcome tell(HepStatus status, AgentCounters counters, InetSocketAddress sender, int length) {
        if (status == HepStatus.COMPLETE) {
            return Outcome.TAKEN;
        }
        if (status == HepStatus.TRUNCATED) {
            counters.truncated();
            return Outcome.TAKEN;
        }
        AgentCounters.Told reason = counters.broken(status);
        reason.count().inc();
        if (reason.log().mayLog()) {
            log.warn(
                    "a packet of {} bytes from {} is broken ({}); such packets of agent '{}' so far: {}. They are kept in the journal and not forwarded",
                    length,
                    sender,
                    AgentCounters.label(status),
                    counters.agent(),
                    reason.count().getLongValue());
        }
        return Outcome.KEPT_BROKEN;
    }

    private static Outcome refuse(Refusal refusal, AgentCounters counters, InetSocketAddress sender) {
        refused(refusal, counters, sender);
        return Outcome.REFUSED;
    }

    /** Counts what was not taken, and logs it once a minute for each agent and reason. */
    static void refused(Refusal refusal, AgentCounters counters, InetSocketAddress sender) {
        AgentCounters.Told reason = counters.refused(refusal);
        reason.count().inc();
        if (reason.log().mayLog()) {
            log.warn(
                    "refused {} of agent '{}': {} ({} so far): {}",
                    sender,
                    counters.agent(),
                    refusal.label(),
                    reason.count().getLongValue(),
                    refusal.advice());
        }
    }
}
