package io.trunkline.benchmarks.pipeline.traffic;

import io.trunkline.exchange.PacketTemplate;
import java.util.List;

/** A call or a registration that is being played. */
final class Flow {

    private final long startMillis;
    private final List<PacketTemplate> packets;
    private final byte[] key;
    private int next;

    /** The one behind it in its slot of the {@link Wheel}. */
    Flow behind;

    Flow(long startMillis, List<PacketTemplate> packets, byte[] key) {
        this.startMillis = startMillis;
        this.packets = packets;
        this.key = key;
    }

    boolean over() {
        return next == packets.size();
    }

    /** When its next message is due, milliseconds from the run's beginning. */
    long dueMillis() {
        return startMillis + packets.get(next).atMillis();
    }

    PacketTemplate take() {
        return packets.get(next++);
    }

    byte[] key() {
        return key;
    }
}
