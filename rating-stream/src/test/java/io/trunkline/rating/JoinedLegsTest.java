package io.trunkline.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.JoinedLegs;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.CallLink;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.telemetry.Telemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Legs that bear the same, from their packets to the links that others read. */
class JoinedLegsTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final KafkaAddress KAFKA = new KafkaAddress("unused:9092", KafkaAddress.DEFAULT_PREFIX);
    private static final String NUMBER = "31201000";
    private static final String ALICES = "ab30317f1a784dc48ff824d0d3715d86";
    private static final String BOBS = "47755a9de7794ba387653f2099600ef2";
    private static final String NIL = "0".repeat(32);

    @TempDir
    private Path stateDir;

    private final Telemetry telemetry = new Telemetry();
    private final Map<String, CallLink> links = new LinkedHashMap<>();
    private TopologyTestDriver driver;
    private Instant now = START;
    private long index;

    @BeforeEach
    void start() {
        var settings = RatingSettings.in(stateDir);
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA.bootstrap());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        driver = new TopologyTestDriver(
                RatingTopology.of(
                        settings,
                        KAFKA,
                        ExampleCustomers.customers(),
                        RatingTopology.runs(KAFKA),
                        new RatingMetrics(telemetry)),
                properties,
                START);
        pass(11);
        driver.createInputTopic(KAFKA.name(Topic.ACCOUNTS), new StringSerializer(), new ByteArraySerializer())
                .pipeInput("acme", Json.write(ExampleCustomers.acme(BalanceManagement.SOFT, "100")));
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    private void pass(long seconds) {
        now = now.plusSeconds(seconds);
        driver.advanceWallClockTime(Duration.ofSeconds(seconds));
    }

    private void sees(String callId, String sip, boolean fromAlice) {
        index++;
        driver.createInputTopic(KAFKA.name(Topic.SIP_MESSAGES), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(
                        new TestRecord<>(callId, Packets.hep(sip, fromAlice, now), Packets.headers(index, now), now));
    }

    private static String with(String header, String sip) {
        return sip.replace("Content-Length", header + "\nContent-Length");
    }

    private void invites(String callId, String header) {
        sees(callId, with(header, Packets.invite(callId, NUMBER)), true);
    }

    private void answers(String callId, String header) {
        sees(callId, with(header, Packets.response(200, callId, NUMBER)), false);
    }

    private void ends(String callId) {
        sees(callId, Packets.bye(callId, NUMBER), true);
        sees(callId, Packets.byeAnswer(200, callId, NUMBER), false);
    }

    /** As a reader of the compacted topic would. */
    private Set<String> joined(String callId) {
        driver.createOutputTopic(
                        KAFKA.name(Topic.CALL_LINKS),
                        new StringDeserializer(),
                        Json.serde(CallLink.class).deserializer())
                .readKeyValuesToList()
                .forEach(each -> {
                    if (each.value == null) {
                        links.remove(each.key);
                    } else {
                        links.put(each.key, each.value);
                    }
                });
        return JoinedLegs.of(callId, ids -> links.values().stream()
                .filter(link -> link.callIds().stream().anyMatch(ids::contains))
                .toList());
    }

    @Test
    void shouldJoinALegThatNamesTheCallIdOfAnotherWhicheverComesFirst() {
        invites("call-a", "");
        invites("call-b", "X-CID: call-a");
        assertEquals(Set.of("call-a", "call-b"), joined("call-a"));
        assertEquals(Set.of("call-a", "call-b"), joined("call-b"));

        invites("call-d", "X-CID: call-c");
        invites("call-c", "");
        assertEquals(Set.of("call-c", "call-d"), joined("call-c"));
    }

    @Test
    void shouldJoinAChainOfThree() {
        invites("call-c", "X-Call-ID: call-b");
        invites("call-a", "");
        invites("call-b", "X-CID: call-a");
        for (String leg : List.of("call-a", "call-b", "call-c")) {
            assertEquals(Set.of("call-a", "call-b", "call-c"), joined(leg));
        }
    }

    @Test
    void shouldJoinByASuffix() {
        invites("call-a_b2b-1", "");
        invites("call-a_b2b-2", "");
        assertEquals(Set.of("call-a", "call-a_b2b-1", "call-a_b2b-2"), joined("call-a_b2b-2"));
    }

    @Test
    void shouldJoinByASessionIdAlsoWhereOnlyTheAnswerBearsTheOtherSides() {
        invites("call-a", "Session-ID: " + ALICES + ";remote=" + NIL);
        invites("call-x", "Session-ID: " + NIL);
        assertEquals(Set.of("call-a"), joined("call-a"), "nobody else bears it, and the nil UUID joins nothing");
        invites("call-b", "Session-ID: " + BOBS + ";remote=" + NIL);
        assertEquals(Set.of("call-b"), joined("call-b"));
        answers("call-a", "Session-ID: " + BOBS + ";remote=" + ALICES);
        assertEquals(Set.of("call-a", "call-b"), joined("call-b"));
    }

    @Test
    void shouldForgetALinkWhenAllItsLegsAre() {
        invites("call-a", "P-Charging-Vector: icid-value=icid-1");
        invites("call-b", "P-Charging-Vector: icid-value=icid-1");
        answers("call-a", "");
        answers("call-b", "");
        ends("call-a");
        pass(60);
        assertEquals(Set.of("call-a", "call-b"), joined("call-b"), "one of them is up");
        ends("call-b");
        pass(60);
        assertEquals(Set.of("call-b"), joined("call-b"));
        assertNull(links.get("icid-1"));
    }

    @Test
    void shouldJoinNobodyByAValueThatThousandsBear() {
        for (int i = 0; i < 2_000; i++) {
            invites("call-" + i, "X-CID: always-the-same");
        }
        assertEquals(Set.of("call-7"), joined("call-7"));
        assertTrue(telemetry.text().contains("trunkline_call_links_total{result=\"too-many\"} 1984.0"));
    }

    @Test
    void shouldPassOverARecordOfLinksThatCannotBeRead() {
        driver.createInputTopic(RatingTopology.links(KAFKA), new StringSerializer(), new ByteArraySerializer())
                .pipeInput("call-a", new byte[] {99, 1, 2, 3, 4, 5});
        invites("call-b", "X-CID: call-a");
        assertEquals(Set.of("call-a", "call-b"), joined("call-a"));
        assertTrue(telemetry.text().contains("trunkline_rating_bad_records_total{topic=\"rating.links\"} 1.0"));
    }

    @Test
    void shouldMoveNoMoneyByALink() {
        invites("call-a", "");
        answers("call-a", "");
        sees("call-b", with("X-CID: call-a", Packets.invite("call-b", NUMBER)).replace("alice", "mallory"), false);
        sees("call-b", Packets.response(486, "call-b", NUMBER).replace("alice", "mallory"), true);
        assertEquals(Set.of("call-a", "call-b"), joined("call-a"));
        pass(10);
        ends("call-a");
        List<Cdr> cdrs = driver.createOutputTopic(
                        KAFKA.name(Topic.CDRS),
                        new StringDeserializer(),
                        Json.serde(Cdr.class).deserializer())
                .readValuesToList();
        assertEquals(2, cdrs.size());
        assertNull(cdrs.getFirst().accountId());
        assertEquals("acme", cdrs.getLast().accountId());
        assertEquals("0.1", cdrs.getLast().price().stripTrailingZeros().toPlainString());
    }
}
