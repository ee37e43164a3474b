package io.trunkline.collector.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.collector.journal.Checkpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InFlightTest {

    @Test
    void shouldPassOverOnlyWhatIsAcknowledgedWithoutAGap() {
        var inFlight = new InFlight(8, 99);
        long first = inFlight.add(100, 1);
        long second = inFlight.add(105, 2);
        long third = inFlight.add(110, 3);
        inFlight.acknowledge(third);
        inFlight.acknowledge(second);
        assertEquals(0, inFlight.advance());
        assertEquals(99, inFlight.acknowledgedIndex());
        assertEquals(1, inFlight.oldestReceivedAtMicros());
        inFlight.acknowledge(first);
        assertEquals(3, inFlight.advance());
        assertEquals(110, inFlight.acknowledgedIndex());
        assertEquals(0, inFlight.oldestReceivedAtMicros());
    }

    @Test
    void shouldBeFullAtItsCapacityAndUsableAgainAfterwards() {
        var inFlight = new InFlight(2, Checkpoint.NONE);
        long first = inFlight.add(1, 1);
        inFlight.add(2, 1);
        assertTrue(inFlight.isFull());
        inFlight.acknowledge(first);
        inFlight.advance();
        assertFalse(inFlight.isFull());
        inFlight.add(3, 1);
        assertEquals(0, inFlight.advance(), "a slot that is used again is not acknowledged");
    }

    @Test
    void shouldEndAtTheLastIndexInWhateverOrderKafkaAcknowledges() {
        var random = new Random(7);
        var inFlight = new InFlight(64, 0);
        long index = 0;
        for (int round = 0; round < 100; round++) {
            var tickets = new ArrayList<Long>();
            while (!inFlight.isFull()) {
                tickets.add(inFlight.add(++index, 1));
            }
            Collections.shuffle(tickets, random);
            tickets.forEach(inFlight::acknowledge);
            assertEquals(64, inFlight.advance());
            assertEquals(index, inFlight.acknowledgedIndex());
        }
    }
}
