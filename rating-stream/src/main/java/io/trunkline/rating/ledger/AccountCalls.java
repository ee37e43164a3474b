package io.trunkline.rating.ledger;

import io.trunkline.rating.state.StoredRecords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/** What is stored of the calls of a partition's accounts. Used by one Streams thread at a time. */
final class AccountCalls {

    static final String LIVE = "live-calls";
    static final String WAITING = "waiting-calls";

    private static final char SEPARATOR = '\0';
    private static final char BEHIND_SEPARATOR = '\1';

    private final KeyValueStore<String, LiveCall> live;
    private final KeyValueStore<String, WaitingCall> waiting;

    AccountCalls(KeyValueStore<String, LiveCall> live, KeyValueStore<String, WaitingCall> waiting) {
        this.live = live;
        this.waiting = waiting;
    }

    /**
     * The calls of one account.
     *
     * @param up those that are up and cost it something
     * @param waiting those that have ended and whose free minutes may still change
     */
    record Of(List<LiveCall> up, List<WaitingCall> waiting) {

        /** None. */
        static final Of NONE = new Of(List.of(), List.of());

        private static Of nothingYet() {
            return new Of(new ArrayList<>(), new ArrayList<>());
        }
    }

    /** Those of all accounts that have any. */
    Map<String, Of> byAccount() {
        var calls = new HashMap<String, Of>();
        StoredRecords.forEach(
                LIVE, live, (key, call) -> ofAccount(calls, key).up.add(call));
        StoredRecords.forEach(
                WAITING, waiting, (key, call) -> ofAccount(calls, key).waiting.add(call));
        return calls;
    }

    private static Of ofAccount(Map<String, Of> calls, String key) {
        return calls.computeIfAbsent(key.substring(0, key.indexOf(SEPARATOR)), account -> Of.nothingYet());
    }

    /** Those of one account. */
    Of of(String account) {
        return new Of(in(live, account), in(waiting, account));
    }

    private static <T> List<T> in(KeyValueStore<String, T> store, String account) {
        var calls = new ArrayList<T>();
        try (var all = store.range(account + SEPARATOR, account + BEHIND_SEPARATOR)) {
            all.forEachRemaining(call -> calls.add(call.value));
        }
        return calls;
    }

    /** A call of the account is up. */
    void put(String account, LiveCall call) {
        live.put(account + SEPARATOR + call.id(), call);
    }

    /** A call of the account is up no more. */
    void ended(String account, String id) {
        live.delete(account + SEPARATOR + id);
    }

    /** The free minutes of a call of the account may still change; they do no more when there is none. */
    void put(String account, String id, Optional<WaitingCall> call) {
        call.ifPresentOrElse(
                waits -> waiting.put(account + SEPARATOR + id, waits), () -> waiting.delete(account + SEPARATOR + id));
    }
}
