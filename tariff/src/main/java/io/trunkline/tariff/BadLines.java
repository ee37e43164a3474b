package io.trunkline.tariff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a file, whatever is in it: all of it counted, the first of it kept to be told. */
public final class BadLines {

    /** Bad lines that are told one by one; beyond that they are only counted. */
    public static final int MAX_TOLD = 100;

    private final List<BadLine> told = new ArrayList<>();
    private long total;

    /** Nothing is wrong yet. */
    public BadLines() {}

    /** One thing more that is wrong; the column is empty when the line as a whole is meant. */
    public void add(long line, String column, String message) {
        total++;
        if (told.size() < MAX_TOLD) {
            told.add(new BadLine(line, column, message));
        }
    }

    /**
     * What comes from a line on is no CSV.
     *
     * @param why what its reader threw; the reason proper is its cause, where it has one
     */
    public void notCsv(long line, Exception why) {
        Throwable reason = why.getCause() == null ? why : why.getCause();
        add(line, "", "not CSV from here on: " + reason.getMessage());
    }

    /** Whether nothing is wrong. */
    public boolean none() {
        return total == 0;
    }

    /** How many things are wrong. */
    public long total() {
        return total;
    }

    /** The first {@link #MAX_TOLD} of them, by line. */
    public List<BadLine> told() {
        return told.stream().sorted(Comparator.comparingLong(BadLine::line)).toList();
    }
}
