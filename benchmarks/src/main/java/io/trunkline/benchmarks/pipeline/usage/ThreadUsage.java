package io.trunkline.benchmarks.pipeline.usage;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the threads of a JVM have used up to a moment.
 *
 * @param atNanos the moment, by {@link System#nanoTime}
 * @param cpuSeconds of the whole process, with threads that have ended
 * @param threads each thread that lived, by its native number
 */
public record ThreadUsage(long atNanos, double cpuSeconds, Map<Long, Used> threads) {

    /**
     * A thread.
     *
     * @param name as Java knows it; of a native thread as the kernel does
     * @param cpuSeconds what it has used
     * @param allocatedBytes what it has allocated on the heap; 0 for a native thread
     */
    public record Used(String name, double cpuSeconds, long allocatedBytes) {}

    /** A line of a thread dump: {@code "name" #12 [345] daemon … allocated=12.3M … }. */
    private static final Pattern THREAD = Pattern.compile("^\"(.*)\" (?:#\\d+ )?.*?\\bnid=(0x[0-9a-f]+|\\d+).*");

    /** As many characters of a thread's name as Linux keeps. */
    private static final int NATIVE_NAME = 15;

    private static final Pattern ALLOCATED = Pattern.compile("allocated=([0-9.]+)([BKMGT])");

    /** Looks at a process. It stops for a thread dump, some milliseconds. */
    public static ThreadUsage of(long pid) throws IOException, InterruptedException {
        var dumped = dumped(pid);
        long now = System.nanoTime();
        double cpu = ProcessFiles.cpuSeconds(pid);
        var used = new HashMap<Long, Used>();
        ProcessFiles.threads(pid).forEach((id, thread) -> {
            Used java = dumped.get(id);
            used.put(
                    id,
                    new Used(
                            java == null ? thread.name() : java.name(),
                            thread.cpuSeconds(),
                            java == null ? 0 : java.allocatedBytes()));
        });
        return new ThreadUsage(now, cpu, used);
    }

    /** Looks at this process, which need not stop for it. Java's threads are known by the first 15 characters of their names. */
    public static ThreadUsage ofThisProcess() throws IOException {
        long pid = ProcessHandle.current().pid();
        var allocated = new HashMap<String, Long>();
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null) {
                String name = thread.getThreadName();
                allocated.merge(
                        name.substring(0, Math.min(name.length(), NATIVE_NAME)),
                        threads.getThreadAllocatedBytes(thread.getThreadId()),
                        Long::sum);
            }
        }
        var used = new HashMap<Long, Used>();
        ProcessFiles.threads(pid).forEach((id, thread) -> {
            Long bytes = allocated.remove(thread.name());
            used.put(id, new Used(thread.name(), thread.cpuSeconds(), bytes == null ? 0 : bytes));
        });
        return new ThreadUsage(System.nanoTime(), ProcessFiles.cpuSeconds(pid), used);
    }

    /** Cores that each part of the product used since another moment; what ended threads used is among the others. */
    public Map<Part, Double> cores(ThreadUsage before) {
        double seconds = seconds(before);
        var cores = new TreeMap<Part, Double>();
        double found = 0;
        for (var entry : threads.entrySet()) {
            double cpu = entry.getValue().cpuSeconds() - before.of(entry).cpuSeconds();
            cores.merge(Part.of(entry.getValue().name()), cpu / seconds, Double::sum);
            found += cpu;
        }
        cores.merge(Part.OTHERS, (cpuSeconds - before.cpuSeconds - found) / seconds, Double::sum);
        return cores;
    }

    /** Bytes that each part has allocated since another moment, as far as its threads still live. */
    public Map<Part, Long> allocatedBytes(ThreadUsage before) {
        var bytes = new TreeMap<Part, Long>();
        for (var entry : threads.entrySet()) {
            long allocated =
                    entry.getValue().allocatedBytes() - before.of(entry).allocatedBytes();
            bytes.merge(Part.of(entry.getValue().name()), allocated, Long::sum);
        }
        return bytes;
    }

    /** CPU of the threads since another moment, in cores, by name. */
    public Map<String, Double> coresByName(ThreadUsage before) {
        var cores = new TreeMap<String, Double>();
        for (var entry : threads.entrySet()) {
            double cpu = entry.getValue().cpuSeconds() - before.of(entry).cpuSeconds();
            cores.merge(entry.getValue().name(), cpu / seconds(before), Double::sum);
        }
        return cores;
    }

    /** Cores of the whole process since another moment. */
    public double allCores(ThreadUsage before) {
        return (cpuSeconds - before.cpuSeconds) / seconds(before);
    }

    private double seconds(ThreadUsage before) {
        return (atNanos - before.atNanos) / 1e9;
    }

    /** A number is given to another thread when its first has ended. */
    private Used of(Map.Entry<Long, Used> later) {
        Used earlier = threads.get(later.getKey());
        return earlier != null && earlier.name().equals(later.getValue().name()) ? earlier : new Used("", 0, 0);
    }

    private static Map<Long, Used> dumped(long pid) throws IOException, InterruptedException {
        var dumped = new HashMap<Long, Used>();
        for (String line : JdkTool.run("jcmd", Long.toString(pid), "Thread.print", "-e")) {
            var thread = THREAD.matcher(line);
            if (thread.matches()) {
                dumped.put(Long.decode(thread.group(2)), new Used(thread.group(1), 0, allocated(line)));
            }
        }
        return dumped;
    }

    private static long allocated(String line) {
        var allocated = ALLOCATED.matcher(line);
        return allocated.find()
                ? (long) (Double.parseDouble(allocated.group(1)) * (1L << (10 * "BKMGT".indexOf(allocated.group(2)))))
                : 0;
    }
}
