package io.trunkline.app.reconcile;

import java.util.Arrays;

/**
 * Pairs rows with columns, each at most once, so that as many as can are paired, and of all ways to do that the one that
 * costs least: the Hungarian method, in n² × m steps. The same input gives the same pairs.
 */
final class Assignment {

    /** Cost of a pair that may not be: beyond the sum of all that may. */
    static final long NEVER = 1L << 50;

    private Assignment() {}

    /**
     * Pairs them.
     *
     * @param costs by row and column, 0 to 2^39, or {@link #NEVER}; at most a thousand rows and columns
     * @return for each row its column, or -1
     */
    static int[] of(long[][] costs) {
        int rows = costs.length;
        int columns = rows == 0 ? 0 : costs[0].length;
        if (rows <= columns) {
            return rows == 0 ? new int[0] : solve(costs, rows, columns);
        }
        long[][] turned = new long[columns][rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                turned[column][row] = costs[row][column];
            }
        }
        int[] ofColumns = columns == 0 ? new int[0] : solve(turned, columns, rows);
        int[] ofRows = new int[rows];
        Arrays.fill(ofRows, -1);
        for (int column = 0; column < columns; column++) {
            if (ofColumns[column] >= 0) {
                ofRows[ofColumns[column]] = column;
            }
        }
        return ofRows;
    }

    /** Rows come in one by one; each time the cheapest way of shifting those before is taken. Index 0 is nobody. */
    private static int[] solve(long[][] costs, int rows, int columns) {
        long[] ofRow = new long[rows + 1];
        long[] ofColumn = new long[columns + 1];
        int[] rowAt = new int[columns + 1];
        int[] cameFrom = new int[columns + 1];
        for (int row = 1; row <= rows; row++) {
            rowAt[0] = row;
            int column = 0;
            long[] least = new long[columns + 1];
            Arrays.fill(least, Long.MAX_VALUE);
            boolean[] done = new boolean[columns + 1];
            do {
                done[column] = true;
                int current = rowAt[column];
                long delta = Long.MAX_VALUE;
                int next = 0;
                for (int other = 1; other <= columns; other++) {
                    if (done[other]) {
                        continue;
                    }
                    long reduced = costs[current - 1][other - 1] - ofRow[current] - ofColumn[other];
                    if (reduced < least[other]) {
                        least[other] = reduced;
                        cameFrom[other] = column;
                    }
                    if (least[other] < delta) {
                        delta = least[other];
                        next = other;
                    }
                }
                for (int other = 0; other <= columns; other++) {
                    if (done[other]) {
                        ofRow[rowAt[other]] += delta;
                        ofColumn[other] -= delta;
                    } else {
                        least[other] -= delta;
                    }
                }
                column = next;
            } while (rowAt[column] != 0);
            while (column != 0) {
                int before = cameFrom[column];
                rowAt[column] = rowAt[before];
                column = before;
            }
        }
        int[] columnOf = new int[rows];
        Arrays.fill(columnOf, -1);
        for (int column = 1; column <= columns; column++) {
            if (rowAt[column] != 0 && costs[rowAt[column] - 1][column - 1] < NEVER) {
                columnOf[rowAt[column] - 1] = column - 1;
            }
        }
        return columnOf;
    }
}
