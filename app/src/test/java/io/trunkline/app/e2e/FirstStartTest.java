package io.trunkline.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.app.TrunklineProcess;
import io.trunkline.testing.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator meets at the first start, and when something is in the way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstStartTest {

    private Path directory;
    private Pipeline pipeline;
    private ApiProbe api;

    @BeforeAll
    void startOnAFreshDirectory(@TempDir Path temporary) {
        directory = temporary;
        pipeline = new Pipeline(directory);
        api = pipeline.start();
    }

    @AfterAll
    void stop() {
        pipeline.close();
    }

    @Test
    void shouldSayOnStandardOutputThatItIsReadyAndNothingElse() {
        assertEquals(
                "trunkline ready http://127.0.0.1:" + pipeline.url().getPort() + "\n",
                pipeline.process().output());
    }

    @Test
    void shouldKeepTheAdminTokenFromOthers() throws IOException {
        Path token = pipeline.dataDirectory().resolve("admin-token");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(token)));
        assertEquals(64, pipeline.adminToken().length());
    }

    @Test
    void shouldServeThePage() {
        assertTrue(api.text("/").contains("<title>Trunkline"), api.text("/"));
    }

    @Test
    void shouldBeUp() {
        JsonNode health = api.get("/health");
        assertEquals("up", health.path("status").asText(), health::toString);
    }

    @Test
    void shouldLeaveADataDirectoryThatIsInUseAlone() {
        try (var second = trunkline(pipeline.dataDirectory())) {
            assertEquals(1, second.awaitExit());
            assertEquals(
                    List.of("run: the data directory " + pipeline.dataDirectory() + " is in use by another process"),
                    second.errors().lines().toList());
            assertEquals("", second.output());
        }
        assertEquals("up", api.get("/health").path("status").asText());
    }

    @Test
    void shouldRefuseAKeyThatDoesNotExist() {
        try (var process = trunkline(fresh(), "kafka.prot=9093")) {
            assertEquals(2, process.awaitExit());
            assertEquals(
                    List.of("run: --set: unknown key kafka.prot"),
                    process.errors().lines().toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http.port", "kafka.port", "clickhouse.port", "hep.tcp-port"})
    void shouldNameTheKeyOfATcpPortThatIsTaken(String key) throws IOException {
        try (var taken = new ServerSocket(0, 1, FreePort.LOOPBACK)) {
            assertNames(key, taken.getLocalPort());
        }
    }

    @Test
    void shouldNameTheKeyOfAUdpPortThatIsTaken() throws IOException {
        try (var taken = new DatagramSocket(new InetSocketAddress(FreePort.LOOPBACK, 0))) {
            assertNames("hep.udp-port", taken.getLocalPort());
        }
    }

    /** Everything else is as it should be, so that only this port can be what is wrong. */
    private void assertNames(String key, int takenPort) throws IOException {
        var other = new Pipeline(fresh());
        try (var process = other.launch("--set", key + "=" + takenPort)) {
            assertEquals(1, process.awaitExit(), process::errors);
            String last = process.errors().lines().toList().getLast();
            assertTrue(last.startsWith("run: ") && last.contains(key), process::errors);
            assertTrue(last.contains(Integer.toString(takenPort)), process::errors);
            assertTrue(process.errors().lines().noneMatch(line -> line.startsWith("\tat ")), process::errors);
            assertEquals("", process.output());
        }
    }

    @Test
    void shouldRunACollectorOfItsOwnBesideTheFirstProcess() {
        var collector = new Pipeline(fresh());
        try (collector) {
            collector.launch(
                    "--roles",
                    "collector",
                    "--set",
                    "kafka.bootstrap=" + pipeline.kafka().bootstrap());
            var probe = new ApiProbe(collector.process().awaitReady(), collector.adminToken());
            JsonNode health = probe.get("/health");
            assertEquals("up", health.path("status").asText(), health::toString);
            assertTrue(health.path("parts").has("collector"), health::toString);
            assertTrue(probe.text("/metrics").contains("trunkline_collector_backlog_records 0"));
            assertEquals(
                    "{\"taken\":1,\"refused\":0,\"broken\":0,\"keepAlives\":0}",
                    probe.post("/hep", HepPackets.options(4_711, "over HTTP")).body());
            Until.holds("the other process to show its agent", () -> api.all("/agents").stream()
                    .anyMatch(agent -> agent.path("id").asText().equals("4711")
                            && agent.path("packets").asInt() == 1));
            assertEquals(409, api.post("/api/v1/agents/reload", new byte[0]).statusCode());
            assertEquals(0, collector.process().terminate());
        }
    }

    private TrunklineProcess trunkline(Path dataDirectory, String... settings) {
        var arguments = new ArrayList<String>(List.of("run", "--data-dir", dataDirectory.toString()));
        for (String setting : settings) {
            arguments.addAll(List.of("--set", setting));
        }
        return TrunklineProcess.start(directory, arguments.toArray(String[]::new));
    }

    private Path fresh() {
        try {
            return Files.createTempDirectory(directory, "fresh");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
