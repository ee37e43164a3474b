package io.trunkline.collector.receive;

import io.trunkline.collector.agent.Admission;
import io.trunkline.collector.agent.Admission.Admitted;
import io.trunkline.collector.agent.Admission.Refused;
import io.trunkline.collector.agent.AgentCounters;
import io.trunkline.collector.agent.AgentRegistry;
import io.trunkline.collector.agent.HepTransport;
import io.trunkline.collector.agent.Refusal;
import io.trunkline.collector.journal.ReceivedPacket;
import io.trunkline.protocol.hep.HepDecoder;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.protocol.hep.HepStatus;
import io.trunkline.telemetry.OnceAMinute;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a packet from the network into the journal: reads it, asks the registry, appends, counts. It does no more
 * than that, so that the event loop is back at the socket soon; the forwarder does the rest. One a thread.
 *
 * <p>A packet that cannot be read, but comes from the networks of some agent, is journalled too, marked as broken:
 * nothing that a switch sends is lost. Strangers are only counted, so that they cannot fill the disk.
 */
final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final HepDecoder decoder = new HepDecoder();
    private final HepPacket packet = HepPacket.empty();
    private final ReceivedPacket received = new ReceivedPacket();
    private final Gate gate;
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

    Intake(Gate gate) {
        this.gate = gate;
    }

    /**
     * Takes the packet that fills the range, which is copied before this returns.
     *
     * @param sender where it came from
     */
    Outcome take(byte[] bytes, int offset, int length, InetSocketAddress sender, HepTransport transport) {
        long startedAtNanos = System.nanoTime();
        HepStatus status = decoder.decode(bytes, offset, length, packet);
        fill(bytes, offset, length, sender, transport).read(status);
        return switch (ask(status, received.source())) {
            case Refused refused -> refuse(refused.why(), refused.counters(), sender);
            case Admitted agent -> {
                if (status == HepStatus.KEEP_ALIVE) {
                    agent.counters().keepAlive(received.receivedAtMicros());
                    yield Outcome.KEEP_ALIVE;
                }
                // What a stream has already read cannot be given back: only its next read is held back.
                if (gate.disk().isFull() && !transport.isStream()) {
                    yield refuse(Refusal.DISK_FULL, agent.counters(), sender);
                }
                if (!append(received.of(agent))) {
                    yield refuse(Refusal.JOURNAL_FAILED, agent.counters(), sender);
                }
                gate.metrics().journalled().recordMicros((System.nanoTime() - startedAtNanos) / 1_000);
                yield tell(status, agent.counters(), sender, length);
            }
        };
    }

    private ReceivedPacket fill(
            byte[] bytes, int offset, int length, InetSocketAddress sender, HepTransport transport) {
        return received.at(gate.clock().micros(), transport)
                .from(source(sender), sender.getPort())
                .holding(bytes, offset, length);
    }

    private Admission ask(HepStatus status, byte[] source) {
        AgentRegistry agents = gate.registry().get();
        if (status.usable()) {
            return agents.admit(packet, source);
        }
        return status == HepStatus.KEEP_ALIVE ? agents.attribute(source) : agents.attributeUnreadable(source);
    }

    /** Keeps bytes of a stream that stand where a frame should begin. Unreadable by where they stand, whatever they look like. */
    void keepBadFrame(byte[] bytes, int offset, int length, InetSocketAddress sender, HepTransport transport) {
        fill(bytes, offset, length, sender, transport).read(HepStatus.NOT_HEP);
        switch (gate.registry().get().attributeUnreadable(received.source())) {
            case Refused refused -> refused(refused.why(), refused.counters(), sender);
            case Admitted agent -> {
                if (append(received.of(agent))) {
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

    private boolean append(ReceivedPacket taken) {
        try {
            gate.journal().append(taken);
        } catch (RuntimeException e) {
            if (journalProblems.mayLog()) {
                LOG.error("the journal takes nothing", e);
            }
            return false;
        }
        taken.agent().counters().journalled(taken.transport(), taken.length(), taken.receivedAtMicros());
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
            LOG.warn(
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
            LOG.warn(
                    "refused {} of agent '{}': {} ({} so far): {}",
                    sender,
                    counters.agent(),
                    refusal.label(),
                    reason.count().getLongValue(),
                    refusal.advice());
        }
    }
}
