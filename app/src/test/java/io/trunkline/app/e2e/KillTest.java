package io.trunkline.app.e2e;

import java.sql.SQLException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Killed as soon as the journal has it all; when Kafka has taken some of it; when some of it is rated. */
class KillTest extends OverRestarts {

    @Test
    void shouldLoseNothingAndHaveNothingTwice() throws SQLException {
        var random = new SplittableRandom(SEED);
        sendAndWaitForTheJournal(0, 4);
        killAndStartAgain();
        long sent = sendAndWaitForTheJournal(1, 4);
        awaitCount("trunkline_collector_forwarded_total", random.nextLong(sent));
        killAndStartAgain();
        sent = sendAndWaitForTheJournal(2, 4);
        awaitCount("trunkline_rating_messages_total", random.nextLong(sent));
        killAndStartAgain();
        sendAndWaitForTheJournal(3, 4);

        everythingIsThereOnce();
        aReplayGivesTheSame(Books.read(pipeline.kafka()));
    }
}
