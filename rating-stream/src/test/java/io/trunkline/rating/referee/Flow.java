package io.trunkline.rating.referee;

import java.util.Comparator;
import java.util.List;

/** A plan that was played: all packets in the order of true time, and the truth. */
record Flow(Plan plan, List<Packet> packets, Truth truth) {

    static Flow of(Plan plan, List<Packet> packets, Truth truth) {
        return new Flow(
                plan,
                packets.stream()
                        .sorted(Comparator.comparingLong(Packet::atMicros))
                        .toList(),
                truth);
    }
}
