package io.trunkline.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoresTest {
    private static final TopicPartition LEDGERS = new TopicPartition("ledgers-changelog", 2);
    private static final TopicPartition CALLS = new TopicPartition("calls-changelog", 0);

    private Instant now = Instant.parse("2026-11-21T06:46:58Z");
    private final Restores restores = new Restores(() -> now);

    @Test
    void shouldSayNothingWhenNothingIsRestored() {
        restores.onRestoreStart(LEDGERS, "ledgers", 0, 6);
        restores.onRestoreEnd(LEDGERS, "ledgers", 6);
        restores.onRestoreStart(CALLS, "calls", 0, 6);
        restores.onRestoreSuspended(CALLS, "calls", 0);

        assertEquals(Optional.empty(), restores.describe());
    }

    @Test
    void shouldNameTheChangelogThatHasMovedLeastLately() {
        restores.onRestoreStart(CALLS, "calls", 0, 9);
        now = now.plusSeconds(1);
        restores.onRestoreStart(LEDGERS, "ledgers", 0, 6);
        now = now.plusSeconds(1);
        restores.onBatchRestored(CALLS, "calls", 3, 4);

        assertEquals(
                Optional.of("restoring 2 changelogs, ledgers-changelog-2 at 0 of 6 since 2026-11-21T06:46:59Z"),
                restores.describe());
    }

    @Test
    void shouldSayThatARestoreStandsStillOnlyWhenItHasNotMovedForLong() {
        restores.onRestoreStart(LEDGERS, "ledgers", 0, 6);
        now = now.plus(Duration.ofSeconds(29));
        restores.onBatchRestored(LEDGERS, "ledgers", 3, 4);
        now = now.plus(Duration.ofSeconds(29));
        assertEquals(
                "restoring 1 changelogs, ledgers-changelog-2 at 4 of 6 since 2026-11-21T06:47:27Z",
                restores.describe().orElseThrow());

        now = now.plus(Duration.ofSeconds(1));
        assertTrue(restores.describe().orElseThrow().contains("stands still"));
    }
}
