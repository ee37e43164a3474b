package io.trunkline.rating.call;

import java.time.Duration;

/**
 * How long a call is waited for.
 *
 * @param longestRinging without a provisional or final response; above timer C, three minutes (RFC 3261, 16.6)
 * @param longestCall after the answer, when no session timer was agreed
 * @param transaction for what must follow within a transaction: 64 × T1 (RFC 3261, 17.1.1.2)
 * @param reordering for a message that another overtook on its way here
 * @param linger after the end, for retransmissions and the messages of the other capture point
 * @param silence a sign of life is written down when the last one is so long ago: a call that ends without BYE is charged
 *     up to its last sign of life or at most so much less
 */
public record CallTimes(
        Duration longestRinging,
        Duration longestCall,
        Duration transaction,
        Duration reordering,
        Duration linger,
        Duration silence) {

    /** 200 s, 4 h, 32 s, 3 s, 40 s, 5 s. */
    public static final CallTimes DEFAULT = new CallTimes(
            Duration.ofSeconds(200),
            Duration.ofHours(4),
            Duration.ofSeconds(32),
            Duration.ofSeconds(3),
            Duration.ofSeconds(40),
            Duration.ofSeconds(5));
}
