package io.trunkline.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.testing.Until;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Agents that come and go in the configuration file of a running process, and HEP that is sent to it over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentsTest {

    private static final String PROXY = "{id: \"101\", name: proxy-1, networks: [127.0.0.0/8], may-bill: true}";
    private static final String KEYED = "{id: \"102\", key: s3cret-of-102, networks: [127.0.0.0/8]}";
    private static final String ELSEWHERE = "{id: \"103\", networks: [192.0.2.0/24], advertised-address: 198.51.100.7}";

    private Path file;
    private Pipeline pipeline;
    private ApiProbe api;

    @BeforeAll
    void startWithOneAgent(@TempDir Path directory) {
        file = directory.resolve("trunkline.yaml");
        pipeline = new Pipeline(directory);
        write("", PROXY);
        api = pipeline.start("--config", file.toString());
    }

    @AfterAll
    void stop() {
        pipeline.close();
    }

    @BeforeEach
    void beginWithOneAgent() {
        write("", PROXY);
        assertEquals(200, reload().statusCode());
    }

    private void write(String moreKeys, String... agents) {
        try {
            Files.writeString(file, moreKeys + "\nhep:\n  agents:\n    - " + String.join("\n    - ", agents) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> reload() {
        return api.post("/api/v1/agents/reload", new byte[0]);
    }

    private boolean logged(String text) {
        return pipeline.process().errors().contains(text);
    }

    private long metric(String line) {
        return api.text("/metrics")
                .lines()
                .filter(each -> each.startsWith(line + " "))
                .mapToLong(each -> (long) Double.parseDouble(each.substring(line.length() + 1)))
                .sum();
    }

    private long packetsOverTcp(String agent) {
        return metric("trunkline_collector_packets_total{agent=\"" + agent + "\",transport=\"tcp\"}");
    }

    private JsonNode listed(String id) {
        return api.all("/agents").stream()
                .filter(agent -> agent.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldTakeAnAgentThatIsAddedToTheFileAfterSighup() {
        long refused = metric("trunkline_collector_refused_total{agent=\"\",reason=\"unknown-agent\"}");
        pipeline.send(List.of(HepPackets.options(104, "too early")));
        Until.holds(
                "the packet to be refused",
                () -> metric("trunkline_collector_refused_total{agent=\"\",reason=\"unknown-agent\"}") == refused + 1);
        write("", PROXY, "{id: \"104\", networks: [127.0.0.0/8]}");
        pipeline.process().hangUp();
        Until.holds(
                "the agents to be read",
                () -> logged("hep.agents was read again: added [104], removed [], changed []"));
        pipeline.send(List.of(HepPackets.options(104, "known now")));
        Until.holds("the packet to be taken", () -> packetsOverTcp("104") == 1);
    }

    @Test
    void shouldKeepTheAgentsThatItHasWhenTheFileIsWrong() {
        long before = packetsOverTcp("101");
        write("", PROXY, "{id: \"105\", network: 127.0.0.0/8}");
        pipeline.process().hangUp();
        String wrong = "hep.agents is (hidden) (" + file + "): agent 2: unknown field network";
        Until.holds("the error to be logged", () -> logged("nothing was changed: " + wrong));
        HttpResponse<String> reply = reload();
        assertEquals(409, reply.statusCode());
        assertTrue(reply.body().contains("agent 2: unknown field network"), reply::body);
        pipeline.send(List.of(HepPackets.options(101, "still known")));
        Until.holds("the packet to be taken", () -> packetsOverTcp("101") == before + 1);
    }

    @Test
    void shouldNameTheLineOfAFileThatCannotBeRead() throws IOException {
        Files.writeString(file, "hep:\n  agents: [\n  oops: {\n");
        HttpResponse<String> reply = reload();
        assertEquals(409, reply.statusCode());
        assertTrue(reply.body().contains("line "), reply::body);
        assertTrue(reply.body().contains("not YAML"), reply::body);
    }

    @Test
    void shouldNameWhatChangedAndWhatNeedsARestartButNoKey() {
        write("", KEYED.replace("s3cret", "other"), PROXY);
        assertEquals(200, reload().statusCode());
        write("retention:\n  cdrs: 100d", KEYED, ELSEWHERE);
        HttpResponse<String> reply = reload();
        assertEquals(
                "{\"added\":[\"103\"],\"removed\":[\"101\"],\"changed\":[\"102\"],\"closedConnections\":0,"
                        + "\"needRestart\":[\"retention.cdrs\"]}",
                reply.body());
        assertFalse(logged("s3cret"), "a key is in the log");
    }

    @Test
    void shouldListAgentsThatWereNeverHeardOfBesideThoseThatWere() {
        write("", PROXY, KEYED, ELSEWHERE);
        assertEquals(200, reload().statusCode());
        pipeline.send(List.of(HepPackets.options(101, "heard of")));
        Until.holds(
                "the agents to be listed",
                () -> api.all("/agents").stream()
                                .anyMatch(each -> each.path("id").asText().equals("103"))
                        && !listed("101").path("lastSeen").isNull());
        JsonNode elsewhere = listed("103");
        assertTrue(elsewhere.path("lastSeen").isNull());
        assertTrue(elsewhere.path("configured").asBoolean());
        assertEquals("198.51.100.7", elsewhere.path("advertisedAddress").asText());
        assertTrue(listed("102").path("keyed").asBoolean());
        assertFalse(api.text("/api/v1/agents").contains("s3cret"));
        assertFalse(listed("101").path("collector").path("silent").asBoolean());
    }

    @Test
    void shouldTakeHepOverHttp() {
        long before = metric("trunkline_collector_packets_total{agent=\"101\",transport=\"http\"}");
        var body = new ByteArrayOutputStream();
        body.writeBytes(HepPackets.options(101, "over-http"));
        body.writeBytes(HepPackets.options(999, "of nobody"));
        HttpResponse<String> reply = api.post("/hep", body.toByteArray());
        assertEquals(200, reply.statusCode(), reply::body);
        assertEquals("{\"taken\":1,\"refused\":1,\"broken\":0,\"keepAlives\":0}", reply.body());
        assertEquals(before + 1, metric("trunkline_collector_packets_total{agent=\"101\",transport=\"http\"}"));
        Until.holds("the message to be forwarded", () -> api.metric("trunkline_collector_backlog_records") == 0);
    }

    @Test
    void shouldSayWhereABodyIsNoHep() {
        byte[] good = HepPackets.options(101, "before the garbage");
        var body = new ByteArrayOutputStream();
        body.writeBytes(good);
        body.writeBytes("garbage".getBytes(StandardCharsets.US_ASCII));
        HttpResponse<String> reply = api.post("/hep", body.toByteArray());
        assertEquals(400, reply.statusCode());
        assertTrue(reply.body().contains("no HEP frame begins at byte " + good.length), reply::body);
    }
}
