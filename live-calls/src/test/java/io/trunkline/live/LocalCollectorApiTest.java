package io.trunkline.live;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.live.ApiClient.Reply;
import io.trunkline.live.collector.LocalCollector;
import io.trunkline.protocol.hep.HepTaken;
import io.trunkline.protocol.hep.HepTaken.End;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the API makes of what the collector in its process says. */
@ExtendWith(LivePipeline.Extension.class)
class LocalCollectorApiTest {

    private final LivePipeline pipeline;

    LocalCollectorApiTest(LivePipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Says what it was told to say, and remembers what it was given. */
    private static final class Scripted implements LocalCollector {

        private final HepTaken taken;
        private final Reload reload;
        private byte[] given = {};
        private InetSocketAddress sender;

        Scripted(HepTaken taken, Reload reload) {
            this.taken = taken;
            this.reload = reload;
        }

        @Override
        public HepTaken take(byte[] hep, InetSocketAddress from) {
            given = hep;
            sender = from;
            return taken;
        }

        @Override
        public Reload reload() {
            return reload;
        }
    }

    private Scripted collectorThatSays(HepTaken taken) {
        var collector = new Scripted(taken, null);
        pipeline.collector(collector);
        return collector;
    }

    private Reply post(String body) {
        return pipeline.admin().send("POST", "/hep", "application/x-www-form-urlencoded", body);
    }

    @AfterEach
    void takeTheCollectorAway() {
        pipeline.collector(null);
    }

    @Test
    void shouldHandTheBodyOverWithTheAddressOfTheCallerWhateverItsType() {
        Scripted collector = collectorThatSays(new HepTaken(1, 2, 3, 4, 9, End.WHOLE));
        Reply reply = post("HEP3 body");
        assertEquals(200, reply.status());
        assertEquals("{\"taken\":1,\"refused\":2,\"broken\":3,\"keepAlives\":4}", reply.text());
        assertArrayEquals("HEP3 body".getBytes(StandardCharsets.UTF_8), collector.given);
        assertTrue(collector.sender.getAddress().isLoopbackAddress());
        assertTrue(collector.sender.getPort() > 0);
    }

    @Test
    void shouldSayAtWhichByteTheFramesBreakOffAndWhatWasTakenBefore() {
        collectorThatSays(new HepTaken(5, 0, 0, 1, 77, End.BAD_FRAME));
        Reply bad = post("x");
        assertEquals(400, bad.status());
        assertEquals(
                "no HEP frame begins at byte 77 of the body. What came before it need not be sent again: 5 taken, "
                        + "0 refused, 0 broken, 1 keep-alives",
                bad.errorMessage());
        collectorThatSays(new HepTaken(0, 0, 0, 0, 0, End.CUT_FRAME));
        assertEquals(
                "the body ends within the HEP frame that begins at byte 0. Nothing was taken",
                post("x").errorMessage());
    }

    @Test
    void shouldAskToTryAgainLaterWhileTheDiskIsFull() {
        collectorThatSays(new HepTaken(0, 0, 0, 0, 0, End.DISK_FULL));
        Reply reply = post("x");
        assertEquals(503, reply.status());
        assertEquals("10", reply.header("Retry-After").orElse(""));
    }

    @Test
    void shouldRefuseAnEmptyBodyAndOneThatIsTooLong() {
        Scripted collector = collectorThatSays(new HepTaken(0, 0, 0, 0, 0, End.WHOLE));
        assertEquals(400, post("").status());
        assertEquals(413, post("x".repeat((4 << 20) + 1)).status());
        assertEquals(0, collector.given.length);
    }

    @Test
    void shouldSayThatThereIsNoCollectorHere() {
        Reply hep = post("x");
        assertEquals(503, hep.status());
        assertTrue(hep.errorMessage().contains("no collector in this process"), hep::text);
        Reply reload = pipeline.admin().send("POST", "/api/v1/agents/reload", null, null);
        assertEquals(409, reload.status());
        assertTrue(reload.errorMessage().contains("no collector in this process"), reload::text);
    }

    @Test
    void shouldTellWhatAReloadChanged() {
        pipeline.collector(new Scripted(
                null,
                new LocalCollector.Reload.Done(List.of("1"), List.of("2"), List.of("3"), 4, List.of("http.port"))));
        Reply reply = pipeline.admin().send("POST", "/api/v1/agents/reload", null, null);
        assertEquals(200, reply.status());
        assertEquals(
                "{\"added\":[\"1\"],\"removed\":[\"2\"],\"changed\":[\"3\"],\"closedConnections\":4,"
                        + "\"needRestart\":[\"http.port\"]}",
                reply.text());
    }

    @Test
    void shouldSayWhyAReloadChangedNothing() {
        pipeline.collector(new Scripted(null, new LocalCollector.Reload.Refused("hep.agents is wrong")));
        Reply reply = pipeline.admin().send("POST", "/api/v1/agents/reload", null, null);
        assertEquals(409, reply.status());
        assertEquals("nothing was changed: hep.agents is wrong", reply.errorMessage());
    }
}
