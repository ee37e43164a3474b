package io.trunkline.app.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.hep.HepDecoder;
import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.protocol.pcap.PcapWriter;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplayTest {

    private static final long FIRST = 1_600_000_000_000_000L;
    private static final long[] OFFSETS = {0, 250_000, 180_000_000};

    /** What a collector saw of a packet. */
    private record Received(long atMicros, String source, long captureId, String key, int length) {}

    @TempDir
    private Path folder;

    @Test
    void shouldMoveTheTimesSoThatTheLastPacketIsNowAndTheGapsAreAsCaptured() throws Exception {
        long before = micros(Instant.now());
        var received = overTcp(ReplaySettings.MAX, false, 0, null);
        long after = micros(Instant.now());
        assertEquals(3, received.size());
        long last = received.getLast().atMicros();
        assertTrue(before <= last && last <= after);
        for (int i = 0; i < OFFSETS.length; i++) {
            assertEquals(last - OFFSETS[2] + OFFSETS[i], received.get(i).atMicros());
        }
        assertEquals("192.0.2.1:5060", received.getFirst().source());
    }

    @Test
    void shouldKeepTheTimesAsCapturedWhenAsked() throws Exception {
        assertEquals(
                List.of(FIRST, FIRST + OFFSETS[1], FIRST + OFFSETS[2]),
                overTcp(ReplaySettings.MAX, true, 0, null).stream()
                        .map(Received::atMicros)
                        .toList());
    }

    @Test
    void shouldNameTheAgentAndItsKey() throws Exception {
        var received = overTcp(ReplaySettings.MAX, false, 77, "secret").getFirst();
        assertEquals(77, received.captureId());
        assertEquals("secret", received.key());
    }

    @Test
    void shouldTakeAsLongAsTheSpeedSays() throws Exception {
        long started = System.nanoTime();
        // Three minutes, three hundred times faster.
        var received = overTcp(300, false, 0, null);
        long tookMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
        assertTrue(tookMillis >= 590, () -> "took " + tookMillis + " ms");
        long spanMicros = received.getLast().atMicros() - received.getFirst().atMicros();
        assertEquals(OFFSETS[2], spanMicros, "the packets say how long it took then");
    }

    @Test
    void shouldSendEachPacketAtItsMoment() {
        var schedule = Schedule.moved(1_000, 9_000, 100_000, 2);
        assertEquals(100_000, schedule.dueMicros(1_000));
        assertEquals(104_000, schedule.dueMicros(9_000));
        assertEquals(104_000, schedule.timeMicros(9_000));
        assertEquals(96_000, schedule.timeMicros(1_000));
        var realTime = Schedule.moved(1_000, 9_000, 100_000, 1);
        assertEquals(realTime.dueMicros(5_000), realTime.timeMicros(5_000));
    }

    @Test
    void shouldSendOverUdp() throws Exception {
        try (var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            socket.setSoTimeout(30_000);
            var target = (InetSocketAddress) socket.getLocalSocketAddress();
            var summary = new Replay(
                            new ReplaySettings(capture(), target, true, ReplaySettings.MAX, false, 0, null),
                            (sent, of) -> {})
                    .run();
            assertEquals(3, summary.sent());
            var datagram = new DatagramPacket(new byte[65_535], 65_535);
            for (int i = 0; i < 3; i++) {
                socket.receive(datagram);
                assertTrue(new HepDecoder()
                        .decode(datagram.getData(), 0, datagram.getLength(), HepPacket.empty())
                        .usable());
            }
        }
    }

    @Test
    void shouldFailWhenTheCollectorClosesBeforeTheEnd() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var refusing = CompletableFuture.runAsync(() -> {
                try (var connection = server.accept()) {
                    // A reset, as of a collector that did not like what it read.
                    connection.setSoLinger(true, 0);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            var target = (InetSocketAddress) server.getLocalSocketAddress();
            var replay =
                    new Replay(new ReplaySettings(capture(), target, false, 300, false, 0, null), (sent, of) -> {});
            assertThrows(IOException.class, replay::run);
            refusing.get(2, TimeUnit.MINUTES);
        }
    }

    @Test
    void shouldTellHowTheCommandEnded() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var reading = CompletableFuture.supplyAsync(() -> read(server));
            var done = run(capture().toString(), "--to", "127.0.0.1:" + server.getLocalPort(), "--speed", "max");
            assertEquals(
                    "",
                    done.error()
                            .lines()
                            .filter(line -> !line.startsWith("sent "))
                            .reduce("", String::concat));
            assertEquals(0, done.exitCode());
            assertTrue(done.output().startsWith("sent 3 packets to 127.0.0.1:"), done.output());
            assertEquals(3, reading.get(2, TimeUnit.MINUTES).size());
        }
        var page = Files.writeString(folder.resolve("page.pcap"), "<html></html>");
        var refused = run(page.toString(), "--to", "127.0.0.1:9");
        assertEquals(1, refused.exitCode());
        assertTrue(refused.error().contains("is not a capture: the file begins with 3c 68 74 6d"), refused.error());
        for (var wrong : List.of(
                new String[] {folder.resolve("absent").toString()},
                new String[] {page.toString(), "--speed", "fast"},
                new String[] {page.toString(), "--speed", "0"},
                new String[] {page.toString(), "--to", "nowhere"},
                new String[] {})) {
            assertEquals(2, run(wrong).exitCode(), () -> String.join(" ", wrong));
        }
    }

    private record Run(int exitCode, String output, String error) {}

    private static Run run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = new CommandLine(new ReplayCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }

    private List<Received> overTcp(double speed, boolean originalTimes, long captureId, String key) throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var reading = CompletableFuture.supplyAsync(() -> read(server));
            var target = (InetSocketAddress) server.getLocalSocketAddress();
            var summary = new Replay(
                            new ReplaySettings(capture(), target, false, speed, originalTimes, captureId, key),
                            (sent, of) -> {})
                    .run();
            var received = reading.get(2, TimeUnit.MINUTES);
            assertEquals(received.size(), summary.sent());
            assertEquals(summary.firstMicros(), received.getFirst().atMicros());
            assertEquals(summary.lastMicros(), received.getLast().atMicros());
            return received;
        }
    }

    private static List<Received> read(ServerSocket server) {
        var received = new ArrayList<Received>();
        try (var connection = server.accept();
                var in = new DataInputStream(connection.getInputStream())) {
            var decoder = new HepDecoder();
            var packet = HepPacket.empty();
            while (true) {
                var frame = new ByteArrayOutputStream();
                try {
                    frame.writeBytes(ByteBuffer.allocate(4).putInt(in.readInt()).array());
                } catch (EOFException e) {
                    return received;
                }
                int length = in.readUnsignedShort();
                frame.writeBytes(ByteBuffer.allocate(2).putShort((short) length).array());
                frame.writeBytes(in.readNBytes(length - 6));
                assertTrue(
                        decoder.decode(frame.toByteArray(), 0, length, packet).usable());
                received.add(new Received(
                        packet.capturedAtMicros(),
                        packet.source(),
                        packet.captureId(),
                        packet.key(),
                        packet.payloadLength()));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path capture() throws IOException {
        var messages = new ArrayList<PcapWriter.Message>();
        for (long offset : OFFSETS) {
            messages.add(new PcapWriter.Message(
                    FIRST + offset,
                    "192.0.2.1:5060",
                    "192.0.2.2:5060",
                    ByteBuffer.wrap("OPTIONS sip:b@example.net SIP/2.0\r\nCall-ID: a\r\nContent-Length: 0\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII))));
        }
        return Files.write(folder.resolve("three.pcap"), PcapWriter.write(messages));
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
