package io.trunkline.protocol.event;

/**
 * A router on the way to an endpoint, or the endpoint itself, as an MTR test finds it.
 *
 * @param hop its place, from 1 for the nearest
 * @param address of who answered last; null when nobody did
 * @param sent packets that were to die here
 * @param lossPercent of them, those that nobody answered: 0 to 100
 * @param lastMillis round trip of the last answer; null without one, as the next three
 * @param averageMillis mean round trip
 * @param bestMillis shortest round trip
 * @param worstMillis longest round trip
 */
public record PathHop(
        int hop,
        String address,
        int sent,
        double lossPercent,
        Double lastMillis,
        Double averageMillis,
        Double bestMillis,
        Double worstMillis) {}
