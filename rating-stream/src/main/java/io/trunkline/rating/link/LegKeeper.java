package io.trunkline.rating.link;

import io.trunkline.protocol.event.Call;
import io.trunkline.rating.state.StoredRecords;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps what the legs of one partition bear: tells the topic of links of it once, and when the leg is over. For that it
 * stands where calls as they stand pass on their way to their topic; it changes none of them. Called by one Streams
 * thread at a time. The legs are kept in memory and made again of the store at each {@code init}: of a call that bears
 * nothing, as most, there is not even a look at the store.
 */
final class LegKeeper implements Processor<String, Object, String, Object> {

    /** The store of legs: Call-ID to {@link LinkedLeg}. */
    static final String STORE = "linked-legs";

    private final String calls;
    private final String links;
    private ProcessorContext<String, Object> context;
    private KeyValueStore<String, LinkedLeg> store;
    private Map<String, LinkedLeg> legs;

    /**
     * A keeper for one partition.
     *
     * @param calls where calls go on to
     * @param links where {@link LinkEvent}s go
     */
    LegKeeper(String calls, String links) {
        this.calls = calls;
        this.links = links;
    }

    @Override
    public void init(ProcessorContext<String, Object> streams) {
        context = streams;
        store = streams.getStateStore(STORE);
        legs = new HashMap<>();
        StoredRecords.forEach(STORE, store, legs::put);
    }

    /** Takes {@link LegClaims} of a message before its call does, and calls as they stand: null when one is forgotten. */
    @Override
    public void process(Record<String, Object> record) {
        switch (record.value()) {
            case LegClaims claims -> claim(claims);
            case Call call -> {
                note(record.key(), call.setup().callId());
                context.forward(record, calls);
            }
            case null -> {
                context.forward(record, calls);
                forget(record.key());
            }
            default -> throw new IllegalArgumentException(record.value().getClass() + " is neither");
        }
    }

    private void claim(LegClaims claims) {
        LinkedLeg before = legs.get(claims.callId());
        if (before == null && !claims.starts()) {
            // What answers an INVITE that is over, or was never seen: no call would end that leg.
            return;
        }
        LinkedLeg leg = before == null ? LinkedLeg.NEW : before;
        for (SharedValue value : claims.values()) {
            if (leg.mayBear(value)) {
                leg = leg.bearing(value);
                send(value, new LinkEvent.Borne(claims.callId(), claims.at(), value.by(), value.mayBeCallId()));
            }
        }
        if (!leg.equals(before)) {
            put(claims.callId(), leg);
        }
    }

    private void note(String id, String callId) {
        LinkedLeg leg = legs.isEmpty() ? null : legs.get(callId);
        if (leg != null && !leg.calls().contains(id)) {
            put(callId, leg.of(id));
        }
    }

    /** The id of a call is its Call-ID, or begins with it and a semicolon. */
    private void forget(String id) {
        if (legs.isEmpty()) {
            return;
        }
        for (int end = id.length(); end > 0; end = id.lastIndexOf(';', end - 1)) {
            String callId = id.substring(0, end);
            LinkedLeg leg = legs.get(callId);
            if (leg != null) {
                forget(callId, leg.without(id));
                return;
            }
        }
    }

    private void forget(String callId, LinkedLeg left) {
        if (!left.calls().isEmpty()) {
            put(callId, left);
            return;
        }
        left.values().forEach(value -> send(value, new LinkEvent.Over(callId)));
        legs.remove(callId);
        store.delete(callId);
    }

    private void put(String callId, LinkedLeg leg) {
        legs.put(callId, leg);
        store.put(callId, leg);
    }

    private void send(SharedValue value, LinkEvent event) {
        context.forward(new Record<>(value.value(), event, context.currentSystemTimeMs()), links);
    }
}
