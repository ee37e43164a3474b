package io.trunkline.benchmarks.pipeline.usage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of the JDK that looks into another JVM. */
final class JdkTool {

    private JdkTool() {}

    /** Runs it and gives the lines that it prints. */
    static List<String> run(String name, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", name).toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines;
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            lines = output.lines().toList();
        }
        if (process.waitFor() != 0) {
            throw new IOException(name + " failed: " + String.join("; ", lines));
        }
        return lines;
    }
}
