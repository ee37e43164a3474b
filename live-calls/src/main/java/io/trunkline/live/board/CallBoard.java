package io.trunkline.live.board;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.Call;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The calls that are up. The follower's thread writes what the topic says; another lets costs grow. Both tell
 * of a call inside the map's own step for its key, so that a growing cost cannot bring back a call that went.
 */
public final class CallBoard {

    /** A call, and the cost that was last told of it. */
    private record Entry(Call call, BigDecimal told) {}

    private final Map<String, Entry> calls = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final Changes<CallRow> changes;

    /**
     * No calls yet.
     *
     * @param clock what time it is, for seconds and costs
     * @param changes hears of every change
     */
    public CallBoard(InstantSource clock, Changes<CallRow> changes) {
        this.clock = clock;
        this.changes = changes;
    }

    /** Takes a record of the topic {@code calls}. */
    public void accept(ConsumerRecord<String, byte[]> record) {
        Call call = record.value() == null ? null : Json.read(record.value(), Call.class);
        switch (call) {
            case null -> remove(record.key());
            case Call.Ended ended -> remove(record.key());
            case Call.Ringing ringing -> put(record.key(), ringing);
            case Call.Answered answered -> put(record.key(), answered);
        }
    }

    private void put(String callId, Call call) {
        calls.compute(callId, (id, before) -> {
            CallRow now = shown(call);
            if (changes.heard()) {
                changes.changed(id, now);
            }
            return new Entry(call, now.cost());
        });
    }

    private void remove(String callId) {
        calls.computeIfPresent(callId, (id, before) -> {
            changes.gone(id);
            return null;
        });
    }

    /** Tells of the calls whose cost has grown since it was told last. To be called about once a second. */
    public void tellGrownCosts() {
        if (!changes.heard()) {
            return;
        }
        Instant now = clock.instant();
        for (String callId : calls.keySet()) {
            calls.computeIfPresent(callId, (id, entry) -> {
                if (!(entry.call() instanceof Call.Answered answered)) {
                    return entry;
                }
                BigDecimal cost = CallRow.cost(answered, now);
                if (cost == null || (entry.told() != null && cost.compareTo(entry.told()) == 0)) {
                    return entry;
                }
                changes.changed(id, CallRow.of(answered, now));
                return new Entry(answered, cost);
            });
        }
    }

    /** All calls as they stand now, in no order. */
    public List<CallRow> calls() {
        return calls.values().stream().map(entry -> shown(entry.call())).toList();
    }

    /** Number of calls that are up. */
    public int size() {
        return calls.size();
    }

    /** What is reserved for the calls of an account that are up. */
    public BigDecimal reserved(String accountId) {
        Instant now = clock.instant();
        return calls.values().stream()
                .map(Entry::call)
                .filter(call -> accountId.equals(call.setup().accountId()))
                .map(call -> call instanceof Call.Answered answered ? CallRow.cost(answered, now) : null)
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private CallRow shown(Call call) {
        return switch (call) {
            case Call.Ringing ringing -> CallRow.of(ringing);
            case Call.Answered answered -> CallRow.of(answered, clock.instant());
            case Call.Ended ended -> throw new IllegalStateException("an ended call is not on the board");
        };
    }
}
