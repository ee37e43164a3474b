package io.trunkline.rating.referee;

import io.trunkline.rating.referee.Packet.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The network between the user agents and the platform: it takes its time, loses packets, and makes their senders
 * send again by the timers of RFC 3261, 17. What passes the platform is captured, also what is lost behind it.
 */
final class Wire {

    /** The platform's address; it is captured here. */
    static final String PLATFORM = "198.51.100.1:5060";

    private static final long T1_MICROS = 500_000;
    private static final int MOST_LOST_COPIES = 3;

    private final List<Packet> packets = new ArrayList<>();
    private final Random chance;
    private final int lossPercent;
    private int branches;

    Wire(Random chance, int lossPercent) {
        this.chance = chance;
        this.lossPercent = lossPercent;
    }

    List<Packet> packets() {
        return packets;
    }

    /** A fresh Via of an address. */
    String via(String address) {
        branches++;
        return address + ";branch=z9hG4bK" + branches;
    }

    /** Some time between two bounds, in microseconds. */
    long between(long leastMillis, long mostMillis) {
        return 1_000 * leastMillis + (long) (chance.nextDouble() * 1_000 * (mostMillis - leastMillis));
    }

    /** A request on its first hop, again by timers A and E until it arrives. */
    Sent send(Sip sip, Hop hop, boolean outwards, Mark mark, long at) {
        return new Sent(sip, hop, outwards, null, untilItArrives(sip, hop, outwards, mark, at));
    }

    /** The platform, or a server behind it, sends a request on. */
    Sent sendOn(Sent received, Sip changed, Hop next, Mark mark) {
        Sip sip = changed.sentOn(via(next.source(received.outwards())));
        long at = received.arrivedAtMicros() + between(1, 4);
        boolean again = !sip.method().equals("ACK");
        long arrival = again
                ? untilItArrives(sip, next, received.outwards(), mark, at)
                : pass(sip, next, received.outwards(), mark, at);
        return new Sent(sip, next, received.outwards(), received, arrival);
    }

    /** An ACK to a 2xx: nobody sends it again of himself (RFC 3261, 13.2.2.4). */
    Sent sendOnce(Sip sip, Hop hop, boolean outwards, Mark mark, long at) {
        return new Sent(sip, hop, outwards, null, pass(sip, hop, outwards, mark, at));
    }

    /** A response that may get lost, all the way back; gives when it would have arrived. */
    long provisional(Sent last, Sip response, Mark mark, long at) {
        long now = at;
        boolean passes = true;
        for (Sent each = last; each != null; each = each.previous()) {
            passes = passes && !isLost();
            now = passes
                    ? pass(response.withVias(each.sip().vias()), each.hop(), !each.outwards(), mark, now)
                    : now + between(5, 40);
            now += between(1, 4);
        }
        return now;
    }

    /** A 2xx to INVITE: its sender alone sends it again, over all hops (RFC 3261, 13.3.1.4). */
    long answer(Sent last, Sip response, Mark mark, long at) {
        long now = at;
        long wait = T1_MICROS;
        for (int lost = 0; lost < MOST_LOST_COPIES && isLost(); lost++) {
            partOfTheWay(last, response, mark, now);
            now += wait;
            wait *= 2;
        }
        long arrival = wholeWay(last, response, mark, now);
        if (isLost()) {
            wholeWay(last, response, mark, now + wait);
        }
        return arrival;
    }

    private long wholeWay(Sent last, Sip response, Mark mark, long at) {
        long now = at;
        for (Sent each = last; each != null; each = each.previous()) {
            now = pass(response.withVias(each.sip().vias()), each.hop(), !each.outwards(), mark, now) + between(1, 4);
        }
        return now;
    }

    /** Lost before the platform, which then has nothing to send on; or behind it, where all of it is captured. */
    private void partOfTheWay(Sent last, Sip response, Mark mark, long at) {
        if (isPlatform(last.hop().source(!last.outwards())) || chance.nextBoolean()) {
            wholeWay(last, response, mark, at);
        }
    }

    /** A failure of an INVITE on one hop, and its ACK (RFC 3261, 17.1.1.3). */
    long failure(Sent each, Sip response, Mark mark, Mark markOfAck, long at) {
        Sip onHop = response.withVias(each.sip().vias());
        long arrival = untilItArrives(onHop, each.hop(), !each.outwards(), mark, at);
        pass(each.sip().as("ACK", response.toTag()), each.hop(), each.outwards(), markOfAck, arrival);
        return arrival + between(1, 4);
    }

    /** A final response to another request on one hop; when it gets lost, the request comes again first. */
    long reply(Sent each, Sip response, Mark mark, Mark markOfCopies, long at) {
        Sip onHop = response.withVias(each.sip().vias());
        long now = at;
        if (isLost()) {
            if (isPlatform(each.hop().source(!each.outwards()))) {
                pass(onHop, each.hop(), !each.outwards(), mark, now);
            }
            now = pass(each.sip(), each.hop(), each.outwards(), markOfCopies, now + T1_MICROS);
        }
        return pass(onHop, each.hop(), !each.outwards(), mark, now) + between(1, 4);
    }

    private long untilItArrives(Sip sip, Hop hop, boolean outwards, Mark mark, long at) {
        long now = at;
        long wait = T1_MICROS;
        for (int lost = 0; lost < MOST_LOST_COPIES && isLost(); lost++) {
            if (isPlatform(hop.source(outwards))) {
                pass(sip, hop, outwards, mark, now);
            }
            now += wait;
            wait *= 2;
        }
        long arrival = pass(sip, hop, outwards, mark, now);
        if (isLost()) {
            pass(sip, hop, outwards, mark, now + wait);
        }
        return arrival;
    }

    /** One copy, captured at the platform's end of the hop; gives when it arrives. */
    long pass(Sip sip, Hop hop, boolean outwards, Mark mark, long at) {
        long arrival = at + between(5, 40);
        packets.add(new Packet(isPlatform(hop.source(outwards)) ? at : arrival, hop, outwards, sip, mark));
        return arrival;
    }

    private static boolean isPlatform(String address) {
        return address.equals(PLATFORM);
    }

    private boolean isLost() {
        return chance.nextInt(100) < lossPercent;
    }
}
