package io.trunkline.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Stopped in the middle of its work, and started again. */
class CleanStopTest extends OverRestarts {

    @Test
    void shouldLoseNothingAndHaveNothingTwice() throws SQLException {
        sendAndWaitForTheJournal(0, 2);
        assertEquals(0, pipeline.process().terminate(), pipeline.process()::errors);
        api = pipeline.start();
        sendAndWaitForTheJournal(1, 2);

        everythingIsThereOnce();
    }
}
