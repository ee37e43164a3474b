package io.trunkline.benchmarks.pipeline.usage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What Linux tells of a process in {@code /proc}. */
final class ProcessFiles {

    /** Ticks in which the kernel counts time, 100 on every Linux that people run. */
    private static final double TICKS_IN_A_SECOND = 100;

    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    /** A native thread: its name of 15 characters at most, and the CPU that it has used, in seconds. */
    record NativeThread(String name, double cpuSeconds) {}

    private ProcessFiles() {}

    /** CPU that a process has used, those of its threads that have ended among them, in seconds. */
    static double cpuSeconds(long pid) throws IOException {
        return stat(Path.of("/proc/" + pid + "/stat")).cpuSeconds();
    }

    /** The threads of a process, by their number. */
    static Map<Long, NativeThread> threads(long pid) throws IOException {
        var threads = new HashMap<Long, NativeThread>();
        try (var tasks = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path task : tasks) {
                try {
                    threads.put(Long.parseLong(task.getFileName().toString()), stat(task.resolve("stat")));
                } catch (NoSuchFileException e) {
                    // It has ended meanwhile.
                }
            }
        }
        return threads;
    }

    /** The number in a line of {@code status}, of memory in KiB; 0 when there is no line of that name. */
    static long statusNumber(long pid, String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith(name + ':'))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static NativeThread stat(Path file) throws IOException {
        String stat = Files.readString(file);
        // The name stands in brackets and may have brackets in it.
        int end = stat.lastIndexOf(')');
        String[] fields = stat.substring(end + 2).split(" ");
        return new NativeThread(
                stat.substring(stat.indexOf('(') + 1, end),
                (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS])) / TICKS_IN_A_SECOND);
    }
}
