package io.trunkline.collector.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.buffer.PooledByteBufAllocator;
import io.trunkline.collector.Packets;
import io.trunkline.collector.RunningCollector;
import io.trunkline.collector.RunningCollector.Setup;
import io.trunkline.collector.journal.JournalRecord;
import io.trunkline.protocol.hep.HepStatus;
import io.trunkline.testing.Until;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Senders that misbehave, while another agent's packets are served on and counted completely. */
class BadSendersTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final int SILENT = 10_000;
    private static final int MEBIBYTE = 1 << 20;

    /** Bytes of heap and of buffers for each connection that is open: far less than one packet. */
    private static final long MOST_BYTES_OF_A_CONNECTION = 24 * 1024;

    @TempDir
    Path directory;

    @Test
    void shouldCloseAConnectionThatSendsAMebibyteWhereAFrameShouldBe() throws IOException {
        byte[] garbage = new byte[MEBIBYTE];
        Arrays.fill(garbage, (byte) 'x');
        try (RunningCollector running = Setup.in(directory).start()) {
            try (SteadyAgent steady = SteadyAgent.at(running);
                    Socket bad = running.connect()) {
                assertCutOff(bad, garbage);
                assertEquals(1, running.closed("bad-frame"));
                steady.goesOn();
            }
            assertEquals(1, running.sum("trunkline_collector_broken_total", "agent=\"0\",reason=\"not-hep\""));
            List<JournalRecord> kept = running.stopAndReadJournal().stream()
                    .map(RunningCollector.Entry::record)
                    .filter(record -> record.status() == HepStatus.NOT_HEP)
                    .toList();
            assertEquals(1, kept.size());
            assertTrue(kept.getFirst().length() <= 0xFFFF, "no more is kept than a packet may have");
        }
    }

    @Test
    void shouldCloseAConnectionWhoseFrameClaimsToBeShorterThanItsHeader() throws IOException {
        byte[] claimsNothing = Packets.invite("claims nothing");
        claimsNothing[4] = 0;
        claimsNothing[5] = 0;
        try (RunningCollector running = Setup.in(directory).start();
                SteadyAgent steady = SteadyAgent.at(running);
                Socket bad = running.connect()) {
            assertCutOff(bad, claimsNothing);
            assertEquals(1, running.closed("bad-frame"));
            steady.goesOn();
        }
    }

    @Test
    void shouldTakeAFrameThatClaimsMoreThanComesAsCutWhenItsTimeIsOver() throws IOException {
        byte[] claimsAll = Packets.invite("claims all");
        claimsAll[4] = (byte) 0xFF;
        claimsAll[5] = (byte) 0xFF;
        try (RunningCollector running =
                        Setup.in(directory).limits(10, SHORT, LONG).start();
                SteadyAgent steady = SteadyAgent.at(running);
                Socket bad = running.connect()) {
            assertCutOff(bad, claimsAll);
            assertEquals(1, running.closed("slow-frame"));
            running.awaitMetric("trunkline_collector_truncated_total{agent=\"2001\"} 1.0");
            assertEquals(1, running.packetsOf(Packets.CAPTURE_ID));
            steady.goesOn();
        }
    }

    @Test
    void shouldCloseAConnectionWhoseFrameComesByteByByteForTooLong() throws Exception {
        byte[] frame = new byte[0xFFFF];
        System.arraycopy(Packets.invite("drip"), 0, frame, 0, Packets.invite("drip").length);
        frame[4] = (byte) 0xFF;
        frame[5] = (byte) 0xFF;
        try (RunningCollector running =
                        Setup.in(directory).limits(10, SHORT, LONG).start();
                SteadyAgent steady = SteadyAgent.at(running);
                Socket slow = running.connect()) {
            Thread drip = Thread.ofVirtual().start(() -> drip(slow, frame));
            Until.holds("the slow connection is closed", () -> running.closed("slow-frame") == 1);
            drip.join();
            steady.goesOn();
        }
    }

    /** Until the other side closes. */
    private static void drip(Socket socket, byte[] frame) {
        try {
            for (byte b : frame) {
                socket.getOutputStream().write(b);
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
        } catch (IOException e) {
            // Closed, as it should be.
        }
    }

    @Test
    void shouldGiveOneSourceHalfOfThePlacesAndNewSendersThoseOfTheSilent() throws IOException {
        var silent = new ArrayList<Socket>();
        try (RunningCollector running =
                        Setup.in(directory).limits(8, LONG, LONG).start();
                SteadyAgent steady = SteadyAgent.at(running)) {
            for (String source : List.of("127.0.1.1", "127.0.1.2")) {
                for (int i = 0; i < 10; i++) {
                    silent.add(running.connectFrom(source));
                }
            }
            // 1 steady, 4 of the first source, 4 of the second of which one has the place of one of the first.
            Until.holds(
                    "six of each source are refused",
                    () -> running.sum("trunkline_collector_refused_total", "too-many-of-one-source") == 12);
            Until.holds("one has given way", () -> running.closed("gave-way") == 1);
            assertTrue(running.metric("trunkline_collector_connections 8.0"));
            try (Socket known = running.connectFrom("127.0.2.1")) {
                known.getOutputStream().write(Packets.invite("late comer"));
                Until.holds("the late comer is served", () -> running.packetsOf(Packets.CAPTURE_ID) == 1);
                // Whoever was heard keeps its place, whoever comes now.
                for (int i = 3; i < 20; i++) {
                    silent.add(running.connectFrom("127.0.1." + i));
                }
                Until.holds("the silent give way", () -> running.closed("gave-way") == 19);
                known.getOutputStream().write(Packets.invite("still there"));
                Until.holds("the late comer stays", () -> running.packetsOf(Packets.CAPTURE_ID) == 2);
            }
            steady.goesOn();
        } finally {
            close(silent);
        }
    }

    @Test
    void shouldRefuseWhoComesWhenAllPlacesAreTakenByAgentsThatWereHeard() throws IOException {
        var open = new ArrayList<Socket>();
        try (RunningCollector running =
                Setup.in(directory).limits(4, LONG, LONG).start()) {
            for (int i = 0; i < 4; i++) {
                open.add(running.connectFrom("127.0.1." + (1 + i / 2)));
                open.getLast().getOutputStream().write(Packets.invite("call-" + i));
                running.awaitPackets(i + 1);
            }
            try (Socket tooMany = running.connectFrom("127.0.1.3")) {
                assertCutOff(tooMany, new byte[0]);
            }
            running.awaitMetric("trunkline_collector_refused_total{agent=\"0\",reason=\"too-many-connections\"} 1.0");
            assertEquals(0, running.closed("gave-way"));
        } finally {
            close(open);
        }
    }

    /** Line ends keep a connection open, but they prove nothing: anybody can send them. */
    @Test
    void shouldNotTakeKeepAlivesForPackets() throws IOException {
        try (RunningCollector running =
                        Setup.in(directory).limits(2, LONG, LONG).start();
                Socket first = running.connectFrom("127.0.1.1");
                Socket second = running.connectFrom("127.0.1.2")) {
            first.getOutputStream().write(new byte[] {'\r', '\n', '\r', '\n'});
            second.getOutputStream().write(Packets.invite("second"));
            running.awaitPackets(1);
            Until.holds("the keep-alive", () -> running.sum("trunkline_collector_keepalives_total", "") > 0);
            try (Socket third = running.connectFrom("127.0.1.3")) {
                third.getOutputStream().write(Packets.invite("third"));
                running.awaitPackets(2);
            }
            assertEquals(1, running.closed("gave-way"));
        }
    }

    @Test
    void shouldCountEveryOneOfTenThousandSilentConnectionsAndServeWhoComesAfterThem() throws Exception {
        assumeManyFiles(SILENT / 4);
        try (RunningCollector running =
                        Setup.in(directory).limits(1_024, LONG, LONG).start();
                SteadyAgent steady = SteadyAgent.at(running);
                SilentClients _ = SilentClients.open(running.collector.tcpPort(), SILENT)) {
            Until.holds(
                    "all are open, refused or gone",
                    () -> running.sum("trunkline_collector_refused_total", "too-many-of-one-source")
                                    + running.closed("gave-way")
                                    + running.sum("trunkline_collector_connections", "")
                            == SILENT + 1);
            assertTrue(running.metric("trunkline_collector_connections 1024.0"));
            try (Socket late = running.connect()) {
                late.getOutputStream().write(Packets.invite("late"));
                Until.holds("the late comer is served", () -> running.packetsOf(Packets.CAPTURE_ID) == 1);
            }
            steady.goesOn();
        }
    }

    @Test
    void shouldHoldTenThousandSilentConnectionsInLittleMemoryWhereSoManyAreAllowed() throws Exception {
        assumeManyFiles(SILENT + SILENT / 10);
        try (RunningCollector running =
                        Setup.in(directory).limits(12_000, LONG, LONG).start();
                SteadyAgent steady = SteadyAgent.at(running)) {
            long before = usedBytes();
            try (SilentClients _ = SilentClients.open(running.collector.tcpPort(), SILENT)) {
                Until.holds("all are open", () -> running.sum("trunkline_collector_connections", "") == SILENT + 1);
                long more = usedBytes() - before;
                assertTrue(more < SILENT * MOST_BYTES_OF_A_CONNECTION, () -> more + " bytes for " + SILENT);
                steady.goesOn();
            }
            Until.holds("the clients are gone", () -> running.sum("trunkline_collector_connections", "") == 1);
            assertEquals(0, running.sum("trunkline_collector_refused_total", ""));
            steady.goesOn();
        }
    }

    @Test
    void shouldCloseTenThousandSilentConnectionsWhenTheirTimeIsOver() throws Exception {
        assumeManyFiles(SILENT + SILENT / 10);
        try (RunningCollector running =
                        Setup.in(directory).limits(12_000, SHORT, LONG).start();
                SteadyAgent steady = SteadyAgent.at(running);
                SilentClients _ = SilentClients.open(running.collector.tcpPort(), SILENT)) {
            Until.holds("all are closed", () -> running.closed("no-frame") == SILENT);
            Until.holds("one is left", () -> running.sum("trunkline_collector_connections", "") == 1);
            steady.goesOn();
        }
    }

    /** Heap that is in use after a collection, and Netty's buffers. */
    private static long usedBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
                + PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }

    private static void assumeManyFiles(int count) {
        assumeTrue(
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                        && system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount() > count,
                () -> "this process may not open " + count + " files: raise ulimit -n");
    }

    /** Sends what the other side may not want to read to its end, and waits until it has closed. */
    private static void assertCutOff(Socket socket, byte[] bytes) throws IOException {
        socket.setSoTimeout(60_000);
        try {
            socket.getOutputStream().write(bytes);
            assertEquals(-1, socket.getInputStream().read());
        } catch (SocketException e) {
            assertTrue(e.getMessage().contains("reset") || e.getMessage().contains("Broken pipe"), e.getMessage());
        }
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
