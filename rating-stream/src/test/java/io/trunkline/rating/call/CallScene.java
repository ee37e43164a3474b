package io.trunkline.rating.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.trunkline.customers.Customers;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.Outcome;
import io.trunkline.rating.ExampleCustomers;
import io.trunkline.rating.call.CallLegs.Kind;
import io.trunkline.rating.deadline.Deadlines;
import io.trunkline.rating.message.CallMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls of a partition whose clock stands where the test puts it. Time-outs that are due are fired in between. */
final class CallScene implements CallLegs.Store {

    static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    final List<CallEvent> events = new ArrayList<>();
    final List<Kind> kinds = new ArrayList<>();
    private final Map<String, TrackedCall> calls = new LinkedHashMap<>();
    private final CallTracker tracker;
    private CallLegs legs;

    CallScene() {
        this(Platform.UNKNOWN);
    }

    CallScene(Platform platform) {
        this(ExampleCustomers.customers(), platform);
    }

    CallScene(Customers customers, Platform platform) {
        tracker = new CallTracker(CallTimes.DEFAULT, customers, platform);
        legs = new CallLegs(tracker, this);
    }

    static Instant moment(double seconds) {
        return START.plusMillis(Math.round(seconds * 1_000));
    }

    /** A message passes at a number of seconds after the start. */
    CallScene at(double seconds, Message message) {
        return takes(message.at(moment(seconds)));
    }

    CallScene takes(CallMessage message) {
        waitUntil(message.capture().receivedAt());
        return takesUnordered(message);
    }

    /** A message that others have overtaken: no time-out is fired for it. */
    CallScene takesUnordered(CallMessage message) {
        legs.on(message);
        return this;
    }

    CallScene waitUntil(double seconds) {
        return waitUntil(moment(seconds));
    }

    CallScene waitUntil(Instant until) {
        while (true) {
            String next = null;
            Instant due = Deadlines.NEVER;
            for (var entry : calls.entrySet()) {
                Instant deadline = entry.getValue().deadline();
                if (!deadline.isAfter(until) && deadline.isBefore(due)) {
                    next = entry.getKey();
                    due = deadline;
                }
            }
            if (next == null) {
                return this;
            }
            legs.expire(next);
        }
    }

    @Override
    public TrackedCall get(String id) {
        return calls.get(id);
    }

    @Override
    public boolean take(String id, TrackedCall before, Transition transition) {
        events.addAll(transition.events());
        if (transition.after().equals(Unknown.NOTHING)) {
            return calls.remove(id) != null;
        }
        return !transition.after().equals(calls.put(id, transition.after()));
    }

    @Override
    public void count(Kind kind) {
        kinds.add(kind);
    }

    /** All that is not in the store is forgotten. */
    CallScene restart() {
        legs = new CallLegs(tracker, this);
        calls.forEach(legs::found);
        return this;
    }

    /** The calls that were answered and are over, in the order of their ends. */
    List<Call.Ended> answered() {
        return events.stream()
                .filter(CallEvent.Ended.class::isInstance)
                .map(event -> ((CallEvent.Ended) event).call())
                .filter(call -> call.outcome() == Outcome.ANSWERED)
                .toList();
    }

    Call.Ended lastAnswered() {
        return answered().getLast();
    }

    /** All that is kept, by the ids of the calls. */
    Map<String, TrackedCall> calls() {
        return calls;
    }

    TrackedCall call(String id) {
        return calls.getOrDefault(id, Unknown.NOTHING);
    }

    /** The end of a call, also of one that is forgotten by now; the last one if there were several. */
    Call.Ended ended(String id) {
        return events.stream()
                .filter(CallEvent.Ended.class::isInstance)
                .map(event -> ((CallEvent.Ended) event).call())
                .filter(call -> call.setup().id().equals(id))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new AssertionError(id + " has not ended: " + call(id)));
    }

    /** The call was answered at one second and ended at another, and an account pays. */
    void assertPays(String account, String id, double answeredAt, double endedAt) {
        Call.Ended call = ended(id);
        assertEquals(Outcome.ANSWERED, call.outcome());
        assertEquals(account, call.setup().accountId());
        assertEquals(moment(answeredAt), call.answeredAt(), "answered");
        assertEquals(moment(endedAt), call.endedAt(), "ended");
    }

    void assertRinging(String id) {
        assertInstanceOf(TrackedCall.Ringing.class, call(id));
    }

    void assertAnswered(String id) {
        assertInstanceOf(TrackedCall.Answered.class, call(id));
    }
}
