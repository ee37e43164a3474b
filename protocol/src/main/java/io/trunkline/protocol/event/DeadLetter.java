package io.trunkline.protocol.event;

import java.time.Instant;
import java.util.Base64;

/**
 * A record that moves money and could not be processed: it waits until it is put back, and its account needs attention
 * meanwhile. The money of others flows on.
 *
 * @param id by which it is put back: topic, partition and offset of the record; of an account at whose own money rating
 *     failed, without any record, {@code account-} and its id
 * @param accountId the account whose ledger the record was for
 * @param callId id of the call of which it tells, whose later records wait behind it; null when it tells of none
 * @param topic full name of the topic from which it was read; null without a record
 * @param partition of the topic
 * @param offset in the partition
 * @param value the record as it was read, in base64; null without a record
 * @param reason what failed, for people
 * @param at when it failed last
 * @param attempts how often it was tried, 1 or more
 */
public record DeadLetter(
        String id,
        String accountId,
        String callId,
        String topic,
        int partition,
        long offset,
        String value,
        String reason,
        Instant at,
        int attempts) {

    /** A record as it was read. */
    public static DeadLetter of(
            String accountId,
            String callId,
            String topic,
            int partition,
            long offset,
            byte[] value,
            String reason,
            Instant at) {
        return new DeadLetter(
                topic + "-" + partition + "-" + offset,
                accountId,
                callId,
                topic,
                partition,
                offset,
                Base64.getEncoder().encodeToString(value),
                reason,
                at,
                1);
    }

    /** An account at whose money rating fails by itself: when something became due. */
    public static DeadLetter ofAccount(String accountId, String reason, Instant at) {
        return new DeadLetter("account-" + accountId, accountId, null, null, 0, 0, null, reason, at, 1);
    }

    /** The same after it has failed once more. */
    public DeadLetter again(String why, Instant now) {
        return new DeadLetter(id, accountId, callId, topic, partition, offset, value, why, now, attempts + 1);
    }

    /** The record as it was read. */
    public byte[] bytes() {
        return Base64.getDecoder().decode(value);
    }
}
