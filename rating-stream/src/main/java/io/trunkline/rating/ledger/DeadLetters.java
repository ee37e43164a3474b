package io.trunkline.rating.ledger;

import io.trunkline.protocol.event.DeadLetter;
import io.trunkline.rating.state.StoredRecords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What was put away of a partition's accounts and waits to be put back. Records of one call keep their order: while one
 * of them waits, those that come after it wait too. Used by one thread.
 */
final class DeadLetters {

    /** Key: account NUL id of the letter. */
    static final String STORE = "dead-letters";

    private static final char SEPARATOR = '\0';
    private static final char BEHIND_SEPARATOR = '\1';

    private final KeyValueStore<String, DeadLetter> store;
    private final Set<String> ids = new HashSet<>();

    /** By account NUL call. */
    private final Set<String> calls = new HashSet<>();

    DeadLetters(KeyValueStore<String, DeadLetter> store) {
        this.store = store;
        StoredRecords.forEach(STORE, store, (key, letter) -> known(letter));
    }

    private void known(DeadLetter letter) {
        ids.add(key(letter));
        if (letter.callId() != null) {
            calls.add(letter.accountId() + SEPARATOR + letter.callId());
        }
    }

    /** Whether an earlier record of a call waits. */
    boolean waits(String account, String callId) {
        return !calls.isEmpty() && callId != null && calls.contains(account + SEPARATOR + callId);
    }

    /** A letter that waits; empty of one that does not, or no more. */
    Optional<DeadLetter> letter(String account, String id) {
        String key = account + SEPARATOR + id;
        return ids.contains(key) ? Optional.ofNullable(store.get(key)) : Optional.empty();
    }

    /** A letter with all of its call, in the order in which they came. */
    List<DeadLetter> withItsCall(DeadLetter letter) {
        return letter.callId() == null
                ? List.of(letter)
                : of(letter.accountId()).stream()
                        .filter(other -> Objects.equals(other.callId(), letter.callId()))
                        .sorted(Comparator.comparingLong(DeadLetter::offset))
                        .toList();
    }

    private List<DeadLetter> of(String account) {
        var letters = new ArrayList<DeadLetter>();
        try (var all = store.range(account + SEPARATOR, account + BEHIND_SEPARATOR)) {
            all.forEachRemaining(each -> letters.add(each.value));
        }
        return letters;
    }

    void put(DeadLetter letter) {
        store.put(key(letter), letter);
        known(letter);
    }

    void remove(DeadLetter letter) {
        store.delete(key(letter));
        ids.remove(key(letter));
        if (letter.callId() != null && withItsCall(letter).isEmpty()) {
            calls.remove(letter.accountId() + SEPARATOR + letter.callId());
        }
    }

    private static String key(DeadLetter letter) {
        return letter.accountId() + SEPARATOR + letter.id();
    }
}
