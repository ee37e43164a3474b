package io.trunkline.rating.message;

import java.time.Duration;

/**
 * Says when a commit is wanted before Streams makes one by itself. At a busy site many messages share its cost, and what
 * they say is to be seen soon; at a small one most of what rating costs would be commits. Who is behind makes fewer as
 * well: while the broker answers one, no message is worked off. Used by one thread.
 */
final class CommitPace {

    /** As many messages as make a commit cheap for each: at 500 a second it is asked for each tenth of a second. */
    private static final int MANY = 50;

    /** What is read later than this after its receipt lay waiting for the thread, not on its way. */
    private static final Duration BEHIND = Duration.ofMillis(500);

    private final long everyMillis;
    private long since;
    private int messages;

    /**
     * A pace that has seen nothing.
     *
     * @param every how often messages are counted, above 0: no commit is wanted sooner than this after another
     */
    CommitPace(Duration every) {
        everyMillis = every.toMillis();
    }

    /**
     * Counts a message.
     *
     * @param receivedMillis when it was received, milliseconds since the epoch
     * @param nowMillis milliseconds since the epoch, never before those of the call before
     * @return whether there have been so many that all of them are to be committed now
     */
    boolean isWanted(long receivedMillis, long nowMillis) {
        messages++;
        if (nowMillis - since < everyMillis) {
            return false;
        }
        boolean wanted = messages >= MANY && nowMillis - receivedMillis < BEHIND.toMillis();
        since = nowMillis;
        messages = 0;
        return wanted;
    }
}
