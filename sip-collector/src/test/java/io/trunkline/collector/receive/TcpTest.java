package io.trunkline.collector.receive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.collector.Packets;
import io.trunkline.collector.RunningCollector;
import io.trunkline.collector.RunningCollector.Setup;
import io.trunkline.collector.agent.Agent;
import io.trunkline.collector.agent.AgentChanges;
import io.trunkline.collector.agent.HepTransport;
import io.trunkline.collector.journal.JournalRecord;
import io.trunkline.protocol.event.AgentActivity;
import io.trunkline.protocol.hep.HepStatus;
import io.trunkline.testing.Until;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TcpTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    /** Long enough for a first frame to come within it, on any machine. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    @TempDir
    Path directory;

    @Test
    void shouldFindTheFramesHoweverTheyAreSplit() throws IOException {
        byte[] two = joined(Packets.invite("one"), Packets.invite("two"));
        try (RunningCollector running = Setup.in(directory).start()) {
            for (int split = 1; split < two.length; split++) {
                try (Socket socket = running.connect()) {
                    OutputStream out = socket.getOutputStream();
                    out.write(two, 0, split);
                    out.flush();
                    out.write(two, split, two.length - split);
                }
            }
            long expected = 2L * (two.length - 1);
            running.awaitPackets(expected);
            List<RunningCollector.Entry> entries = running.stopAndReadJournal();
            assertEquals(expected, entries.size());
            for (RunningCollector.Entry entry : entries) {
                assertEquals(HepStatus.COMPLETE, entry.record().status());
                assertEquals(HepTransport.TCP, entry.record().transport());
            }
        }
    }

    @Test
    void shouldFindFramesThatComeByteByByte() throws IOException {
        byte[] packet = Packets.invite("slow");
        try (RunningCollector running = Setup.in(directory).start();
                Socket socket = running.connect()) {
            for (byte b : packet) {
                socket.getOutputStream().write(b);
            }
            running.awaitPackets(1);
            JournalRecord record = running.stopAndReadJournal().getFirst().record();
            assertArrayEquals(packet, Arrays.copyOf(record.bytes(), record.length()));
        }
    }

    @Test
    void shouldFindManyFramesInOneWrite() throws IOException {
        var many = new ByteArrayOutputStream();
        for (int i = 0; i < 1_000; i++) {
            many.writeBytes(Packets.invite("call-" + i));
        }
        try (RunningCollector running = Setup.in(directory).start();
                Socket socket = running.connect()) {
            socket.getOutputStream().write(many.toByteArray());
            running.awaitPackets(1_000);
            assertEquals(1_000, running.packets());
        }
    }

    @Test
    void shouldCloseOnGarbageAfterTheFramesBeforeItAndKeepTheGarbage() throws IOException {
        byte[] bytes = joined(Packets.invite("good"), Packets.versionOne(Packets.inviteText("has no length")));
        try (RunningCollector running = Setup.in(directory).start();
                Socket socket = running.connect()) {
            socket.getOutputStream().write(bytes);
            assertClosed(socket);
            assertTrue(running.metric("trunkline_collector_closed_connections_total{reason=\"bad-frame\"} 1.0"));
            List<RunningCollector.Entry> entries = running.stopAndReadJournal();
            assertEquals(HepStatus.COMPLETE, entries.getFirst().record().status());
            assertEquals(HepStatus.NOT_HEP, entries.getLast().record().status());
            assertEquals(2, entries.size());
        }
    }

    @Test
    void shouldKeepTheWholeChunksOfAFrameThatWasCutOff() throws IOException {
        byte[] packet = Packets.invite("cut off");
        try (RunningCollector running = Setup.in(directory).start()) {
            try (Socket socket = running.connect()) {
                socket.getOutputStream().write(packet, 0, packet.length - 1);
            }
            running.awaitPackets(1);
            assertEquals(
                    packet.length - 1,
                    running.stopAndReadJournal().getFirst().record().length());
        }
    }

    @Test
    void shouldLetOtherConnectionsBeWhenOneFrameTakesTooLong() throws IOException {
        byte[] packet = Packets.invite("drip");
        try (RunningCollector running =
                        Setup.in(directory).limits(10, SHORT, LONG).start();
                Socket slow = running.connect();
                Socket good = running.connect()) {
            good.getOutputStream().write(Packets.invite("first"));
            slow.getOutputStream().write(packet);
            running.awaitPackets(2);
            slow.getOutputStream().write(packet, 0, 20);
            assertClosed(slow);
            assertTrue(running.metric("trunkline_collector_closed_connections_total{reason=\"slow-frame\"} 1.0"));
            good.getOutputStream().write(Packets.invite("second"));
            Until.holds("the good connection goes on", () -> good(running) >= 3);
        }
    }

    private static long good(RunningCollector running) {
        return running.collector.activity().stream()
                .filter(activity -> activity.id().equals("2001"))
                .mapToLong(AgentActivity::packets)
                .sum();
    }

    @Test
    void shouldCloseConnectionsThatNeverSayAnything() throws IOException {
        try (RunningCollector running =
                        Setup.in(directory).limits(10, SHORT, LONG).start();
                Socket silent = running.connect()) {
            assertClosed(silent);
            assertTrue(running.metric("trunkline_collector_closed_connections_total{reason=\"no-frame\"} 1.0"));
        }
    }

    @Test
    void shouldCloseConnectionsThatHaveFallenSilent() throws IOException {
        try (RunningCollector running =
                        Setup.in(directory).limits(10, SHORT, SHORT).start();
                Socket socket = running.connect()) {
            socket.getOutputStream().write(Packets.invite("the last"));
            running.awaitPackets(1);
            assertClosed(socket);
            assertTrue(running.metric("trunkline_collector_closed_connections_total{reason=\"idle\"} 1.0"));
        }
    }

    @Test
    void shouldRefuseOneConnectionTooManyOfOneSourceAndTakeItsSuccessor() throws IOException {
        var open = new ArrayList<Socket>();
        try (RunningCollector running =
                Setup.in(directory).limits(6, LONG, LONG).start()) {
            for (int i = 0; i < 3; i++) {
                open.add(running.connect());
                open.getLast().getOutputStream().write(Packets.invite("call-" + i));
                running.awaitPackets(i + 1);
            }
            try (Socket tooMany = running.connect()) {
                assertClosed(tooMany);
            }
            running.awaitMetric("trunkline_collector_refused_total{agent=\"0\",reason=\"too-many-of-one-source\"} 1.0");
            open.getFirst().close();
            Until.holds("there is room again", () -> sends(running));
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static boolean sends(RunningCollector running) {
        long before = running.packets();
        try (Socket next = running.connect()) {
            next.getOutputStream().write(Packets.invite("next"));
            next.shutdownOutput();
            next.setSoTimeout(60_000);
            return next.getInputStream().read() < 0 && running.packets() > before;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void shouldCloseStrangersAtOnce() throws IOException {
        try (RunningCollector running = Setup.in(directory)
                        .agents(RunningCollector.agent("2001", null, true, "192.0.2.0/24"))
                        .start();
                Socket stranger = running.connect()) {
            assertClosed(stranger);
            assertTrue(running.metric("trunkline_collector_refused_total{agent=\"\",reason=\"unknown-agent\"} 1.0"));
        }
    }

    @Test
    void shouldHoldSendersBackWhileTheDiskIsFullAndLoseNothing() throws IOException {
        try (RunningCollector running = Setup.in(directory).start();
                Socket socket = running.connect()) {
            socket.getOutputStream().write(Packets.invite("before"));
            running.awaitPackets(1);
            running.freeBytes.set(0);
            Until.holds(
                    "the disk counts as full",
                    () -> !running.health.parts().get("collector").detail().isEmpty());
            Thread sender = Thread.ofVirtual().start(() -> sendMany(socket));
            // More than the sockets' buffers hold: the sender waits.
            Until.holds(
                    "the sender is held back",
                    () -> sender.getState() == Thread.State.WAITING || sender.getState() == Thread.State.TIMED_WAITING);
            assertTrue(sender.isAlive(), "the sender waits");
            assertTrue(running.packets() < MANY / 4, "little more than what was being read is taken");
            running.freeBytes.set(RunningCollector.FREE_BYTES);
            running.awaitPackets(1 + MANY);
            assertEquals(1 + MANY, running.packets());
        }
    }

    private static final int MANY = 40_000;

    private static void sendMany(Socket socket) {
        byte[] packet = Packets.invite("held back");
        var burst = new ByteArrayOutputStream();
        for (int i = 0; i < MANY; i++) {
            burst.writeBytes(packet);
        }
        try {
            socket.getOutputStream().write(burst.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static void assertClosed(Socket socket) throws IOException {
        socket.setSoTimeout(60_000);
        try {
            assertEquals(-1, socket.getInputStream().read());
        } catch (SocketException e) {
            assertTrue(e.getMessage().contains("reset"), e.getMessage());
        }
    }

    @Test
    void shouldCloseTheConnectionsOfThoseWhoMayNotSendAnyMore() throws IOException {
        Agent before = RunningCollector.agent("2001", "old", true, "127.0.0.0/8");
        Agent kept = RunningCollector.agent("2002", null, true, "127.0.0.0/8");
        try (RunningCollector running = Setup.in(directory).agents(before, kept).start();
                Socket socket = running.connect()) {
            socket.getOutputStream().write(Packets.inviteWithKey("one", "old"));
            running.awaitPackets(1);
            Agent withNewKey = RunningCollector.agent("2001", "new", true, "127.0.0.0/8");
            assertEquals(
                    new AgentChanges(List.of(), List.of("2002"), List.of("2001"), 0),
                    running.collector.agents(List.of(withNewKey)));
            socket.getOutputStream().write(Packets.inviteWithKey("two", "new"));
            running.awaitPackets(2);
            Agent elsewhere = RunningCollector.agent("3", null, true, "192.0.2.0/24");
            assertEquals(
                    new AgentChanges(List.of("3"), List.of("2001"), List.of(), 1),
                    running.collector.agents(List.of(elsewhere)));
            assertClosed(socket);
        }
    }
}
