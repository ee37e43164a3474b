package io.trunkline.collector.forward;

import io.trunkline.protocol.hep.HepPacket;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * The messages of the last moment, by their marks, to tell when one comes twice: the same payload between the same
 * addresses and ports over the same transport. An agent that sends everything twice shows so, and two capture points
 * of one hop.
 *
 * <p>SIP sends a request again after T1, 500 ms, at the earliest (RFC 3261 section 17.1.1.2): what comes within {@link
 * #WINDOW_MICROS} was not sent again but captured again. One agent has one clock, so both the times of capture and those
 * of receipt must be that close: an agent that hands over late what it has gathered, or one whose clock counts whole
 * seconds, brings true retransmissions at once. Two agents have two clocks, so for them the times of receipt decide.
 *
 * <p>Fixed memory, no allocation. A bucket holds the four latest of those that fall into it, and what falls out early
 * is not recognised: at 100,000 messages a second one in 30 of those that come back at the end of the window, one in
 * 50,000 of those that come back within 50 ms, as nearly all do. For one thread.
 */
final class RecentMessages {

    static final long WINDOW_MICROS = 400_000;

    private static final int BUCKET_BITS = 15;
    private static final int WAYS = 4;

    /** Of each message lie side by side: its mark, when it was received and captured, and whose it was. */
    private static final int FIELDS = 4;

    private static final int RECEIVED = 1;
    private static final int CAPTURED = 2;
    private static final int AGENT = 3;

    private final long[] slots = new long[(1 << BUCKET_BITS) * WAYS * FIELDS];
    private final CRC32 first = new CRC32();
    private final CRC32C second = new CRC32C();
    private final byte[] flow = new byte[HepPacket.FLOW_BYTES];

    /**
     * Whether this message came a moment ago. If not, it is remembered. A repetition is not: what is true for the
     * second is true for the third only as long after the first.
     *
     * @param packet with its time of capture as far as it is believed
     */
    boolean seen(HepPacket packet, String agent, long receivedAtMicros) {
        long mark = mark(packet);
        // The upper bits of a product depend on all bits of the mark.
        int bucket = (int) ((mark * 0x9E37_79B9_7F4A_7C15L) >>> (Long.SIZE - BUCKET_BITS)) * WAYS * FIELDS;
        int place = bucket;
        for (int slot = bucket; slot < bucket + WAYS * FIELDS; slot += FIELDS) {
            if (slots[slot] == mark) {
                if (isSame(slot, packet, agent, receivedAtMicros)) {
                    return true;
                }
                place = slot;
                break;
            }
            if (slots[slot + RECEIVED] < slots[place + RECEIVED]) {
                place = slot;
            }
        }
        slots[place] = mark;
        slots[place + RECEIVED] = receivedAtMicros;
        slots[place + CAPTURED] = packet.capturedAtMicros();
        slots[place + AGENT] = agent.hashCode();
        return false;
    }

    private boolean isSame(int slot, HepPacket packet, String agent, long receivedAtMicros) {
        return isNear(slots[slot + RECEIVED], receivedAtMicros)
                && (slots[slot + AGENT] != agent.hashCode()
                        || isNear(slots[slot + CAPTURED], packet.capturedAtMicros()));
    }

    private static boolean isNear(long one, long other) {
        return Math.abs(one - other) < WINDOW_MICROS;
    }

    /** 64 bits of two sums that the processor computes: messages with the same mark are the same for a counter. */
    private long mark(HepPacket packet) {
        int flowLength = packet.copyFlow(flow);
        first.reset();
        first.update(flow, 0, flowLength);
        first.update(packet.array(), packet.payloadOffset(), packet.payloadLength());
        second.reset();
        second.update(flow, 0, flowLength);
        second.update(packet.array(), packet.payloadOffset(), packet.payloadLength());
        return first.getValue() << Integer.SIZE | second.getValue();
    }
}
