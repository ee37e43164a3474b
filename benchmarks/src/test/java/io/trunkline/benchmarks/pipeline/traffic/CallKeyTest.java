package io.trunkline.benchmarks.pipeline.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CallKeyTest {

    @Test
    void shouldGiveTheNumberBack() {
        for (long number = 0; number < 2_000_000_000L; number += 1_234_567) {
            byte[] text = ("xx" + new String(CallKey.of(number), StandardCharsets.US_ASCII) + "-r1@h")
                    .getBytes(StandardCharsets.US_ASCII);
            assertEquals(number, CallKey.number(text, 2));
        }
    }

    @Test
    void shouldGiveNeighboursKeysThatBeginDifferently() {
        assertFalse(Arrays.equals(CallKey.of(1), 0, 2, CallKey.of(2), 0, 2));
    }

    @Test
    void shouldTakeNothingElseForAKey() {
        byte[] text = "a-b@host".getBytes(StandardCharsets.US_ASCII);
        assertEquals(CallKey.NONE, CallKey.number(text, 0));
        assertEquals(CallKey.NONE, CallKey.number(text, 4));
        assertEquals(CallKey.NONE, CallKey.number(text, -1));
    }
}
