package io.trunkline.rating.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.SwitchCommand;
import io.trunkline.rating.ExampleCustomers;
import io.trunkline.rating.deadline.LateReads;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.rating.state.Abortable;
import io.trunkline.telemetry.Telemetry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A processor that is revived after its transaction was aborted. */
class LedgerProcessorTest {

    private static final Instant START = LedgerScene.START;

    private final MockProcessorContext<String, Object> context = new MockProcessorContext<>();
    private final Abortable stores = new Abortable(context);
    private final LedgerProcessor processor =
            new LedgerProcessor(LedgerTimes.DEFAULT, new LateReads(), new RatingMetrics(new Telemetry()));

    @BeforeEach
    void start() {
        stores.store(LedgerProcessor.LEDGERS, LedgerCodec.STATES);
        stores.store(LedgerProcessor.LIVE_CALLS, LedgerCodec.LIVE_CALLS);
        stores.store(LedgerProcessor.BOOKED_COMMANDS, Serdes.Long());
        stores.store(LedgerProcessor.CHILDREN, Serdes.Long());
        context.setCurrentSystemTimeMs(START.toEpochMilli());
        processor.init(context);
        put(new LedgerInput.Configured(ExampleCustomers.acme(BalanceManagement.HARD, "0")));
        pays("p1", "10");
        stores.commit();
    }

    private void put(LedgerInput input) {
        processor.process(new Record<>("acme", input, START.toEpochMilli()));
    }

    private void pays(String id, String amount) {
        put(new LedgerInput.Commanded(new AccountCommand.Payment(id, "acme", new BigDecimal(amount), "", START)));
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
