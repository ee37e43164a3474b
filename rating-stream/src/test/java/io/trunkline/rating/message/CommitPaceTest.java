package io.trunkline.rating.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CommitPaceTest {

    private static final long START = 1_700_000_000_000L;

    private final CommitPace pace = new CommitPace(Duration.ofMillis(100));

    CommitPaceTest() {
        assertFalse(isWantedAt(START), "the first message");
    }

    @Test
    void shouldWantNoCommitOfItsOwnWhereFewMessagesCome() {
        assertEquals(0, commits(325, 10));
    }

    @Test
    void shouldWantACommitEachTenthOfASecondWhereManyCome() {
        long commits = commits(5_000, 10);
        assertTrue(commits >= 98 && commits <= 100, "in ten seconds " + commits);
    }

    @Test
    void shouldCountFromTheLastLookOnly() {
        for (int i = 0; i < 48; i++) {
            assertFalse(isWantedAt(START + i / 24));
        }
        assertFalse(isWantedAt(START + 100), "49 in a tenth of a second");
        for (int i = 0; i < 49; i++) {
            assertFalse(isWantedAt(START + 101));
        }
        assertTrue(isWantedAt(START + 200), "50 in the next");
    }

    @Test
    void shouldWantNoneWhileMessagesAreReadLongAfterTheirReceipt() {
        long wanted = LongStream.range(0, 5_000)
                .filter(i -> pace.isWanted(START - 501 + i, START + i))
                .count();
        assertEquals(0, wanted);
    }

    private boolean isWantedAt(long millis) {
        return pace.isWanted(millis - 45, millis);
    }

    private long commits(int perSecond, int seconds) {
        return LongStream.range(0, (long) perSecond * seconds)
                .filter(i -> isWantedAt(START + i * 1_000 / perSecond))
                .count();
    }
}
