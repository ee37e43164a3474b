package io.trunkline.rating.deadline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final Instant START = Instant.parse("2026-11-21T07:40:44Z");

    private final LateReads lateReads = new LateReads();
    private final Backlog backlog = new Backlog(START, lateReads);

    @Test
    void shouldBeCaughtUpWhenARecordIsReadSoonAfterItsReceipt() {
        assertFalse(backlog.caughtUp(after(1)));
        backlog.read(after(1), after(2));
        assertTrue(backlog.caughtUp(after(2)));
    }

    @Test
    void shouldHaveReadUpToNowLessWhatItIsLate() {
        assertEquals(Instant.MIN, backlog.readUpTo(after(1)));
        backlog.read(after(2), after(6));
        assertEquals(after(3), backlog.readUpTo(after(7)), "what was received at 4 may still be waiting");
        backlog.read(after(7), after(7));
        assertEquals(after(8), backlog.readUpTo(after(8)));
    }

    @Test
    void shouldHaveReadUpToNowWhenNothingHasComeForAWhile() {
        backlog.read(after(2), after(6));
        assertEquals(after(11), backlog.readUpTo(after(15)));
        assertEquals(after(16), backlog.readUpTo(after(16)));
    }

    @Test
    void shouldBeCaughtUpWhenNothingHasComeForAWhile() {
        assertFalse(backlog.caughtUp(after(9)));
        assertTrue(backlog.caughtUp(after(10)));
    }

    @Test
    void shouldWaitAgainWhenARecordIsReadLate() {
        backlog.read(after(1), after(2));
        backlog.read(after(1), after(20));
        assertFalse(backlog.caughtUp(after(29)));
        assertTrue(backlog.caughtUp(after(30)));
    }

    @Test
    void shouldWaitWhileTheThreadWorksOffTheBacklogOfAnotherPartition() {
        var other = new Backlog(START, lateReads);
        for (int second = 5; second <= 40; second += 5) {
            other.read(START, after(second + 1));
            assertFalse(backlog.caughtUp(after(second + 2)), "after " + second + " s");
        }
        assertTrue(backlog.caughtUp(after(51)));
    }

    private static Instant after(int seconds) {
        return START.plusSeconds(seconds);
    }
}
