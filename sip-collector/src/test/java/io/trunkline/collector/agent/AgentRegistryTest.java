package io.trunkline.collector.agent;

import static io.trunkline.collector.RunningCollector.agent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.trunkline.protocol.hep.HepPacket;
import io.trunkline.telemetry.Telemetry;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentRegistryTest {

    private static AgentRegistry registry(Agent... agents) {
        return new AgentRegistry(List.of(agents), new AgentMetrics(new Telemetry()));
    }

    private static String admit(AgentRegistry registry, long captureId, String source) {
        return told(registry.admit(
                HepPacket.empty().captureId(captureId),
                InetAddress.ofLiteral(source).getAddress()));
    }

    private static String told(Admission admission) {
        return switch (admission) {
            case Admission.Admitted admitted -> admitted.counters().agent();
            case Admission.Refused refused ->
                refused.counters().agent() + ":" + refused.why().label();
        };
    }

    @Test
    void shouldFindAnAgentByItsCaptureId() {
        AgentRegistry registry = registry(agent("1", null, true, "10.0.0.0/8"), agent("2", null, true, "10.0.0.0/8"));
        assertEquals("2", admit(registry, 2, "10.1.2.3"));
        assertEquals("2:wrong-network", admit(registry, 2, "192.0.2.1"));
        assertEquals(":unknown-agent", admit(registry, 3, "10.1.2.3"));
    }

    @Test
    void shouldFindAnAgentWithANameByItsNetwork() {
        AgentRegistry registry = registry(
                agent("edge", null, true, "192.0.2.0/24"),
                agent("core", null, true, "10.0.0.0/8"),
                agent("7", null, true, "10.0.0.0/8"));
        assertEquals("core", admit(registry, 99, "10.1.2.3"));
        assertEquals("7", admit(registry, 7, "10.1.2.3"), "a number goes before a name");
        assertEquals(":unknown-agent", admit(registry, 99, "203.0.113.1"));
    }

    @Test
    void shouldAcceptAnAgentThatProvesNothingFromLoopbackOnly() {
        AgentRegistry registry = registry(agent("1", null, true));
        assertEquals("1", admit(registry, 1, "127.0.0.1"));
        assertEquals("1", admit(registry, 1, "::1"));
        assertEquals("1:wrong-network", admit(registry, 1, "10.1.2.3"));
    }

    @Test
    void shouldAcceptOnlyLoopbackWithoutAgentsAndNameThemByCaptureId() {
        AgentRegistry registry = registry();
        assertEquals("12", admit(registry, 12, "127.0.0.1"));
        assertEquals("0", admit(registry, 0, "::1"));
        assertEquals(":unknown-agent", admit(registry, 12, "10.1.2.3"));
    }

    @Test
    void shouldNotMakeCountersWithoutEndForCaptureIdsOnLoopback() {
        AgentRegistry registry = registry();
        for (int id = 0; id < 1_000; id++) {
            admit(registry, id, "127.0.0.1");
        }
        assertEquals("other", admit(registry, 1_000, "127.0.0.1"));
        assertEquals("5", admit(registry, 5, "127.0.0.1"));
    }

    @Test
    void shouldGiveWhatCannotBeReadToTheFirstAgentOfThatNetwork() {
        AgentRegistry registry = registry(agent("1", "key", true, "10.0.0.0/8"), agent("2", null, true, "10.0.0.0/8"));
        assertEquals("1", told(registry.attribute(new byte[] {10, 0, 0, 1})));
        assertEquals(":unknown-agent", told(registry.attribute(new byte[] {11, 0, 0, 1})));
    }

    @Test
    void givesWhatCannotBeReadToNoAgentThatMaySendFromAnywhere() {
        AgentRegistry registry = registry(agent("1", "key", true), agent("2", "key", true, "10.0.0.0/8"));

        assertEquals("2", told(registry.attributeUnreadable(new byte[] {10, 0, 0, 1})));
        assertEquals(":unknown-agent", told(registry.attributeUnreadable(new byte[] {11, 0, 0, 1})));
        assertEquals("1", told(registry.attribute(new byte[] {11, 0, 0, 1})), "whose connection may be let in");
    }

    @Test
    void shouldRefuseTwoAgentsOfOneId() {
        assertThrows(IllegalArgumentException.class, () -> registry(agent("1", null, true), agent("1", null, false)));
    }

    @Test
    void shouldNeverShowAKey() {
        assertFalse(agent("1", "hush", true).toString().contains("hush"));
    }
}
