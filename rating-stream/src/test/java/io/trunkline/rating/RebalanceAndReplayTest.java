package io.trunkline.rating;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import io.trunkline.testing.Until;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three tiers and a provider, two of them with free minutes, one of whom has too few: the same records, entries and balances to
 * the digit, whoever rates and however often, and in whatever order the partitions are read.
 */
@Timeout(240)
class RebalanceAndReplayTest {

    private static final int CALLS = 40;
    private static final int TIERS = 4;

    @TempDir
    private Path directory;

    private RatingOnBroker scene;

    @BeforeEach
    void start() throws Exception {
        scene = new RatingOnBroker(directory.resolve("kafka"));
        scene.tieredCustomers(CALLS / 4);
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    private RatingStream rate(KafkaAddress kafka, String applicationId, String stateDir) throws InterruptedException {
        return RatingStream.start(
                RatingSettings.in(directory.resolve(stateDir)).withApplicationId(applicationId),
                kafka,
                scene.followed(),
                new Telemetry(),
                new Health());
    }

    @Test
    void shouldGiveTheSameBooksOverARebalanceAndInAReplayByAnother() throws Exception {
        try (RatingStream second = rateByTwo()) {
            Until.holds("it has all partitions", second::ready);
            scene.end(CALLS / 2, CALLS);
            awaitBooks(scene.kafka());
        }
        KafkaAddress again = scene.copyOfWhatCameIn("again.");
        try (RatingStream replay = rate(again, "replay", "replay")) {
            Until.holds("it is ready", replay::ready);
            awaitBooks(again);
        }
        assertEquals(cdrs(scene.kafka()), cdrs(again));
        assertEquals(entries(scene.kafka()), entries(again));
        assertEquals(balances(scene.kafka()), balances(again));
        assertEquals(Map.of("top", (long) CALLS / 4, "mid", (long) CALLS), freeMinutes(again));
    }

    /** One begins, another comes beside it while calls are up, and then the first goes. */
    private RatingStream rateByTwo() throws InterruptedException {
        RatingStream second;
        try (RatingStream first = rate(scene.kafka(), "live", "first")) {
            Until.holds("the first is ready", first::ready);
            scene.answer(0, CALLS / 2);
            second = rate(scene.kafka(), "live", "second");
            Until.holds("both share the partitions", () -> first.ready() && second.ready());
            scene.answer(CALLS / 2, CALLS);
            scene.end(0, CALLS / 2);
        }
        return second;
    }

    private void awaitBooks(KafkaAddress kafka) {
        Until.holds(
                "all tiers of all calls, and balances without a call that are those of the last entries",
                () -> lastCdrs(kafka).size() == CALLS * TIERS
                        && last(kafka).size() == TIERS
                        && last(kafka).values().stream().allMatch(balance -> isLast(kafka, balance)));
    }

    private boolean isLast(KafkaAddress kafka, Balance balance) {
        long entries = scene.all(kafka, Topic.LEDGER, LedgerEntry.class).stream()
                .filter(entry -> entry.accountId().equals(balance.accountId()))
                .count();
        long freeMinutes = freeMinutes(kafka).getOrDefault(balance.accountId(), 0L);
        return balance.liveCalls() == 0 && balance.sequence() == entries && balance.freeMinutesTaken() == freeMinutes;
    }

    private Map<String, Balance> last(KafkaAddress kafka) {
        return scene.all(kafka, Topic.BALANCES, Balance.class).stream()
                .collect(Collectors.toMap(
                        Balance::accountId, balance -> balance, (before, after) -> after, TreeMap::new));
    }

    /** Those that hold: of a call and tier the one of the highest revision, which comes last. */
    private Collection<Cdr> lastCdrs(KafkaAddress kafka) {
        return scene.all(kafka, Topic.CDRS, Cdr.class).stream()
                .collect(Collectors.toMap(cdr -> cdr.id() + " " + cdr.level(), cdr -> cdr, (before, after) -> after))
                .values();
    }

    /** In how many steps it came to be so depends on what was read first. */
    private List<String> cdrs(KafkaAddress kafka) {
        return lastCdrs(kafka).stream()
                .map(cdr -> new String(Json.write(cdr), StandardCharsets.UTF_8))
                .map(json -> json.replaceFirst("\"revision\":[0-9]+,?", ""))
                .sorted()
                .toList();
    }

    /** What was booked for each call of each account, in whatever steps. */
    private Map<String, BigDecimal> entries(KafkaAddress kafka) {
        var booked = new TreeMap<String, BigDecimal>();
        scene.all(kafka, Topic.LEDGER, LedgerEntry.class)
                .forEach(entry -> booked.merge(
                        entry.accountId() + " " + entry.reference().replaceFirst("#[0-9]+$", ""),
                        entry.amount().stripTrailingZeros(),
                        (one, other) -> one.add(other).stripTrailingZeros()));
        booked.values().removeIf(sum -> sum.signum() == 0);
        return booked;
    }

    private List<String> balances(KafkaAddress kafka) {
        Map<String, BigDecimal> sums = scene.all(kafka, Topic.LEDGER, LedgerEntry.class).stream()
                .collect(Collectors.groupingBy(
                        LedgerEntry::accountId,
                        Collectors.reducing(BigDecimal.ZERO, LedgerEntry::amount, BigDecimal::add)));
        return last(kafka).values().stream()
                .map(balance -> {
                    assertEquals(
                            0,
                            balance.balance().compareTo(sums.getOrDefault(balance.accountId(), BigDecimal.ZERO)),
                            balance.accountId());
                    return balance.accountId() + " " + balance.balance() + " " + balance.currency() + " "
                            + balance.status() + " " + balance.freeMinutesTaken();
                })
                .toList();
    }

    private Map<String, Long> freeMinutes(KafkaAddress kafka) {
        return lastCdrs(kafka).stream()
                .filter(cdr -> cdr.freeSeconds() > 0)
                .collect(Collectors.groupingBy(Cdr::accountId, Collectors.summingLong(cdr -> cdr.freeSeconds() / 60)));
    }
}
