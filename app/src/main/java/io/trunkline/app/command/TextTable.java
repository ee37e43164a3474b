package io.trunkline.app.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows under titles, each column as wide as it must be; what looks like a number stands at the right. */
final class TextTable {

    private final List<List<String>> rows = new ArrayList<>();
    private final int[] widths;

    TextTable(String... titles) {
        widths = new int[titles.length];
        add(titles);
    }

    /** Adds a row, with a value for each title. */
    void add(String... values) {
        rows.add(List.of(values));
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], values[i].length());
        }
    }

    void print(PrintWriter out) {
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String value = row.get(i);
                String space = " ".repeat(widths[i] - value.length());
                boolean isNumber = value.matches("[-+]?\\d+(\\.\\d+)?");
                line.append(isNumber ? space + value : value + space).append("  ");
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
