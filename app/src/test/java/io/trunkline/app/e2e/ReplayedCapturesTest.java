package io.trunkline.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.app.TrunklineProcess;
import io.trunkline.testing.Until;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Captures of real calls, sent with {@code trunkline replay}, come out of the API as the calls that they hold. The
 * expected times were read from the captures with tcpdump, and are differences: the replay moves all times by the same.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayedCapturesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path CAPTURES =
            Path.of(System.getProperty("trunkline.root")).resolve("../shared/data/captures");

    private Path directory;
    private Pipeline pipeline;
    private ApiProbe api;

    @BeforeAll
    void start(@TempDir Path temporary) {
        Assumptions.assumeTrue(Files.isDirectory(CAPTURES), "there are no captures at " + CAPTURES);
        directory = temporary;
        pipeline = new Pipeline(directory);
        api = pipeline.start();
    }

    @AfterAll
    void stop() {
        if (pipeline != null) {
            pipeline.close();
        }
    }

    /**
     * <pre>
     *   1362868678.972518  INVITE           started
     *   1362868679.074873  100
     *   1362868682.077327  180              ringing   3,104.809 ms after the start
     *   1362868683.078535  200 to INVITE    answered  1,001.208 ms after the ringing
     *   1362868683.079184  ACK
     *   1362868695.081386  BYE              ended    12,002.851 ms after the answer
     *   1362868695.081915  200 to BYE
     * </pre>
     */
    @Test
    void anAnsweredCallHasItsTimes() {
        replay("simple_invite_scenario.pcap", 7);

        JsonNode cdr = awaitCall("1-6847@127.0.1.1");
        assertAnswered(cdr, 1_001, 12_002);
        assertEquals(3_104_809, micros(cdr, "startedAt", "ringingAt"));
        assertEquals(1_001_208, micros(cdr, "ringingAt", "answeredAt"));
        assertEquals(12_002_851, micros(cdr, "answeredAt", "endedAt"));
        assertEquals("sipp", cdr.path("from").asText());
        assertEquals("service", cdr.path("to").asText());
        assertEquals("127.0.0.1:5060", cdr.path("source").asText());
        assertEquals("127.0.0.1:5090", cdr.path("target").asText());
        assertEquals(
                List.of(
                        "INVITE sip:service@127.0.0.1:5090",
                        "100 Trying",
                        "180 Ringing",
                        "200 OK",
                        "ACK sip:service@127.0.0.1:5090",
                        "BYE sip:service@127.0.0.1:5090",
                        "200 OK"),
                trace("1-6847@127.0.1.1", 7));
    }

    /**
     * <pre>
     *   1362867909.703901  INVITE           started
     *   1362867909.805189  100
     *   1362867911.808744  180              ringing   2,104.843 ms after the start
     *   1362867912.811773  CANCEL
     *   1362867912.812453  200 to CANCEL
     *   1362867913.814571  487              ended     2,005.827 ms after the ringing
     *   1362867913.815200  ACK
     * </pre>
     *
     * <p>A CANCEL only asks for the end; what ends the INVITE is its final response (RFC 3261, 9.1).
     */
    @Test
    void aCancelledCallRingsUntilItsFinalResponse() {
        replay("cancel.pcap", 7);

        JsonNode cdr = awaitCall("1-6261@127.0.1.1");
        assertEquals("cancelled", cdr.path("outcome").asText());
        assertEquals("caller", cdr.path("endedBy").asText());
        assertEquals(487, cdr.path("status").asInt());
        assertTrue(cdr.path("answeredAt").isNull());
        assertEquals(0, cdr.path("durationMillis").asLong());
        assertEquals(2_104_843, micros(cdr, "startedAt", "ringingAt"));
        assertEquals(2_005_827, micros(cdr, "ringingAt", "endedAt"));
        assertEquals(2_005, cdr.path("ringMillis").asLong());
        assertEquals("receiver", cdr.path("to").asText());
    }

    /**
     * <pre>
     *   call     180          200 to INVITE    BYE
     *   1   109.792862     109.793013     110.795173
     *   2   110.791405     110.791546     111.794489
     *   3   111.793003     111.793153     112.795046
     *   4   112.791346     112.791486     113.792297
     *   5   113.792888     113.793032     114.795381
     * </pre>
     *
     * <p>The seconds are those after 1340495000. The last BYE is the caller's, as all are.
     */
    @Test
    void callsThatOverlapAreToldApart() {
        replay("sipp.pcap", 30);

        assertCall("1-16732@127.0.1.1", 151, 1_002_160);
        assertCall("2-16732@127.0.1.1", 141, 1_002_943);
        assertCall("3-16732@127.0.1.1", 150, 1_001_893);
        assertCall("4-16732@127.0.1.1", 140, 1_000_811);
        assertCall("5-16732@127.0.1.1", 144, 1_002_349);
    }

    private void assertCall(String callId, long ringMicros, long talkMicros) {
        JsonNode cdr = awaitCall(callId);
        assertAnswered(cdr, 0, talkMicros / 1_000);
        assertEquals(ringMicros, micros(cdr, "ringingAt", "answeredAt"), callId);
        assertEquals(talkMicros, micros(cdr, "answeredAt", "endedAt"), callId);
        assertEquals(6, trace(callId, 6).size(), callId);
    }

    private static void assertAnswered(JsonNode cdr, long ringMillis, long durationMillis) {
        assertEquals("answered", cdr.path("outcome").asText());
        assertEquals("caller", cdr.path("endedBy").asText());
        assertEquals(200, cdr.path("status").asInt());
        assertEquals(ringMillis, cdr.path("ringMillis").asLong());
        assertEquals(durationMillis, cdr.path("durationMillis").asLong());
        // Nobody here has an account.
        assertEquals("not-charged", cdr.path("rating").asText());
        assertTrue(cdr.path("price").isNull());
    }

    private void replay(String capture, int packets) {
        String target = "127.0.0.1:" + pipeline.hepTcp().getPort();
        try (var replay = TrunklineProcess.start(
                directory, "replay", CAPTURES.resolve(capture).toString(), "--to", target, "--speed", "max")) {
            assertEquals(0, replay.awaitExit(), replay::errors);
            assertTrue(
                    replay.output().startsWith("sent " + packets + " packets to " + target + " over TCP\n"),
                    replay::output);
        }
    }

    private JsonNode awaitCall(String callId) {
        Until.holds("the record of " + callId, PATIENCE, () -> !api.get("/cdrs?callId=" + encoded(callId))
                .path("items")
                .isEmpty());
        JsonNode items = api.get("/cdrs?callId=" + encoded(callId)).path("items");
        assertEquals(1, items.size());
        return items.get(0);
    }

    /** The record of a call may be there before its messages. */
    private List<String> trace(String callId, int messages) {
        String path = "/cdrs/" + encoded(callId) + "/trace";
        JsonNode items = Until.fits(
                "the messages of " + callId, () -> api.find(path).path("items"), found -> found.size() >= messages);
        return StreamSupport.stream(items.spliterator(), false)
                .map(message -> message.path("summary").asText())
                .toList();
    }

    private static long micros(JsonNode cdr, String from, String to) {
        return Duration.between(
                                Instant.parse(cdr.path(from).asText()),
                                Instant.parse(cdr.path(to).asText()))
                        .toNanos()
                / 1_000;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
