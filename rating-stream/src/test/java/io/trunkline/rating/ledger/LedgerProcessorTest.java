package io.trunkline.rating.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.customers.Customers;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.protocol.event.Allowance;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.CallPackage;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.DeadLetter;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.PackageTerms;
import io.trunkline.protocol.event.Payer;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.SwitchCommand;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.rating.ExampleCustomers;
import io.trunkline.rating.deadline.LateReads;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.rating.state.Abortable;
import io.trunkline.tariff.RateTable;
import io.trunkline.telemetry.Telemetry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A processor that is revived after its transaction was aborted. */
class LedgerProcessorTest {

    private static final Instant START = LedgerScene.START;

    private final RateCard card = new RateCard("retail", "R", "EUR", "Europe/Berlin", 6, Rounding.HALF_UP, "v1", 1, 0);
    private final Customers customers = Customers.of(
            List.of(inPackage("gold"), inPackage("silver")),
            List.of(RateTable.of(card, List.of())),
            List.of(taken("gold", "9.90", "25"), taken("silver", "4", "1")));
    private final MockProcessorContext<String, Object> context = new MockProcessorContext<>();
    private final Abortable stores = new Abortable(context);
    private final LedgerProcessor processor = new LedgerProcessor(
            new LedgerInputs(), customers, LedgerTimes.DEFAULT, new LateReads(), new RatingMetrics(new Telemetry()));

    @BeforeEach
    void start() {
        stores.store(LedgerProcessor.LEDGERS, LedgerCodec.STATES);
        stores.store(AccountCalls.LIVE, LedgerCodec.LIVE_CALLS);
        stores.store(AccountCalls.WAITING, LedgerCodec.WAITING_CALLS);
        stores.store(BookedCommands.STORE, Serdes.Long());
        stores.store(LedgerProcessor.CHILDREN, Serdes.Long());
        stores.store(DeadLetters.STORE, Json.serde(DeadLetter.class));
        context.setCurrentSystemTimeMs(START.toEpochMilli());
        processor.init(context);
        put(new LedgerInput.Configured(ExampleCustomers.acme(BalanceManagement.HARD, "0")));
        pays("p1", "10");
        stores.commit();
    }

    private void put(LedgerInput input) {
        put("acme", input);
    }

    private void put(String account, LedgerInput input) {
        processor.process(
                new Record<>(account, new Delivered(input, "topic", 0, 0, new byte[0]), START.toEpochMilli()));
    }

    private void pays(String id, String amount) {
        put(new LedgerInput.Commanded(new AccountCommand.Payment(id, "acme", new BigDecimal(amount), "", START)));
    }

    private void othersPay(String id) {
        for (int i = 0; i < 3_000; i++) {
            String account = "other-" + i;
            put(account, new LedgerInput.Commanded(new AccountCommand.Payment(id, account, BigDecimal.ONE, "", START)));
        }
    }

    @Test
    void shouldGoOnWithBalanceAndCallsOfAnAccountHoweverManyOthersAreUsedBetween() {
        othersPay("first");
        put(LedgerScene.answered("one", START));
        othersPay("second");
        pays("p2", "5");
        put(LedgerScene.ended("one", START, START.plusSeconds(60)));
        LedgerEntry last = stores.sent(LedgerEntry.class).getLast();
        assertEquals(0, new BigDecimal("14.40").compareTo(last.balanceAfter()));
        assertEquals(3, last.sequence());
        othersPay("third");
        assertEquals(3, stores.sent(LedgerEntry.class).getLast().sequence());
        pays("p2", "5");
        pays("p3", "1");
        assertEquals(
                0,
                new BigDecimal("15.40")
                        .compareTo(stores.sent(LedgerEntry.class).getLast().balanceAfter()));
    }

    private static AccountCommand.Rerating rerating(Cdr before, String price) {
        Cdr after = before.ratedAgain(ExampleCustomers.tariff(), 60, 0, new BigDecimal(price), List.of());
        return AccountCommand.Rerating.of(before, after, "", START);
    }

    @Test
    void shouldBookOnceWhatIsRatedAgainHoweverOftenAndByWhomeverItIsOrdered() {
        put(LedgerScene.answered("one", START));
        put(LedgerScene.ended("one", START, START.plusSeconds(60)));
        Cdr before = stores.sent(Cdr.class).getLast();
        int booked = stores.sent(LedgerEntry.class).size();
        put(new LedgerInput.Commanded(rerating(before, "0.50")));
        put(new LedgerInput.Commanded(rerating(before, "0.50")));
        // Another run looked at the record before it was replaced, and had another card.
        put(new LedgerInput.Commanded(rerating(before, "0.40")));
        assertEquals(booked + 2, stores.sent(LedgerEntry.class).size());
        Cdr now = stores.sent(Cdr.class).getLast();
        assertEquals(new BigDecimal("0.50"), now.price());
        put(new LedgerInput.Commanded(rerating(now, "0.40")));
        List<LedgerEntry> entries = stores.sent(LedgerEntry.class);
        assertEquals(booked + 4, entries.size());
        assertEquals(new BigDecimal("9.60"), entries.getLast().balanceAfter());
        // A chosen id cannot stand in the way of one that is made.
        pays(rerating(stores.sent(Cdr.class).getLast(), "1").id(), "1");
        put(new LedgerInput.Commanded(rerating(stores.sent(Cdr.class).getLast(), "1")));
        assertEquals(booked + 7, stores.sent(LedgerEntry.class).size());
    }

    /** Two tiers, of which the upper one has two free minutes a month. The first minute of the older call is all it has. */
    @Test
    void shouldGiveFreeMinutesThatNobodyBeganOnceAndOnTheirTierAloneHoweverOftenItIsAborted() {
        Payer mid = mid(2);
        Instant young = START.plusSeconds(70);
        for (String account : List.of("acme", "mid")) {
            put(account, LedgerScene.answered("old", START, mid));
            put(account, LedgerScene.answered("young", young, mid));
            put(account, LedgerScene.ended("young", young, young.plusSeconds(30), mid));
        }
        Cdr charged = stores.sent(Cdr.class).getLast();
        assertEquals(0, new BigDecimal("0.30").compareTo(charged.price()));
        stores.commit();
        for (int i = 0; i < 3; i++) {
            put("mid", LedgerScene.ended("old", START, START.plusSeconds(50), mid));
            assertEquals(2, stores.sent(Cdr.class).size());
            isAborted();
        }
        put("acme", LedgerScene.ended("old", START, START.plusSeconds(50), mid));
        assertEquals(1, stores.sent(Cdr.class).size(), "what the lower tier pays stays as it is");
        put("mid", LedgerScene.ended("old", START, START.plusSeconds(50), mid));
        Cdr corrected = stores.sent(Cdr.class).getLast();
        assertEquals(
                List.of("young", 1, 1, 60L),
                List.of(corrected.id(), corrected.level(), corrected.revision(), corrected.freeSeconds()));
        LedgerEntry entry = stores.sent(LedgerEntry.class).getLast();
        assertEquals(
                List.of("mid-2", LedgerEntry.Type.CORRECTION, "young#1"),
                List.of(entry.id(), entry.type(), entry.reference()));
        assertEquals(0, entry.balanceAfter().signum());
        // Somebody who has read the record before has it rated again: that was booked.
        int booked = stores.sent(LedgerEntry.class).size();
        put("mid", new LedgerInput.Commanded(rerating(charged, "0.20")));
        assertEquals(booked, stores.sent(LedgerEntry.class).size());
        put("mid", new LedgerInput.Commanded(rerating(corrected, "0.20")));
        assertEquals(booked + 1, stores.sent(LedgerEntry.class).size());
    }

    /** Who pays for calls of acme as well, and has some free minutes. */
    private static Payer mid(int freeMinutes) {
        var allowance = new Allowance(freeMinutes, START.minusSeconds(60), START.plusSeconds(10_000));
        var tariff = new Tariff(
                "retail",
                "EUR",
                6,
                Rounding.HALF_UP,
                ExampleCustomers.NETHERLANDS,
                null,
                List.of(),
                new PackageTerms("gold", 0, null, allowance));
        return new Payer(Payer.Role.RESELLER, 1, "mid", null, tariff, null);
    }

    @Test
    void shouldTakeAFreeMinuteThatAnEarlierCallHadBegunOnceHoweverOftenItIsAbortedAndKeepTheCallNoLongerThanItIsOpen() {
        Payer mid = mid(1);
        Instant young = START.plusSeconds(70);
        put("mid", LedgerScene.answered("young", young, mid));
        put("mid", LedgerScene.ended("young", young, young.plusSeconds(30), mid));
        assertEquals(60, stores.sent(Cdr.class).getLast().freeSeconds());
        stores.commit();
        for (int i = 0; i < 3; i++) {
            put("mid", LedgerScene.answered("old", START, mid));
            put("mid", LedgerScene.ended("old", START, START.plusSeconds(50), mid));
            assertEquals(2, stores.sent(Cdr.class).size());
            isAborted();
        }
        put("mid", LedgerScene.answered("old", START, mid));
        isAborted();
        put("mid", LedgerScene.answered("old", START, mid));
        put("mid", LedgerScene.ended("old", START, START.plusSeconds(50), mid));
        Cdr corrected = stores.sent(Cdr.class).getLast();
        assertEquals(List.of("young", 1, 0L), List.of(corrected.id(), corrected.revision(), corrected.freeSeconds()));
        List<LedgerEntry> entries = stores.sent(LedgerEntry.class);
        assertEquals(1, entries.size());
        assertEquals(0, new BigDecimal("-0.30").compareTo(entries.getFirst().amount()));
        assertEquals(List.of("old"), open());
        stores.commit();
        isAborted();
        assertEquals(List.of("old"), open());
        pass(LedgerTimes.DEFAULT.open().plusMinutes(1));
        assertEquals(List.of(), open());
        assertEquals(List.of(), stores.sent(LedgerEntry.class));
    }

    /** Call-IDs of those whose free minutes may still change. */
    private List<String> open() {
        KeyValueStore<String, WaitingCall> store = context.getStateStore(AccountCalls.WAITING);
        try (var all = store.all()) {
            var ids = new ArrayList<String>();
            all.forEachRemaining(call -> ids.add(call.value.call().setup().callId()));
            return ids;
        }
    }

    private void isAborted() {
        processor.close();
        stores.abort();
        processor.init(context);
    }

    @Test
    void shouldBookOnWhatIsCommittedHoweverOftenItIsAborted() {
        for (int i = 0; i < 3; i++) {
            pays("p2", "5");
            pays("p3", "1");
            isAborted();
        }
        pays("p2", "5");
        List<LedgerEntry> entries = stores.sent(LedgerEntry.class);
        assertEquals(1, entries.size());
        assertEquals(2, entries.getFirst().sequence());
        assertEquals(new BigDecimal("15"), entries.getFirst().balanceAfter());
    }

    @Test
    void shouldForgetACallThatWasAnsweredInWhatWasAborted() {
        put(LedgerScene.answered("one", START));
        isAborted();
        context.setCurrentSystemTimeMs(START.plusSeconds(1).toEpochMilli());
        pays("p2", "5");
        assertEquals(0, stores.sent(Balance.class).getLast().liveCalls());
    }

    @Test
    void shouldCutTheCallsThatAreCommittedAndNoOthers() {
        put(LedgerScene.answered("one", START));
        stores.commit();
        put(LedgerScene.answered("two", START));
        isAborted();
        // 10 paid, 0.01 a second: one call alone lasts 1,000 s, two of them 500 s.
        pass(Duration.ofMinutes(10));
        assertTrue(stores.sent(SwitchCommand.class).isEmpty());
        pass(Duration.ofSeconds(400));
        List<SwitchCommand.EndCall> ends = stores.sent(SwitchCommand.EndCall.class);
        assertEquals(
                List.of("one"), ends.stream().map(SwitchCommand.EndCall::callId).toList());
    }

    private static CallPackage taken(String id, String monthly, String setup) {
        return new CallPackage(
                id,
                id,
                "retail",
                null,
                null,
                0,
                List.of(),
                null,
                false,
                100,
                new BigDecimal(monthly),
                new BigDecimal(setup),
                false);
    }

    /** An account whose months begin on the 22nd, in Berlin. */
    private static Account inPackage(String packageId) {
        return new Account(
                "in-" + packageId,
                "A",
                "EUR",
                BalanceManagement.NONE,
                BigDecimal.ZERO,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                22,
                START,
                packageId,
                null,
                List.of(),
                START,
                null,
                List.of(),
                null,
                null,
                null);
    }

    private List<String> fees() {
        return stores.sent(LedgerEntry.class).stream()
                .filter(entry -> entry.type() == LedgerEntry.Type.FEE)
                .map(entry -> entry.reference() + " " + entry.amount())
                .toList();
    }

    private void sets(Account account) {
        put("in-gold", new LedgerInput.Configured(account));
    }

    @Test
    void shouldBookEachFeeOnceAndThoseOfMonthsInWhichItWasAway() {
        sets(inPackage("gold"));
        sets(inPackage("gold"));
        assertEquals(List.of("fee-gold-setup -25", "fee-gold-2026-10 -9.90"), fees());
        stores.commit();
        processor.close();
        // The months of 22 November and 22 December, in Berlin.
        context.setCurrentSystemTimeMs(Instant.parse("2026-12-21T23:00:00Z").toEpochMilli());
        processor.init(context);
        pass(Duration.ofSeconds(1));
        assertEquals(List.of("fee-gold-2026-11 -9.90", "fee-gold-2026-12 -9.90"), fees());
        isAborted();
        pass(Duration.ofSeconds(1));
        sets(inPackage("gold"));
        assertEquals(List.of("fee-gold-2026-11 -9.90", "fee-gold-2026-12 -9.90"), fees());
    }

    @Test
    void shouldBookTheSetUpOfANewPackageOnceAndNotThatOfTheOldOneAgain() {
        sets(inPackage("gold"));
        sets(inPackage("silver"));
        sets(inPackage("gold"));
        assertEquals(
                List.of("fee-gold-setup -25", "fee-gold-2026-10 -9.90", "fee-silver-setup -1", "fee-silver-2026-10 -4"),
                fees());
    }

    @Test
    void shouldTellTheFreeMinutesOfTheNewMonthWhenItBegins() {
        sets(inPackage("gold"));
        stores.commit();
        pass(Duration.ofHours(11));
        Balance told = stores.sent(Balance.class).getLast();
        assertEquals(Instant.parse("2026-11-21T23:00:00Z"), told.allowance().from());
        assertEquals(100, told.allowance().minutes());
    }

    /** Whatever is scheduled and not cancelled rings, as often as it is set anew. */
    private void pass(Duration time) {
        context.setCurrentSystemTimeMs(context.currentSystemTimeMs() + time.toMillis());
        for (int round = 0; round < 20; round++) {
            List.copyOf(context.scheduledPunctuators()).stream()
                    .filter(alarm -> !alarm.cancelled())
                    .forEach(alarm -> alarm.getPunctuator().punctuate(context.currentSystemTimeMs()));
            context.setCurrentSystemTimeMs(context.currentSystemTimeMs() + 100);
        }
    }
}
