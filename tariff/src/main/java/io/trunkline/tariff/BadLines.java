package io.trunkline.tariff;

import io.trunkline.tariff.RatesCsv.BadLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a file: all of it counted, the first of it kept. */
final class BadLines {

    private final List<BadLine> told = new ArrayList<>();
    private long total;

    void add(long line, String column, String message) {
        total++;
        if (told.size() < RatesCsv.MAX_TOLD) {
            told.add(new BadLine(line, column, message));
        }
    }

    boolean none() {
        return total == 0;
    }

    RatesCsv.Result.Refused refused() {
        told.sort(Comparator.comparingLong(BadLine::line));
        return new RatesCsv.Result.Refused(List.copyOf(told), total);
    }
}
