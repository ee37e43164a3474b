package io.trunkline.benchmarks.load;

import io.trunkline.collector.Collector;
import io.trunkline.collector.CollectorSettings;
import io.trunkline.collector.forward.RegisteredCallers;
import io.trunkline.collector.receive.ReceiveSettings.Limits;
import io.trunkline.collector.receive.ReceiveSettings.Listen;
import io.trunkline.embedded.kafka.EmbeddedKafka;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.kafka.KafkaTopics;
import io.trunkline.protocol.event.AgentActivity;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Sends INVITEs of 738 bytes from another process to the collector and to a {@link BareReceiver}, for the same time
 * at the same rate, and prints what came of them. Arguments, each with its default:
 *
 * <pre>
 *   udp       or tcp
 *   0         packets a second; 0: as many as go
 *   10        seconds for each of the two, after as many of warming up, at most 10
 *   journal   or kafka: with an embedded broker behind the journal
 *   both      or alone: without the bare receiver
 * </pre>
 *
 * <p>What is lost while it warms up stands in a line of its own. Each ten seconds it tells how far it is, and what
 * memory the collector holds, {@link Resources}.
 *
 * <p>Everything shares one machine: sender, receiver and broker take each other's cores.
 */
public final class CollectorLoad {

    private static final int PARTITIONS = 8;
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration PROGRESS = Duration.ofSeconds(10);
    private static final long WARM_UP_SECONDS = 10;
    private static final String ROW = "%-14s %12s %12s %12s %12s %10s %10s%n";

    private CollectorLoad() {}

    /** Runs; see the class. */
    public static void main(String[] arguments) throws Exception {
        boolean udp = !argument(arguments, 0, "udp").equals("tcp");
        String rate = argument(arguments, 1, "0");
        String seconds = argument(arguments, 2, "10");
        boolean kafka = argument(arguments, 3, "journal").equals("kafka");
        System.out.printf(
                "%s, %s packets a second, %s s, %d bytes a packet, %d cores%n",
                udp ? "udp" : "tcp",
                rate,
                seconds,
                LoadPacket.LENGTH,
                Runtime.getRuntime().availableProcessors());
        System.out.printf(ROW, "receiver", "sent", "received", "lost", "kernel lost", "received/s", "lost %");
        String warmUp = Long.toString(Math.min(WARM_UP_SECONDS, Long.parseLong(seconds)));
        Path directory = Files.createTempDirectory("collector-load");
        try {
            if (!argument(arguments, 4, "both").equals("alone")) {
                bare(udp, rate, warmUp, seconds);
            }
            collector(udp, rate, warmUp, seconds, kafka, directory);
        } finally {
            delete(directory);
        }
    }

    private static String argument(String[] arguments, int position, String otherwise) {
        return arguments.length > position ? arguments[position] : otherwise;
    }

    private static void bare(boolean udp, String rate, String warmUp, String seconds)
            throws IOException, InterruptedException {
        try (var receiver = new BareReceiver(udp, Limits.DEFAULT.receiveBufferBytes())) {
            long sent = send(udp, receiver.port(), rate, warmUp);
            long before = settled(receiver::packets);
            print("bare, warm-up", sent, before, "-", warmUp);
            sent = send(udp, receiver.port(), rate, seconds);
            print("bare", sent, settled(receiver::packets) - before, "-", seconds);
        }
    }

    private static void collector(
            boolean udp, String rate, String warmUp, String seconds, boolean withKafka, Path directory)
            throws IOException, InterruptedException, ExecutionException {
        var telemetry = new Telemetry();
        var settings = CollectorSettings.defaults("load", directory, Listen.anyFreePorts(), List.of());
        try (EmbeddedKafka kafka = withKafka ? EmbeddedKafka.start(directory.resolve("kafka"), 0) : null;
                Collector collector = start(settings, kafka, telemetry)) {
            int port = udp ? collector.udpPort() : collector.tcpPort();
            long sent = send(udp, port, rate, warmUp);
            long before = settled(() -> packets(collector));
            long dropsBefore = drops(telemetry);
            print("warm-up", sent, before, Long.toString(dropsBefore), warmUp);
            try (var resources = Resources.printEvery(PROGRESS, () -> packets(collector), () -> drops(telemetry))) {
                sent = send(udp, port, rate, seconds);
                long received = settled(() -> packets(collector)) - before;
                print("collector", sent, received, Long.toString(drops(telemetry) - dropsBefore), seconds);
                resources.printAllocation(received);
            }
            quantiles(telemetry, "receipt to journal", "trunkline_collector_journal_seconds");
            if (withKafka) {
                long start = System.nanoTime();
                settled(() -> metric(telemetry, "trunkline_collector_forwarded_total"));
                System.out.printf(
                        "in Kafka: %s, the last of them %.1f s after the sender's end%n",
                        metric(telemetry, "trunkline_collector_forwarded_total"),
                        (System.nanoTime() - start - QUIET.toNanos()) / 1e9 + QUIET.toSeconds());
                quantiles(telemetry, "receipt to Kafka", "trunkline_collector_kafka_seconds");
            }
        }
    }

    private static long packets(Collector collector) {
        return collector.activity().stream().mapToLong(AgentActivity::packets).sum();
    }

    private static long drops(Telemetry telemetry) {
        return metric(telemetry, "trunkline_collector_kernel_drops_total");
    }

    private static Collector start(CollectorSettings settings, EmbeddedKafka kafka, Telemetry telemetry)
            throws InterruptedException {
        if (kafka == null) {
            return Collector.startWithoutKafka(settings, telemetry, new Health());
        }
        var address = new KafkaAddress(kafka.bootstrap(), KafkaAddress.DEFAULT_PREFIX);
        try (KafkaTopics topics = KafkaTopics.open(address)) {
            topics.make(PARTITIONS);
        }
        return Collector.start(settings, address, RegisteredCallers.NONE, telemetry, new Health());
    }

    /** Sends from a process of its own; gives how many packets it sent. */
    private static long send(boolean udp, int port, String rate, String seconds)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(HepSender.class.getName(), udp ? "udp" : "tcp", Integer.toString(port), rate, seconds));
        Process sender = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long sent = -1;
        try (BufferedReader output = sender.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(HepSender.SENT)) {
                    sent = Long.parseLong(line.substring(HepSender.SENT.length()));
                }
            }
        }
        if (sender.waitFor() != 0 || sent < 0) {
            throw new IOException("the sender failed");
        }
        return sent;
    }

    /** The value once it has stood still for a second. */
    private static long settled(LongSupplier value) {
        long last = value.getAsLong();
        long since = System.nanoTime();
        while (System.nanoTime() - since < QUIET.toNanos()) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            long now = value.getAsLong();
            if (now != last) {
                last = now;
                since = System.nanoTime();
            }
        }
        return last;
    }

    private static void print(String receiver, long sent, long received, String kernelLost, String seconds) {
        System.out.printf(
                ROW,
                receiver,
                sent,
                received,
                sent - received,
                kernelLost,
                received / Math.max(1, Long.parseLong(seconds)),
                "%.3f".formatted(100.0 * (sent - received) / Math.max(1, sent)));
    }

    /** The sum over a metric's labels. */
    private static long metric(Telemetry telemetry, String name) {
        return (long) telemetry
                .text()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static void quantiles(Telemetry telemetry, String what, String name) {
        System.out.println(what + ", seconds:");
        telemetry
                .text()
                .lines()
                .filter(line -> line.startsWith(name + '{'))
                .forEach(line -> System.out.println("  " + line.substring(name.length())));
    }

    private static void delete(Path root) throws IOException {
        try (var paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
