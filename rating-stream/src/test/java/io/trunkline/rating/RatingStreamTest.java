package io.trunkline.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallLink;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.DeadLetter;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.SwitchCommand;
import io.trunkline.rating.state.StateSerde;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import io.trunkline.testing.Until;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The role on a real broker, stopped and started while calls pass, and with commits that fail. */
@Timeout(240)
class RatingStreamTest {

    private static final int CALLS = 60;

    @TempDir
    private Path directory;

    private RatingOnBroker scene;
    private final Telemetry telemetry = new Telemetry();
    private final Health health = new Health();

    @BeforeEach
    void start() throws Exception {
        scene = new RatingOnBroker(directory.resolve("kafka"));
        scene.customers();
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    private RatingStream startRating(String stateDir) throws InterruptedException {
        RatingStream rating = RatingStream.start(
                RatingSettings.in(directory.resolve(stateDir)),
                scene.kafka(),
                scene.followed(),
                new Telemetry(),
                health);
        Until.holds("rating is ready", rating::ready);
        return rating;
    }

    private List<Cdr> awaitCdrs(int number) throws InterruptedException {
        Until.fits(number + " CDRs", () -> scene.all(Topic.CDRS, Cdr.class).size(), count -> count >= number);
        return scene.all(Topic.CDRS, Cdr.class);
    }

    /** Each call has one record, each movement one entry without a gap, and all sums are the same. */
    private void assertThatAllSumsAgree(BigDecimal paid, int payments, List<Cdr> cdrs) throws InterruptedException {
        assertEquals(CALLS, cdrs.size());
        assertEquals(CALLS, new HashSet<>(cdrs.stream().map(Cdr::callId).toList()).size());
        List<LedgerEntry> entries = scene.all(Topic.LEDGER, LedgerEntry.class);
        assertEquals(CALLS + payments, entries.size());
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < entries.size(); i++) {
            sum = sum.add(entries.get(i).amount());
            assertEquals(i + 1, entries.get(i).sequence());
            assertEquals(0, sum.compareTo(entries.get(i).balanceAfter()));
        }
        BigDecimal prices = cdrs.stream().map(Cdr::price).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(0, paid.subtract(prices).compareTo(sum));
        Balance last = Until.fits(
                "the balance with all entries",
                () -> scene.all(Topic.BALANCES, Balance.class).getLast(),
                balance -> balance.sequence() == entries.size());
        assertEquals(0, sum.compareTo(last.balance()));
        assertEquals(0, last.reserved().signum());
        assertEquals(0, last.liveCalls());
    }

    @Test
    void shouldLoseNoCallAndBookNoneTwiceWhenStoppedAndStarted() throws Exception {
        try (RatingStream first = startRating("first")) {
            scene.pays("p1", "50");
            scene.answer(0, CALLS / 2);
            scene.end(0, CALLS / 4);
            awaitCdrs(1);
            assertTrue(first.ready());
        }
        scene.answer(CALLS / 2, CALLS);
        scene.pays("p1", "50");
        // The second finds nothing on disk, as after a crash: all that it knows it reads back from Kafka.
        try (RatingStream second = startRating("second")) {
            scene.end(CALLS / 4, CALLS);
            List<Cdr> cdrs = awaitCdrs(CALLS);
            assertTrue(second.ready());
            assertThatAllSumsAgree(new BigDecimal("50"), 1, cdrs);
        }
    }

    @Test
    void shouldJoinALegWithOneThatCameBeforeACrash() throws Exception {
        try (RatingStream first = startRating("first")) {
            scene.ring("leg-a", "P-Charging-Vector: icid-value=icid-1");
            Until.holds("the first leg is up", () -> !scene.all(Topic.CALLS, Call.class)
                    .isEmpty());
            assertTrue(first.ready());
        }
        assertEquals(List.of(), scene.all(Topic.CALL_LINKS, CallLink.class));
        try (RatingStream second = startRating("second")) {
            scene.ring("leg-b", "P-Charging-Vector: icid-value=icid-1");
            List<CallLink> links =
                    Until.fits("the link", () -> scene.all(Topic.CALL_LINKS, CallLink.class), all -> !all.isEmpty());
            assertEquals(List.of("leg-a", "leg-b"), links.getLast().callIds());
            assertTrue(second.ready());
        }
    }

    @Test
    void shouldBringEachOrderToTheCallThatItIsForInWhateverPartitionThatIs() throws Exception {
        try (RatingStream rating = startRating("first")) {
            scene.answer(0, CALLS);
            Until.fits(
                    "all calls are answered",
                    () -> scene.all(Topic.CALLS, Call.class).stream()
                            .filter(Call.Answered.class::isInstance)
                            .map(call -> call.setup().id())
                            .distinct()
                            .count(),
                    count -> count == CALLS);
            scene.orderEnd(0, CALLS);
            List<SwitchCommand> commands = Until.fits(
                    "a command for each",
                    () -> scene.all(Topic.SWITCH_COMMANDS, SwitchCommand.class),
                    all -> all.size() >= CALLS);
            assertEquals(
                    CALLS,
                    commands.stream()
                            .map(command -> ((SwitchCommand.EndCall) command).callId())
                            .distinct()
                            .count());
            assertTrue(rating.ready());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldCountOnceWhateverACommitThatFailedLeavesBehind(FailingCommits.Way way) throws Exception {
        var commits = new FailingCommits(way);
        RatingStream rating = RatingStream.start(
                RatingSettings.in(directory.resolve("streams")),
                scene.kafka(),
                scene.followed(),
                telemetry,
                health,
                (topology, properties) -> new KafkaStreams(topology, properties, commits));
        try (rating) {
            Until.holds("rating is ready", rating::ready);
            int payments = 0;
            for (int i = 0; i < CALLS; i += CALLS / 3) {
                commits.fail(i == 0 ? way.atFirst : way.later);
                payments++;
                scene.pays("p" + payments, "7.25");
                scene.answer(i, i + CALLS / 3);
                scene.end(i, i + CALLS / 3);
                Until.holds("the commits have failed", commits::allHappened);
            }
            List<Cdr> cdrs = awaitCdrs(CALLS);
            assertThatAllSumsAgree(new BigDecimal("7.25").multiply(BigDecimal.valueOf(payments)), payments, cdrs);
            assertTrue(telemetry.text().contains("trunkline_live_calls 0.0"), "no call is counted twice");
        }
    }

    @Test
    void shouldNameTheRecordAtWhichItFailsAgainAndAgain() throws Exception {
        RatingStream rating = RatingStream.start(
                RatingSettings.in(directory.resolve("streams")), scene.kafka(), scene.followed(), telemetry, health);
        try (rating) {
            scene.send(new ProducerRecord<>(
                    RatingTopology.callEvents(scene.kafka()), 1, "acme", ofNewerProgram(new byte[] {99, 1, 2, 3})));
            scene.flush();
            Health.Part part = Until.fits(
                    "health names the record",
                    () -> health.parts().get("rating"),
                    each -> each.status() == Health.Status.DEGRADED);
            assertTrue(
                    part.detail().contains("at topic trunkline.rating.call-events, partition 1, offset 0:")
                            && part.detail()
                                    .contains("key acme: it is of version 99 and this program reads 1 to "
                                            + StateSerde.VERSION),
                    part.detail());
        }
    }

    /** A record with the checksum that fits. */
    private static byte[] ofNewerProgram(byte[] value) {
        var checksum = new CRC32C();
        checksum.update(value);
        return ByteBuffer.allocate(value.length + Integer.BYTES)
                .put(value)
                .putInt((int) checksum.getValue())
                .array();
    }

    @Test
    void shouldPutAwayADamagedRecordAndPutItBackWhenItIsAsked() throws Exception {
        try (RatingStream rating = startRating("streams")) {
            scene.send(new ProducerRecord<>(
                    RatingTopology.callEvents(scene.kafka()), "acme", new byte[] {99, 1, 2, 3, 4, 5}));
            scene.flush();
            DeadLetter letter = Until.fits(
                            "the letter", () -> scene.all(Topic.DEAD_LETTERS, DeadLetter.class), all -> !all.isEmpty())
                    .getFirst();
            assertEquals("trunkline.rating.call-events-" + letter.partition() + "-0", letter.id());
            assertEquals("acme", letter.accountId());
            scene.pays("p1", "50");
            Until.holds("the next is booked", () -> !scene.all(Topic.LEDGER, LedgerEntry.class)
                    .isEmpty());
            scene.putsBack(letter);
            assertEquals(
                    2,
                    Until.fits(
                                    "it fails once more",
                                    () -> scene.all(Topic.DEAD_LETTERS, DeadLetter.class),
                                    all -> all.size() > 1)
                            .getLast()
                            .attempts());
            assertTrue(rating.ready());
            assertEquals(Health.Status.UP, health.parts().get("rating").status());
        }
    }
}
