package io.trunkline.collector.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.trunkline.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelDropsTest {

    private static final String HEADER =
            "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops\n";

    @TempDir
    Path directory;

    private static String row(String local, long drops) {
        return "  407: " + local + " 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 21364 2 "
                + "0000000000000000 " + drops + "\n";
    }

    @Test
    void shouldCountWhatTheKernelAddsForThePortInBothTables() throws IOException {
        Path four = directory.resolve("udp");
        Path six = directory.resolve("udp6");
        CounterDataPoint counter = new ReceiveMetrics(new Telemetry()).kernelDropsOf(9060);
        var drops = new KernelDrops(List.of(four, six, directory.resolve("missing")), 9060, counter);
        Files.writeString(four, HEADER + row("0100007F:2364", 3) + row("0100007F:2365", 1_000));
        Files.writeString(six, HEADER + row("00000000000000000000000000000000:2364", 4));
        drops.look();
        assertEquals(7, counter.getLongValue());
        drops.look();
        assertEquals(7, counter.getLongValue());
        Files.writeString(four, HEADER + row("0100007F:2364", 5));
        drops.look();
        assertEquals(9, counter.getLongValue());
    }
}
