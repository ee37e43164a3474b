package io.trunkline.rating.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.rating.ExampleCustomers;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Calls of several accounts with free minutes, read in whatever order: of one call the answer before the end, and nothing
 * else is sure. The books are the same as when all is read in the order of time.
 */
class LateAnswersPropertiesTest {

    private static final int ACCOUNTS = 2;
    private static final long OPEN_SECONDS = LedgerTimes.DEFAULT.open().toSeconds();

    /** When the last of the calls is surely over, in seconds. */
    private static final int ALL_OVER = 5_000;

    /**
     * A call, in seconds from the beginning.
     *
     * @param answerLate by how much its answer is told late, where it is told while calls go on
     * @param endLate the same of its end
     */
    record Talk(int account, int answeredAt, int lasts, int rate, int answerLate, int endLate) {

        Instant answered() {
            return LedgerScene.START.plusSeconds(answeredAt);
        }

        Instant ended() {
            return answered().plusSeconds(lasts);
        }
    }

    /** Few moments, so that much happens at the same one. */
    @Provide
    Arbitrary<Talk> talks() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, ACCOUNTS - 1),
                        Arbitraries.integers().between(0, 20).map(each -> each * 30),
                        Arbitraries.integers().between(1, 400),
                        Arbitraries.integers().between(0, MixedTariffs.KINDS - 1),
                        Arbitraries.integers().between(0, (int) OPEN_SECONDS - 1),
                        Arbitraries.integers().between(0, 1_500))
                .as(Talk::new);
    }

    /** What is told of a call at a moment. */
    private record Event(double toldAt, boolean ends, int call) {}

    /** What the books say in the end. */
    private record Books(
            Map<String, List<Object>> calls,
            Map<String, BigDecimal> entries,
            List<BigDecimal> balances,
            List<Long> taken) {

        static Books of(List<LedgerScene> accounts) {
            var calls = new TreeMap<String, List<Object>>();
            var entries = new TreeMap<String, BigDecimal>();
            for (LedgerScene account : accounts) {
                account.cdrs.forEach(cdr -> calls.put(cdr.id(), held(cdr, account)));
                account.entries.forEach(
                        entry -> entries.merge(callOf(entry), entry.amount(), (one, other) -> sum(one, other)));
                assertThatTheyAddUp(account);
            }
            entries.values().removeIf(amount -> amount.signum() == 0);
            return new Books(calls, entries, each(accounts, Books::balance), each(accounts, Books::taken));
        }

        private static List<Object> held(Cdr cdr, LedgerScene account) {
            long revisions = account.cdrs.stream()
                    .filter(other -> other.id().equals(cdr.id()))
                    .count();
            assertEquals(
                    revisions - 1,
                    account.cdrs.stream()
                            .filter(other -> other.id().equals(cdr.id()))
                            .mapToInt(Cdr::revision)
                            .max()
                            .orElseThrow());
            return List.of(cdr.price(), cdr.freeSeconds(), cdr.billedSeconds(), cdr.steps());
        }

        private static String callOf(LedgerEntry entry) {
            return entry.reference().replaceFirst("#.*", "");
        }

        private static BigDecimal balance(LedgerScene account) {
            return account.balance().balance().stripTrailingZeros();
        }

        private static long taken(LedgerScene account) {
            return account.balance().freeMinutesTaken();
        }

        private static <T> List<T> each(List<LedgerScene> accounts, Function<LedgerScene, T> what) {
            return accounts.stream().map(what).toList();
        }

        private static BigDecimal sum(BigDecimal one, BigDecimal other) {
            return one.add(other).stripTrailingZeros();
        }

        private static void assertThatTheyAddUp(LedgerScene account) {
            BigDecimal balance = BigDecimal.ZERO;
            for (LedgerEntry entry : account.entries) {
                balance = balance.add(entry.amount());
                assertEquals(0, balance.compareTo(entry.balanceAfter()));
            }
            Map<String, Cdr> last =
                    account.cdrs.stream().collect(Collectors.toMap(Cdr::id, cdr -> cdr, (before, after) -> after));
            BigDecimal owed = last.values().stream().map(Cdr::price).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertEquals(0, owed.add(balance).signum());
            assertEquals(
                    last.values().stream()
                            .mapToLong(cdr -> cdr.freeSeconds() / 60)
                            .sum(),
                    account.balance().freeMinutesTaken());
        }
    }

    private static List<LedgerScene> accounts(int freeMinutes) {
        var accounts = new ArrayList<LedgerScene>();
        for (int i = 0; i < ACCOUNTS; i++) {
            accounts.add(new LedgerScene(ExampleCustomers.acme(BalanceManagement.NONE, "0"), LedgerTimes.DEFAULT)
                    .isGiven(MixedTariffs.allowance(freeMinutes)));
        }
        return accounts;
    }

    /**
     * What comes of the calls when they are told in an order, with restarts, doubts and clocks that are never quite the same.
     *
     * @param random a number below another one, 0 or more; nothing of that happens when it is the highest
     */
    private static Books told(List<Event> events, List<Talk> talks, int freeMinutes, IntUnaryOperator random) {
        List<LedgerScene> accounts = accounts(freeMinutes);
        for (Event event : events) {
            accounts.forEach(account -> account.at(event.toldAt()));
            Talk talk = talks.get(event.call());
            LedgerScene account = accounts.get(talk.account());
            String id = "call-" + event.call();
            if (event.ends()) {
                account.ends(id, talk.ended());
            } else {
                Instant since = talk.answered().minusMillis(random.applyAsInt(40));
                account.answers(id, MixedTariffs.tariff(talk.rate(), freeMinutes), talk.answered(), since);
                if (random.applyAsInt(6) == 0) {
                    account.doubts(id, talk.answered().plusSeconds(random.applyAsInt(talk.lasts())));
                }
                if (random.applyAsInt(12) == 0) {
                    account.doubts(id, null);
                }
            }
            if (random.applyAsInt(5) == 0) {
                account.restarts();
            }
        }
        var books = Books.of(accounts);
        accounts.forEach(account -> assertEquals(Map.of(), account.closes().waiting));
        assertEquals(books, Books.of(accounts));
        return books;
    }

    /** There are no restarts, doubts and clocks that differ. */
    private static int nothing(int bound) {
        return bound - 1;
    }

    private static Books toldInOrder(List<Talk> talks, int freeMinutes) {
        return told(inOrder(talks), talks, freeMinutes, LateAnswersPropertiesTest::nothing);
    }

    private static List<Event> inOrder(List<Talk> talks) {
        var events = new ArrayList<Event>();
        for (int i = 0; i < talks.size(); i++) {
            events.add(new Event(talks.get(i).answeredAt(), false, i));
            events.add(new Event(talks.get(i).answeredAt() + talks.get(i).lasts(), true, i));
        }
        return sorted(events);
    }

    private static List<Event> sorted(List<Event> events) {
        return events.stream().sorted(Comparator.comparingDouble(Event::toldAt)).toList();
    }

    /** The same when all was captured before, in less time than calls are open. */
    private static List<Event> atOnce(List<Event> events) {
        var atOnce = new ArrayList<Event>();
        for (Event event : events) {
            double toldAt = ALL_OVER + atOnce.size() * (OPEN_SECONDS - 1.0) / events.size();
            atOnce.add(new Event(toldAt, event.ends(), event.call()));
        }
        return atOnce;
    }

    /** All that was captured is read once more, in any order. */
    private static List<Event> replayed(List<Talk> talks, Random random) {
        var order = new ArrayList<Integer>();
        for (int i = 0; i < talks.size(); i++) {
            order.addAll(List.of(i, i));
        }
        Collections.shuffle(order, random);
        var answered = new HashSet<Integer>();
        var events = new ArrayList<Event>();
        for (int call : order) {
            events.add(new Event(0, !answered.add(call), call));
        }
        return atOnce(events);
    }

    /** While calls go on each answer is told less late than calls are open; ends come however late. */
    private static List<Event> late(List<Talk> talks) {
        var events = new ArrayList<Event>();
        for (int i = 0; i < talks.size(); i++) {
            Talk talk = talks.get(i);
            double end = talk.answeredAt() + talk.lasts() + talk.endLate();
            events.add(new Event(Math.min(talk.answeredAt() + talk.answerLate(), end - 0.5), false, i));
            events.add(new Event(end, true, i));
        }
        return sorted(events);
    }

    @Property(tries = 1_000)
    void theOrderInWhichCallsAreReadAgainChangesNothing(
            @ForAll @Size(min = 1, max = 10) List<@From("talks") Talk> talks,
            @ForAll @IntRange(min = 1, max = 25) int freeMinutes,
            @ForAll long order) {
        var random = new Random(order);
        assertEquals(
                toldInOrder(talks, freeMinutes), told(replayed(talks, random), talks, freeMinutes, random::nextInt));
    }

    @Property(tries = 1_000)
    void whatIsToldLateWhileCallsGoOnChangesNothing(
            @ForAll @Size(min = 1, max = 10) List<@From("talks") Talk> talks,
            @ForAll @IntRange(min = 1, max = 25) int freeMinutes,
            @ForAll long order) {
        assertEquals(
                toldInOrder(talks, freeMinutes), told(late(talks), talks, freeMinutes, new Random(order)::nextInt));
    }

    /** Calls of up to fifty minutes, of which one is told behind all others and begins no more than the last minutes that count. */
    @Property(tries = 300)
    void ofManyMinutesTheLastOnesAreEnough(
            @ForAll @Size(min = 2, max = 20) List<@From("talks") Talk> talks,
            @ForAll @IntRange(min = 61, max = 300) int freeMinutes,
            @ForAll @IntRange(max = 1) int late) {
        List<Talk> longer = talks.stream()
                .map(talk -> new Talk(0, talk.answeredAt(), talk.lasts() * 7 + talk.answeredAt(), talk.rate(), 0, 0))
                .toList();
        List<Event> events = new ArrayList<>(inOrder(longer));
        List<Event> ofLate =
                events.stream().filter(event -> event.call() == late).toList();
        events.removeAll(ofLate);
        events.addAll(ofLate);
        Books expected = told(inOrder(longer), longer, freeMinutes, LateAnswersPropertiesTest::nothing);
        assertEquals(expected, told(atOnce(events), longer, freeMinutes, LateAnswersPropertiesTest::nothing));
    }

    /** The rule itself: of all minutes that are begun by calls that cost something those that begin first. */
    @Property(tries = 500)
    void theMinutesThatBeginFirstAreFree(
            @ForAll @Size(min = 1, max = 10) List<@From("talks") Talk> talks,
            @ForAll @IntRange(min = 1, max = 25) int freeMinutes,
            @ForAll long order) {
        record Minute(Instant begins, String call) {}
        var random = new Random(order);
        Books books = told(replayed(talks, random), talks, freeMinutes, random::nextInt);
        var free = new HashMap<String, Long>();
        for (int account = 0; account < ACCOUNTS; account++) {
            var minutes = new ArrayList<Minute>();
            for (int i = 0; i < talks.size(); i++) {
                Talk talk = talks.get(i);
                boolean costs = talk.rate() != 0 && !(talk.rate() == MixedTariffs.KINDS - 1 && talk.lasts() <= 90);
                for (int k = 0; costs && talk.account() == account && k * 60 < talk.lasts(); k++) {
                    minutes.add(new Minute(talk.answered().plus(Duration.ofMinutes(k)), "call-" + i));
                }
            }
            minutes.sort((one, other) -> one.begins().equals(other.begins())
                    ? one.call().compareTo(other.call())
                    : one.begins().compareTo(other.begins()));
            minutes.stream().limit(freeMinutes).forEach(minute -> free.merge(minute.call(), 60L, Long::sum));
        }
        books.calls().forEach((call, held) -> assertEquals(free.getOrDefault(call, 0L), held.get(1), call));
    }
}
