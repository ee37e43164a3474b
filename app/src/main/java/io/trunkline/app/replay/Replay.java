package io.trunkline.app.replay;

import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.protocol.pcap.CaptureReader;
import io.trunkline.protocol.pcap.CaptureStatistics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * Sends the messages of a capture to a collector as HEP3, with the gaps between them. The file is read twice:
 * first to know its span, then to send it. A replay is run once, by one thread, which waits.
 */
public final class Replay {

    /** Longer datagrams do not fit into UDP over IPv4. */
    private static final int LONGEST_DATAGRAM = 65_507;

    private static final int CHUNK_HEADER = 6;
    private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Shorter waits are not worth a sleep. */
    private static final long SHORTEST_WAIT_MICROS = 500;

    /** Told how far it is, about once a second and at the end. On the replay's thread. */
    @FunctionalInterface
    public interface Progress {

        /** Takes note of the number of packets sent, of all that there are. */
        void sent(long packets, long ofPackets);
    }

    /**
     * What came of it.
     *
     * @param sent packets
     * @param tooLong messages that fit into no packet
     * @param firstMicros time of the earliest message as it was sent; 0 without messages
     * @param lastMicros time of the latest
     * @param capture what the file held
     */
    public record Summary(long sent, long tooLong, long firstMicros, long lastMicros, CaptureStatistics capture) {}

    private record Span(long messages, long firstMicros, long lastMicros) {}

    private final ReplaySettings settings;
    private final Progress progress;
    private final HepPacket packet = HepPacket.empty();
    private final int keyLength;
    private long sent;
    private long tooLong;
    private long progressNanos = System.nanoTime();

    /** A replay that has not begun. */
    public Replay(ReplaySettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
        this.keyLength =
                settings.key() == null ? 0 : CHUNK_HEADER + settings.key().getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * Sends everything.
     *
     * @throws io.trunkline.protocol.pcap.NotACaptureException when the file is no capture
     * @throws IOException when the file cannot be read or the collector not be reached, or not to the end
     * @throws InterruptedException when the thread was interrupted while it waited
     */
    public Summary run() throws IOException, InterruptedException {
        var span = span();
        try (var reader = CaptureReader.open(settings.file());
                var output = HepOutput.to(settings.target(), settings.udp())) {
            var schedule = schedule(span);
            while (reader.next(packet)) {
                awaitTurn(schedule.dueMicros(packet.capturedAtMicros()), output);
                packet.capturedAtMicros(schedule.timeMicros(packet.capturedAtMicros()));
                send(output);
                tellProgress(span.messages());
            }
            output.finish();
            progress.sent(sent, span.messages());
            return new Summary(
                    sent,
                    tooLong,
                    span.messages() == 0 ? 0 : schedule.timeMicros(span.firstMicros()),
                    span.messages() == 0 ? 0 : schedule.timeMicros(span.lastMicros()),
                    reader.statistics());
        }
    }

    /** Messages need not be in the order of their times: the first and last are looked for. */
    private Span span() throws IOException {
        try (var reader = CaptureReader.open(settings.file())) {
            long messages = 0;
            long first = Long.MAX_VALUE;
            long last = Long.MIN_VALUE;
            while (reader.next(packet)) {
                messages++;
                first = Math.min(first, packet.capturedAtMicros());
                last = Math.max(last, packet.capturedAtMicros());
            }
            return new Span(messages, first, last);
        }
    }

    private Schedule schedule(Span span) {
        if (span.messages() == 0) {
            return Schedule.original(0, 0, settings.speed());
        }
        return settings.originalTimes()
                ? Schedule.original(span.firstMicros(), nowMicros(), settings.speed())
                : Schedule.moved(span.firstMicros(), span.lastMicros(), nowMicros(), settings.speed());
    }

    private void awaitTurn(long dueMicros, HepOutput output) throws IOException, InterruptedException {
        long waitMicros = dueMicros - nowMicros();
        if (settings.speed() == ReplaySettings.MAX || waitMicros < SHORTEST_WAIT_MICROS) {
            return;
        }
        output.flush();
        TimeUnit.MICROSECONDS.sleep(waitMicros);
    }

    private void send(HepOutput output) throws IOException {
        if (packet.captureId() == 0) {
            packet.captureId(settings.captureId());
        }
        int longest = settings.udp() ? LONGEST_DATAGRAM : HepPacket.MAX_LENGTH;
        if (HepEncoder.length(packet) + keyLength > longest) {
            tooLong++;
            return;
        }
        output.send(
                settings.key() == null ? HepEncoder.encode(packet) : HepEncoder.encodeWithKey(packet, settings.key()));
        sent++;
    }

    private void tellProgress(long ofPackets) {
        if (System.nanoTime() - progressNanos >= PROGRESS_NANOS) {
            progressNanos = System.nanoTime();
            progress.sent(sent, ofPackets);
        }
    }

    private static long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
