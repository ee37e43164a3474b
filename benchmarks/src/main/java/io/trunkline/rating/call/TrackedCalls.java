package io.trunkline.rating.call;

import io.trunkline.customers.Customers;
import io.trunkline.rating.message.CallMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The calls of the tracker's benchmark: the real tracker and its legs on a map, in their room because nobody else may. */
public final class TrackedCalls implements CallLegs.Store {

    private final CallTracker tracker =
            new CallTracker(CallTimes.DEFAULT, Customers.of(List.of(), List.of()), Platform.UNKNOWN);
    private final Map<String, TrackedCall> calls = new HashMap<>();
    private List<TrackedCall> inOrder = List.of();
    private CallLegs legs = new CallLegs(tracker, this);

    /** Takes a message to its call. */
    public void take(CallMessage message) {
        legs.on(message);
    }

    /** How many calls there are. */
    public int size() {
        return calls.size();
    }

    /** What the store keeps of one of them, by its number from 0 on. */
    public byte[] stored(int number) {
        if (inOrder.size() != calls.size()) {
            inOrder = List.copyOf(calls.values());
        }
        return TrackedCallCodec.SERDE.serializer().serialize("calls", inOrder.get(number));
    }

    /** What such a record says. */
    public Object read(byte[] record) {
        return TrackedCallCodec.SERDE.deserializer().deserialize("calls", record);
    }

    /** Begins anew. */
    public void forget() {
        calls.clear();
        legs = new CallLegs(tracker, this);
    }

    @Override
    public TrackedCall get(String id) {
        return calls.get(id);
    }

    @Override
    public boolean take(String id, TrackedCall before, Transition transition) {
        TrackedCall after = transition.after();
        if (after.equals(before)) {
            return false;
        }
        if (after.equals(Unknown.NOTHING)) {
            calls.remove(id);
        } else {
            calls.put(id, after);
        }
        return true;
    }

    @Override
    public void count(CallLegs.Kind kind) {}
}
