package io.trunkline.rating.referee;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * What happens to packets between the capture points and the collector.
 *
 * @param lost which packets never come, in thousandths of the flow's packets
 * @param doubled which come twice, in the same way
 * @param jitterMillis how much later one may come than another that was captured with it
 * @param skewsSeconds by how much the clocks of the callers' and the callees' side's agents are ahead; both zero: one
 *     agent sees both sides
 * @param sides which of them are captured
 */
record Disturbance(List<Integer> lost, List<Integer> doubled, int jitterMillis, Skews skewsSeconds, Sides sides) {

    static final Disturbance NONE = new Disturbance(List.of(), List.of(), 0, new Skews(0, 0), Sides.BOTH);

    private static final long CLAMPED_AHEAD_MICROS = 300_000_000;

    /** Of the agents' clocks, in seconds. */
    record Skews(long caller, long callee) {

        boolean areNone() {
            return caller == 0 && callee == 0;
        }

        long of(Hop.Side side) {
            return side == Hop.Side.CALLER ? caller : callee;
        }
    }

    enum Sides {
        BOTH,
        CALLER,
        CALLEE;

        boolean see(Packet packet) {
            return this == BOTH || name().equals(packet.hop().side().name());
        }
    }

    /** What a packet is when the collector has it, in the order of receipt. */
    record Captured(Packet packet, long capturedAtMicros, long receivedAtMicros, String agent, boolean clamped) {

        /** As the collector has it. */
        Received received() {
            return new Received(
                    packet.sip().text(),
                    packet.source(),
                    packet.target(),
                    capturedAtMicros,
                    receivedAtMicros,
                    agent,
                    clamped);
        }
    }

    boolean isNone() {
        return equals(NONE);
    }

    List<Captured> capture(Flow flow) {
        var chance = new Random(flow.plan().seed() ^ 0x5DEECE66DL);
        List<Packet> packets = flow.packets().stream().filter(sides::see).toList();
        var captured = new ArrayList<Captured>();
        for (int i = 0; i < packets.size(); i++) {
            if (!names(lost, i, packets.size())) {
                captured.add(received(packets.get(i), chance));
            }
            if (names(doubled, i, packets.size())) {
                captured.add(received(packets.get(i), chance));
            }
        }
        captured.sort(Comparator.comparingLong(Captured::receivedAtMicros));
        return List.copyOf(captured);
    }

    private static boolean names(List<Integer> thousandths, int index, int size) {
        return thousandths.stream().anyMatch(each -> each * size / 1_000 == index);
    }

    /** A time that is too far ahead of its receipt is replaced, as the collector does. */
    private Captured received(Packet packet, Random chance) {
        long receivedAt = packet.atMicros() + 500 + (long) (chance.nextDouble() * 1_000 * jitterMillis);
        long claimed =
                packet.atMicros() + 1_000_000 * skewsSeconds.of(packet.hop().side());
        boolean clamped = claimed > receivedAt + CLAMPED_AHEAD_MICROS;
        String agent = skewsSeconds.areNone() ? "edge" : "edge-" + packet.hop().side();
        return new Captured(packet, clamped ? receivedAt : claimed, receivedAt, agent, clamped);
    }
}
