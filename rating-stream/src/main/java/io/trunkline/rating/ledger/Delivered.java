package io.trunkline.rating.ledger;

import io.trunkline.protocol.event.DeadLetter;
import java.time.Instant;

/** An input with the record that it was read from. */
final class Delivered {

    private final LedgerInput input;
    private final String topic;
    private final int partition;
    private final long offset;
    private final byte[] value;

    /**
     * A record that was read.
     *
     * @param topic its full name
     * @param value as it was read; nobody changes it
     */
    Delivered(LedgerInput input, String topic, int partition, long offset, byte[] value) {
        this.input = input;
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
        this.value = value;
    }

    LedgerInput input() {
        return input;
    }

    /** The record put away, because it failed. */
    DeadLetter letter(String account, String reason, Instant now) {
        return DeadLetter.of(account, input.callId(), topic, partition, offset, value, reason, now);
    }
}
