package io.trunkline.rating.ledger;

import io.trunkline.protocol.event.AccountCommand;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What was booked by a name of its own, and will not be booked again: commands by their id, fees and reratings by their
 * reference. Used by one Streams thread at a time.
 */
final class BookedCommands {

    static final String STORE = "booked-commands";

    private static final char SEPARATOR = '\0';

    private final KeyValueStore<String, Long> sequences;

    BookedCommands(KeyValueStore<String, Long> sequences) {
        this.sequences = sequences;
    }

    /** Whether a command was booked: any other with its id is passed over, whatever it says. */
    boolean has(String account, AccountCommand command) {
        return sequences.get(key(account, command)) != null;
    }

    /** Remembers the sequence of a command's entry. */
    void put(String account, AccountCommand command, long sequence) {
        sequences.put(key(account, command), sequence);
    }

    /** Whether a fee was booked. */
    boolean hasFee(String account, String reference) {
        return sequences.get(ownKey(account, reference)) != null;
    }

    /** Remembers the sequence of a fee's entry. */
    void putFee(String account, String reference, long sequence) {
        sequences.put(ownKey(account, reference), sequence);
    }

    private static String key(String account, AccountCommand command) {
        return command instanceof AccountCommand.Rerating
                ? ownKey(account, command.id())
                : account + SEPARATOR + command.id();
    }

    /** Of what has no id that somebody chose: no such id begins with NUL. */
    private static String ownKey(String account, String reference) {
        return account + SEPARATOR + SEPARATOR + reference;
    }
}
