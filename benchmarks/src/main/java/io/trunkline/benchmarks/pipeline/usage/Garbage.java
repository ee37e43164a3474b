package io.trunkline.benchmarks.pipeline.usage;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * What the garbage collector of a JVM has done up to a moment.
 *
 * @param collections how often it has stopped the program
 * @param seconds for how long in all
 */
public record Garbage(long collections, double seconds) {

    /** Asks a JVM, which does not notice. */
    public static Garbage of(long pid) throws IOException, InterruptedException {
        var lines = JdkTool.run("jstat", "-gc", Long.toString(pid));
        String[] names = lines.getFirst().strip().split("\\s+");
        String[] values = lines.getLast().strip().split("\\s+");
        Map<String, Double> columns = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            columns.put(names[i], values[i].equals("-") ? 0 : Double.parseDouble(values[i]));
        }
        return new Garbage(
                Math.round(columns.get("YGC") + columns.get("FGC") + columns.get("CGC")), columns.get("GCT"));
    }

    /** What was done since another moment. */
    public Garbage since(Garbage before) {
        return new Garbage(collections - before.collections, seconds - before.seconds);
    }
}
