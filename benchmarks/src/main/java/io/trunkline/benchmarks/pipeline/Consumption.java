package io.trunkline.benchmarks.pipeline;

import io.trunkline.benchmarks.pipeline.usage.Cpu;
import io.trunkline.benchmarks.pipeline.usage.CpuProfile;
import io.trunkline.benchmarks.pipeline.usage.Garbage;
import io.trunkline.benchmarks.pipeline.usage.Memory;
import io.trunkline.benchmarks.pipeline.usage.ThreadUsage;
import java.io.IOException;
import java.nio.file.Path;

/** What the product used between two moments, and what looking on did. For one thread. */
final class Consumption implements Played.Measuring, AutoCloseable {

    private final long pid;
    private final boolean profiled;
    private final Path profileFile;
    private final Memory memory;
    private ThreadUsage before;
    private ThreadUsage after;
    private Garbage garbageBefore;
    private Garbage garbage;
    private Cpu observerBefore;
    private double observerCores;
    private CpuProfile profile;

    /**
     * Of a process.
     *
     * @param profiled whether a profile is recorded into a file
     */
    Consumption(long pid, boolean profiled, Path profileFile) {
        this.pid = pid;
        this.profiled = profiled;
        this.profileFile = profileFile;
        this.memory = new Memory(pid);
    }

    @Override
    public void begin() throws IOException, InterruptedException {
        if (profiled) {
            profile = CpuProfile.start(pid, profileFile);
        }
        garbageBefore = Garbage.of(pid);
        observerBefore = Cpu.of(ProcessHandle.current().pid());
        before = ThreadUsage.of(pid);
    }

    @Override
    public void end() throws IOException, InterruptedException {
        after = ThreadUsage.of(pid);
        observerCores = Cpu.of(ProcessHandle.current().pid()).coresSince(observerBefore);
        garbage = Garbage.of(pid).since(garbageBefore);
        if (profiled) {
            profile.stop();
        }
    }

    ThreadUsage before() {
        return before;
    }

    ThreadUsage after() {
        return after;
    }

    Garbage garbage() {
        return garbage;
    }

    Memory memory() {
        return memory;
    }

    double observerCores() {
        return observerCores;
    }

    /** Null when none was recorded. */
    CpuProfile profile() {
        return profile;
    }

    @Override
    public void close() throws InterruptedException {
        memory.close();
    }
}
