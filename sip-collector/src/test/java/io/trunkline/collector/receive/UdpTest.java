package io.trunkline.collector.receive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.collector.Packets;
import io.trunkline.collector.RunningCollector;
import io.trunkline.collector.RunningCollector.Setup;
import io.trunkline.collector.agent.AgentChanges;
import io.trunkline.collector.agent.HepTransport;
import io.trunkline.collector.journal.JournalRecord;
import io.trunkline.protocol.hep.HepEncoder;
import io.trunkline.protocol.hep.HepStatus;
import io.trunkline.telemetry.Health;
import io.trunkline.testing.Until;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UdpTest {

    @TempDir
    Path directory;

    @Test
    void shouldJournalEveryPacketAsItCameInTheOrderOfReceipt() throws IOException {
        byte[] first = Packets.invite("first");
        byte[] second = Packets.invite("second");
        List<RunningCollector.Entry> entries;
        try (RunningCollector running = Setup.in(directory).start();
                var socket = new DatagramSocket()) {
            for (byte[] packet : List.of(first, second)) {
                socket.send(new DatagramPacket(
                        packet, packet.length, InetAddress.getLoopbackAddress(), running.collector.udpPort()));
            }
            running.awaitPackets(2);
            entries = running.stopAndReadJournal();
        }
        assertEquals(2, entries.size());
        JournalRecord record = entries.getFirst().record();
        assertArrayEquals(first, Arrays.copyOf(record.bytes(), record.length()));
        assertEquals("2001", record.agent());
        assertEquals(HepTransport.UDP, record.transport());
        assertEquals(HepStatus.COMPLETE, record.status());
        assertEquals(InetAddress.ofLiteral("127.0.0.1"), record.source());
        assertTrue(record.mayBill(), "without agents loopback may bill");
        assertTrue(Math.abs(record.receivedAtMicros() - Packets.nowMicros()) < 120_000_000L);
        JournalRecord next = entries.getLast().record();
        assertArrayEquals(second, Arrays.copyOf(next.bytes(), next.length()));
        assertTrue(next.index() > record.index());
    }

    @Test
    void shouldTakeTheLargestDatagramWhole() throws IOException {
        String text = Packets.inviteText("large") + "x".repeat(64_000);
        byte[] packet = HepEncoder.encode(Packets.sip(text));
        try (RunningCollector running = Setup.in(directory).start()) {
            running.sendUdp(packet);
            running.awaitPackets(1);
            JournalRecord record = running.stopAndReadJournal().getFirst().record();
            assertArrayEquals(packet, Arrays.copyOf(record.bytes(), record.length()));
            assertEquals(HepStatus.COMPLETE, record.status());
        }
    }

    @Test
    void shouldTakeVersionOneWhichHasNoAgentIdAndNoTime() throws IOException {
        try (RunningCollector running = Setup.in(directory).start()) {
            running.sendUdp(Packets.versionOne(Packets.inviteText("old")));
            running.awaitPackets(1);
            JournalRecord record = running.stopAndReadJournal().getFirst().record();
            assertEquals(HepStatus.COMPLETE, record.status());
            assertEquals("0", record.agent());
        }
    }

    @Test
    void shouldRefuseAndCountByReasonWhoMayNotSend() throws IOException {
        try (RunningCollector running = Setup.in(directory)
                .agents(
                        RunningCollector.agent("2001", "secret", true, "127.0.0.0/8"),
                        RunningCollector.agent("2002", null, false, "192.0.2.0/24"))
                .start()) {
            running.sendUdp(Packets.invite("no key"));
            running.sendUdp(Packets.inviteWithKey("wrong key", "secreT"));
            running.sendUdp(Packets.inviteWithKey("longer key", "secretsecret"));
            running.sendUdp(Packets.inviteFrom(2002, "wrong network"));
            running.sendUdp(Packets.inviteFrom(7, "unknown"));
            running.awaitMetric("trunkline_collector_refused_total{agent=\"2001\",reason=\"wrong-key\"} 3.0");
            running.awaitMetric("trunkline_collector_refused_total{agent=\"2002\",reason=\"wrong-network\"} 1.0");
            running.awaitMetric("trunkline_collector_refused_total{agent=\"\",reason=\"unknown-agent\"} 1.0");
            running.sendUdp(Packets.inviteWithKey("right", "secret"));
            running.awaitPackets(1);
            assertEquals(1, running.stopAndReadJournal().size());
        }
    }

    @Test
    void shouldKeepWhatIsBrokenMarkedAsSuch() throws IOException {
        byte[] shortChunk = Packets.invite("broken");
        shortChunk[10] = 0;
        shortChunk[11] = 3;
        try (RunningCollector running = Setup.in(directory).start()) {
            running.sendUdp("hello".getBytes(StandardCharsets.US_ASCII));
            running.sendUdp(shortChunk);
            running.awaitPackets(2);
            assertTrue(running.metric("trunkline_collector_broken_total{agent=\"0\",reason=\"not-hep\"} 1.0"));
            assertTrue(running.metric("trunkline_collector_broken_total{agent=\"0\",reason=\"bad-chunk\"} 1.0"));
            List<RunningCollector.Entry> entries = running.stopAndReadJournal();
            assertEquals(HepStatus.NOT_HEP, entries.getFirst().record().status());
            assertEquals(HepStatus.BAD_CHUNK, entries.getLast().record().status());
        }
    }

    @Test
    void shouldCountKeepAlivesAndKeepNone() throws IOException {
        try (RunningCollector running = Setup.in(directory).start()) {
            running.sendUdp("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            running.awaitMetric("trunkline_collector_keepalives_total{agent=\"0\"} 1.0");
            assertEquals(0, running.packets());
        }
    }

    @Test
    void shouldDropAndCountWhileTheDiskIsFullAndGoOnAfterwards() throws IOException {
        try (RunningCollector running = Setup.in(directory).start()) {
            running.freeBytes.set(1 << 20);
            Until.holds(
                    "the journal is down",
                    () -> running.health.parts().get("collector").status() == Health.Status.DOWN);
            running.sendUdp(Packets.invite("lost"));
            running.awaitMetric("trunkline_collector_refused_total{agent=\"2001\",reason=\"disk-full\"} 1.0");
            assertEquals(0, running.packets());
            running.freeBytes.set(RunningCollector.FREE_BYTES);
            Until.holds(
                    "the journal is up",
                    () -> running.health.parts().get("collector").status() == Health.Status.UP);
            running.sendUdp(Packets.invite("kept"));
            running.awaitPackets(1);
        }
    }

    @Test
    void shouldTakeNewAgentsWhileItRuns() throws IOException {
        try (RunningCollector running = Setup.in(directory).start()) {
            AgentChanges changes =
                    running.collector.agents(List.of(RunningCollector.agent("2002", null, false, "127.0.0.1")));
            assertEquals(new AgentChanges(List.of("2002"), List.of(), List.of(), 0), changes);
            running.sendUdp(Packets.invite("no longer known"));
            running.awaitMetric("trunkline_collector_refused_total{agent=\"\",reason=\"unknown-agent\"} 1.0");
            running.sendUdp(Packets.inviteFrom(2002, "known now"));
            running.awaitPackets(1);
            assertFalse(running.stopAndReadJournal().getFirst().record().mayBill());
        }
    }
}
