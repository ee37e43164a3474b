package io.trunkline.live.board;

import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.EndCallRefusal;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The calls that the switch would not end: the latest {@value #KEPT}, whether or not they are known yet, for the two come by
 * topics of their own. One thread writes, every thread may ask.
 */
final class RefusedEnds {

    /** A switch that refuses more than these at once has a trouble that an alarm tells of. */
    static final int KEPT = 1_000;

    private record Key(String callId, String fromTag) {}

    private final Map<Key, EndRefused> byCall = new ConcurrentHashMap<>();
    private final Queue<Key> oldestFirst = new ArrayDeque<>();

    RefusedEnds() {}

    void add(EndCallRefusal refusal) {
        var key = new Key(refusal.callId(), refusal.fromTag());
        if (byCall.put(key, EndRefused.of(refusal)) == null) {
            oldestFirst.add(key);
        }
        if (oldestFirst.size() > KEPT) {
            byCall.remove(oldestFirst.remove());
        }
    }

    /** What the switch said last of a call; null when it was not asked, or has not refused. */
    EndRefused of(CallSetup setup) {
        return byCall.isEmpty() ? null : byCall.get(new Key(setup.callId(), setup.fromTag()));
    }
}
