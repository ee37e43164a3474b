package io.trunkline.collector.receive;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.trunkline.telemetry.OnceAMinute;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many datagrams the kernel dropped because the receive buffer of a port was full, from {@code /proc/net/udp}
 * and {@code /proc/net/udp6}. Where these are missing nothing is counted. One thread.
 */
final class KernelDrops {

    private static final Logger LOG = LoggerFactory.getLogger(KernelDrops.class);
    private static final int LOCAL_ADDRESS = 1;
    private static final int DROPS = 12;

    private final List<Path> tables;
    private final int port;
    private final CounterDataPoint counter;
    private final OnceAMinute dropsLog = new OnceAMinute();
    private long last;

    KernelDrops(int port, CounterDataPoint counter) {
        this(List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6")), port, counter);
    }

    KernelDrops(List<Path> tables, int port, CounterDataPoint counter) {
        this.tables = tables;
        this.port = port;
        this.counter = counter;
    }

    /** Reads the kernel's counter and counts what was added to it. */
    void look() {
        long now = 0;
        for (Path table : tables) {
            now += drops(table);
        }
        if (now > last) {
            counter.inc(now - last);
            if (dropsLog.mayLog()) {
                LOG.warn(
                        "the kernel has dropped {} datagrams for UDP port {}: raise net.core.rmem_max, or send over TCP",
                        now,
                        port);
            }
        }
        last = now;
    }

    private long drops(Path table) {
        if (!Files.isReadable(table)) {
            return 0;
        }
        try {
            return Files.readAllLines(table, StandardCharsets.US_ASCII).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns ->
                            columns.length > DROPS && columns[LOCAL_ADDRESS].endsWith(":%04X".formatted(port)))
                    .mapToLong(columns -> Long.parseLong(columns[DROPS]))
                    .sum();
        } catch (IOException | NumberFormatException e) {
            LOG.debug("cannot read {}", table, e);
            return last;
        }
    }
}
