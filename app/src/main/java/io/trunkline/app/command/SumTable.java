package io.trunkline.app.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** The lines of a sum, printed with their decimal points one below the other. */
final class SumTable {

    private record Line(String text, String whole, String fraction) {}

    private final List<Line> lines = new ArrayList<>();

    /** Adds a line; the amount is a decimal number. */
    void add(String text, String amount) {
        int point = amount.indexOf('.');
        int end = point < 0 ? amount.length() : point;
        lines.add(new Line(text, amount.substring(0, end), amount.substring(end)));
    }

    void print(PrintWriter out) {
        int texts = lines.stream().mapToInt(line -> line.text().length()).max().orElse(0);
        int wholes =
                lines.stream().mapToInt(line -> line.whole().length()).max().orElse(0);
        for (Line line : lines) {
            out.print("  " + line.text() + " ".repeat(texts - line.text().length() + 2));
            out.println(" ".repeat(wholes - line.whole().length()) + line.whole() + line.fraction());
        }
    }
}
