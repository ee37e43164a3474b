package io.trunkline.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.collector.RunningCollector.Setup;
import io.trunkline.collector.receive.ReceiveSettings;
import io.trunkline.collector.receive.ReceiveSettings.Listen;
import io.trunkline.protocol.event.AgentActivity;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectorTest {

    @TempDir
    Path directory;

    private static Collector start(Path dataDir, Listen listen) {
        return Collector.startWithoutKafka(
                CollectorSettings.defaults("site-1", dataDir, listen, List.of()), new Telemetry(), new Health());
    }

    @Test
    void shouldOpenOnlyThePortsThatAreAskedFor() {
        var udpOnly = new Listen("127.0.0.1", ReceiveSettings.ANY_FREE_PORT, ReceiveSettings.OFF, null);
        try (Collector collector = start(directory, udpOnly)) {
            assertTrue(collector.udpPort() > 0);
            assertEquals(0, collector.tcpPort());
            assertEquals(0, collector.tlsPort());
        }
    }

    @Test
    void shouldNameTheAddressThatCannotBeBoundAndLeaveNothingOpen() {
        try (Collector first = start(directory.resolve("first"), Listen.anyFreePorts())) {
            var taken = new Listen("127.0.0.1", ReceiveSettings.OFF, first.tcpPort(), null);
            Path second = directory.resolve("second");
            var problem = assertThrows(IllegalStateException.class, () -> start(second, taken));
            assertTrue(problem.getMessage().contains("127.0.0.1:" + first.tcpPort()), problem.getMessage());
            try (Collector again = start(second, Listen.anyFreePorts())) {
                assertTrue(again.tcpPort() > 0, "the journal was closed");
            }
        }
    }

    @Test
    void shouldReceiveOverUdpAgainAtOnceAfterARestartOnTheSamePort() throws IOException {
        int port;
        try (RunningCollector running = Setup.in(directory).start()) {
            port = running.collector.udpPort();
            running.sendUdp(Packets.invite("one"));
            running.awaitPackets(1);
        }
        Path collected = directory.resolve("again");
        try (Collector collector = start(collected, new Listen("127.0.0.1", port, ReceiveSettings.OFF, null))) {
            assertEquals(port, collector.udpPort());
        }
    }

    @Test
    void shouldTellWhatEachAgentHasDone() throws IOException {
        try (RunningCollector running = Setup.in(directory)
                .agents(RunningCollector.agent("2001", "secret", true))
                .start()) {
            byte[] packet = Packets.inviteWithKey("one", "secret");
            running.sendUdp(packet);
            running.sendUdp(Packets.inviteWithKey("two", "guess"));
            running.awaitMetric("trunkline_collector_refused_total{agent=\"2001\",reason=\"wrong-key\"} 1.0");
            running.awaitPackets(1);
            AgentActivity activity = running.collector.activity().stream()
                    .filter(each -> each.id().equals("2001"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(1, activity.packets());
            assertEquals(packet.length, activity.bytes());
            AgentActivity.Reason refused = activity.refused().getFirst();
            assertEquals("wrong-key", refused.reason());
            assertEquals(1, refused.count());
            assertTrue(refused.advice().contains("hep.agents"), refused::advice);
            assertTrue(activity.lastSeen().isAfter(Instant.EPOCH));
        }
    }
}
