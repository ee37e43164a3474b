package io.trunkline.collector.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.collector.Packets;
import io.trunkline.collector.RunningCollector;
import io.trunkline.collector.RunningCollector.Setup;
import io.trunkline.collector.agent.Agent;
import io.trunkline.collector.agent.Refusal;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.AgentActivity;
import io.trunkline.protocol.event.CollectorReport;
import io.trunkline.testing.Until;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collector tells of itself and of its agents. */
class ReportTest {

    @TempDir
    Path directory;

    private static AgentActivity agent(CollectorReport report, String id) {
        return report.agents().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldTellOfAnAgentThatWasNeverHeardOf() {
        var silent = new Agent("101", "proxy-1", "s3cret", List.of(), "198.51.100.7", true, false);
        try (RunningCollector running = Setup.in(directory).agents(silent).start()) {
            AgentActivity activity = agent(running.collector.report(), "101");
            assertEquals("proxy-1", activity.name());
            assertTrue(activity.configured());
            assertTrue(activity.keyed());
            assertTrue(activity.mayBill());
            assertEquals("198.51.100.7", activity.advertisedAddress());
            assertEquals(List.of(), activity.networks());
            assertNull(activity.lastSeen());
            assertNull(activity.clockSkewMicros());
            assertEquals(0, activity.packets());
        }
    }

    @Test
    void shouldNeverTellAKey() {
        var keyed = new Agent("101", "proxy-1", "s3cret", List.of(), null, true, false);
        try (RunningCollector running = Setup.in(directory).agents(keyed).start()) {
            String json = new String(Json.write(running.collector.report()), StandardCharsets.UTF_8);
            assertFalse(json.contains("s3cret"), json);
        }
    }

    @Test
    void shouldSayThatAnAgentWithNeitherNetworksNorKeyMaySendFromLoopbackOnly() {
        try (RunningCollector running = Setup.in(directory)
                .agents(RunningCollector.agent("101", null, false))
                .start()) {
            assertEquals(
                    List.of("127.0.0.0/8", "0:0:0:0:0:0:0:1/128"),
                    agent(running.collector.report(), "101").networks());
        }
    }

    @Test
    void shouldTellOfStrangersUnderTheEmptyIdWithWhatToDo() throws IOException {
        try (RunningCollector running = Setup.in(directory)
                .agents(RunningCollector.agent("7", null, false, "192.0.2.0/24"))
                .start()) {
            assertEquals(List.of(), agent(running.collector.report(), "").refused());
            running.sendUdp(Packets.invite("refused"));
            running.awaitMetric("trunkline_collector_refused_total{agent=\"\",reason=\"unknown-agent\"} 1.0");
            CollectorReport report = running.collector.report();
            assertEquals(
                    List.of(new AgentActivity.Reason("unknown-agent", 1, Refusal.UNKNOWN_AGENT.advice())),
                    agent(report, "").refused());
            assertFalse(agent(report, "").configured());
            assertEquals(
                    List.of("7", ""),
                    report.agents().stream().map(AgentActivity::id).toList());
        }
    }

    @Test
    void shouldTellWhoSendsOnLoopbackWhenNobodyIsConfigured() throws IOException {
        try (RunningCollector running = Setup.in(directory).start()) {
            running.sendUdp(Packets.inviteFrom(2002, "one"));
            running.awaitPackets(1);
            AgentActivity activity = agent(running.collector.report(), "2002");
            assertFalse(activity.configured());
            assertTrue(activity.mayBill());
            assertEquals(1, activity.packets());
            assertNotNull(activity.lastSeen());
        }
    }

    @Test
    void shouldTellWhatIsBrokenAndWhatToDo() throws IOException {
        try (RunningCollector running = Setup.in(directory).start()) {
            running.sendUdp("this is not HEP".getBytes(StandardCharsets.US_ASCII));
            running.awaitMetric("trunkline_collector_broken_total{agent=\"0\",reason=\"not-hep\"} 1.0");
            AgentActivity.Reason broken =
                    agent(running.collector.report(), "0").broken().getFirst();
            assertEquals("not-hep", broken.reason());
            assertEquals(1, broken.count());
            assertTrue(broken.advice().contains("look for what sends it"), broken::advice);
        }
    }

    @Test
    void shouldCountTheOpenConnectionsOfAnAgent() throws IOException {
        try (RunningCollector running = Setup.in(directory)
                .agents(RunningCollector.agent("2001", null, true, "127.0.0.0/8"))
                .start()) {
            try (Socket one = running.connect();
                    Socket two = running.connect()) {
                assertTrue(one.isConnected() && two.isConnected());
                Until.holds(
                        "two connections",
                        () -> agent(running.collector.report(), "2001").connections() == 2);
            }
            Until.holds(
                    "no connection",
                    () -> agent(running.collector.report(), "2001").connections() == 0);
        }
    }

    @Test
    void shouldTellWhereItListensAndHowLongPacketsTook() throws IOException {
        try (RunningCollector running = Setup.in(directory).start()) {
            running.sendUdp(Packets.invite("one"));
            running.awaitPackets(1);
            Until.holds(
                    "the way to the journal was measured",
                    () -> running.collector.report().toJournal().maxMicros() > 0);
            CollectorReport report = running.collector.report();
            assertEquals(RunningCollector.NAME, report.collector());
            assertEquals(
                    List.of(
                            new CollectorReport.Listener("udp", "127.0.0.1:" + running.collector.udpPort()),
                            new CollectorReport.Listener("tcp", "127.0.0.1:" + running.collector.tcpPort())),
                    report.listens());
            assertTrue(report.receiveBuffer().grantedBytes() > 0);
            assertTrue(report.toJournal().p50Micros() <= report.toJournal().maxMicros());
            assertEquals(0, report.kernelDrops());
            assertNull(report.diskFullSince());
        }
    }

    @Test
    void shouldSayThatTheDiskIsFull() {
        try (RunningCollector running = Setup.in(directory).start()) {
            running.freeBytes.set(0);
            Until.holds("the disk is full", () -> running.collector.report().diskFullSince() != null);
        }
    }
}
