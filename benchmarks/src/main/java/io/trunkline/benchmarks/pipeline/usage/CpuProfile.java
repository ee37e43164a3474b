package io.trunkline.benchmarks.pipeline.usage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** A recording of the Flight Recorder in another JVM, read for what the CPU was spent on. */
public final class CpuProfile {

    private static final String NAME = "bench";
    private static final String CPU_SAMPLE = "jdk.CPUTimeSample";
    private static final String EXECUTION_SAMPLE = "jdk.ExecutionSample";

    private final long pid;
    private final Path file;
    private final Map<String, Optional<Area>> areas = new HashMap<>();

    private CpuProfile(long pid, Path file) {
        this.pid = pid;
        this.file = file;
    }

    /** Begins to record. */
    public static CpuProfile start(long pid, Path file) throws IOException, InterruptedException {
        JdkTool.run(
                "jcmd",
                Long.toString(pid),
                "JFR.start",
                "name=" + NAME,
                "settings=profile",
                CPU_SAMPLE + "#enabled=true",
                CPU_SAMPLE + "#throttle=10ms");
        return new CpuProfile(pid, file);
    }

    /** Ends the recording and writes it to its file. */
    public void stop() throws IOException, InterruptedException {
        JdkTool.run("jcmd", Long.toString(pid), "JFR.stop", "name=" + NAME, "filename=" + file);
    }

    /** Samples by area: of CPU time where the JVM has taken such, else of running threads. */
    public Map<Area, Long> samples() throws IOException {
        var byCpu = new EnumMap<Area, Long>(Area.class);
        var byExecution = new EnumMap<Area, Long>(Area.class);
        try (var recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                switch (event.getEventType().getName()) {
                    case CPU_SAMPLE -> byCpu.merge(area(event), 1L, Long::sum);
                    case EXECUTION_SAMPLE -> byExecution.merge(area(event), 1L, Long::sum);
                    default -> {}
                }
            }
        }
        return byCpu.isEmpty() ? byExecution : byCpu;
    }

    private Area area(RecordedEvent sample) {
        if (sample.getStackTrace() == null) {
            return Area.OTHERS;
        }
        boolean kafka = false;
        for (RecordedFrame frame : sample.getStackTrace().getFrames()) {
            String name = frame.getMethod().getType().getName();
            var area = areas.computeIfAbsent(name, Area::of);
            if (area.isPresent()) {
                return area.get();
            }
            kafka |= name.startsWith("org.apache.kafka.");
        }
        return kafka ? Area.OTHER_KAFKA : Area.OTHERS;
    }
}
