package io.trunkline.app.reconcile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** As many pairs as can be, and of those the cheapest: held against trying everything. */
class AssignmentTest {

    private static final long NEVER = Assignment.NEVER;

    @Test
    void shouldPairNothingWithNothing() {
        assertArrayEquals(new int[0], Assignment.of(new long[0][]));
        assertArrayEquals(new int[] {-1, -1}, Assignment.of(new long[2][0]));
    }

    @Test
    void shouldRatherPairTwoDearlyThanOneCheaply() {
        assertArrayEquals(new int[] {1, 0}, Assignment.of(new long[][] {{1, 500}, {900, NEVER}}));
    }

    @Test
    void shouldLeaveAloneWhatFitsNothing() {
        assertArrayEquals(
                new int[] {-1, 0, -1}, Assignment.of(new long[][] {{NEVER, NEVER}, {7, NEVER}, {NEVER, NEVER}}));
    }

    @Test
    void shouldBeAsGoodAsTryingEverything() {
        var random = new Random(42);
        for (int round = 0; round < 3_000; round++) {
            int rows = 1 + random.nextInt(6);
            int columns = 1 + random.nextInt(6);
            var costs = new long[rows][columns];
            for (long[] row : costs) {
                for (int column = 0; column < columns; column++) {
                    row[column] = random.nextInt(3) == 0 ? NEVER : random.nextInt(20);
                }
            }
            int[] found = Assignment.of(costs);
            long pairs = 0;
            long cost = 0;
            var taken = new boolean[columns];
            for (int row = 0; row < rows; row++) {
                if (found[row] >= 0) {
                    assertEquals(false, taken[found[row]], "a column twice");
                    taken[found[row]] = true;
                    pairs++;
                    cost += costs[row][found[row]];
                }
            }
            assertEquals(best(costs, 0, new boolean[columns]), pairs * NEVER - cost, "round " + round);
        }
    }

    /** The most of NEVER for each pair less what the pairs cost. */
    private static long best(long[][] costs, int row, boolean[] taken) {
        if (row == costs.length) {
            return 0;
        }
        long best = best(costs, row + 1, taken);
        for (int column = 0; column < taken.length; column++) {
            if (!taken[column] && costs[row][column] < NEVER) {
                taken[column] = true;
                best = Math.max(best, NEVER - costs[row][column] + best(costs, row + 1, taken));
                taken[column] = false;
            }
        }
        return best;
    }
}
