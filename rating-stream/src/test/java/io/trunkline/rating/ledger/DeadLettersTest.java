package io.trunkline.rating.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.DeadLetter;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.Payer;
import io.trunkline.protocol.event.PutBackOrder;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import io.trunkline.rating.ExampleCustomers;
import io.trunkline.rating.deadline.LateReads;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.rating.state.Abortable;
import io.trunkline.rating.state.StateSerde;
import io.trunkline.rating.state.UnreadableRecordException;
import io.trunkline.telemetry.Telemetry;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records at which a ledger fails: by a bug of ours, which a tariff that says nothing stands for. */
class DeadLettersTest {

    private static final Instant START = LedgerScene.START;
    private static final String TOPIC = "events";
    private static final Payer POISON =
            new Payer(Payer.Role.NUMBER, 1, "acme", null, new Tariff("retail", "EUR", 6, Rounding.HALF_UP, null), null);

    private final MockProcessorContext<String, Object> context = new MockProcessorContext<>();
    private final Abortable stores = new Abortable(context);
    private final Map<Byte, LedgerInput> readable = new HashMap<>();
    private LedgerProcessor processor;
    private byte offset;

    @BeforeEach
    void start() {
        stores.store(LedgerProcessor.LEDGERS, LedgerCodec.STATES);
        stores.store(AccountCalls.LIVE, LedgerCodec.LIVE_CALLS);
        stores.store(AccountCalls.WAITING, LedgerCodec.WAITING_CALLS);
        stores.store(BookedCommands.STORE, Serdes.Long());
        stores.store(LedgerProcessor.CHILDREN, Serdes.Long());
        stores.store(DeadLetters.STORE, Json.serde(DeadLetter.class));
        context.setCurrentSystemTimeMs(START.toEpochMilli());
        startProgram();
        put(new LedgerInput.Configured(ExampleCustomers.acme(BalanceManagement.HARD, "0")));
        pays("p1");
        stores.commit();
    }

    /** A program that reads a record as {@link #readable} says. */
    private void startProgram() {
        var inputs = new LedgerInputs();
        inputs.add(TOPIC, bytes -> readable.get(bytes[0]), input -> input, input -> Optional.empty());
        processor = new LedgerProcessor(
                inputs,
                ExampleCustomers.customers(),
                LedgerTimes.DEFAULT,
                new LateReads(),
                new RatingMetrics(new Telemetry()));
        processor.init(context);
    }

    /** Returns the id that the record has as a letter. */
    private String put(LedgerInput input) {
        byte at = offset++;
        readable.put(at, input);
        processor.process(
                new Record<>("acme", new Delivered(input, TOPIC, 0, at, new byte[] {at}), START.toEpochMilli()));
        return TOPIC + "-0-" + at;
    }

    private void pays(String id) {
        put(new LedgerInput.Commanded(new AccountCommand.Payment(id, "acme", BigDecimal.TEN, "", START)));
    }

    private void putsBack(String letter) {
        put(new LedgerInput.PutBack(new PutBackOrder(letter, "acme", "noc", START)));
    }

    /** The program is mended: what it failed at is read as something at which it does not. */
    private void isMended(String letter, LedgerInput good) {
        readable.put(Byte.valueOf(letter.substring(letter.lastIndexOf('-') + 1)), good);
    }

    private List<String> letters() {
        return context.forwarded().stream()
                .filter(sent -> sent.childName().equals(Optional.of(LedgerProcessor.TO_DEAD_LETTERS)))
                .map(sent -> sent.record().key() + (sent.record().value() == null ? " went" : ""))
                .toList();
    }

    private List<String> entries() {
        return stores.sent(LedgerEntry.class).stream()
                .map(entry -> entry.sequence() + " " + entry.reference() + " " + entry.balanceAfter())
                .toList();
    }

    @Test
    void shouldPutAwayWhatFailsWithNothingOfItHalfDoneAndGoOn() {
        put(LedgerScene.answered("one", START));
        stores.commit();
        // Its own tier is charged before the other fails.
        String letter = put(LedgerScene.ended("one", START, START.plusSeconds(60), POISON));
        assertEquals(List.of(letter), letters());
        assertEquals(List.of(), stores.sent(Cdr.class));
        assertEquals(List.of(), entries());
        pays("p2");
        assertEquals(List.of("2 p2 20"), entries());
        assertEquals(1, stores.sent(Balance.class).getLast().liveCalls(), "the call is still known");
    }

    @Test
    void shouldBookWhatIsPutBackOnceHoweverOftenItIsOrdered() {
        put(LedgerScene.answered("one", START));
        String letter = put(LedgerScene.ended("one", START, START.plusSeconds(60), POISON));
        stores.commit();
        putsBack(letter);
        assertEquals(List.of(letter), letters(), "it fails again");
        assertEquals(2, stores.sent(DeadLetter.class).getLast().attempts());

        isMended(letter, LedgerScene.ended("one", START, START.plusSeconds(60)));
        startProgram();
        stores.commit();
        putsBack(letter);
        putsBack(letter);
        assertEquals(List.of(letter + " went"), letters());
        assertEquals(List.of("2 one 9.4"), entries());
        assertEquals(0, stores.sent(Balance.class).getLast().liveCalls());
    }

    @Test
    void shouldKeepTheOrderOfACallOfWhichSomethingWaits() {
        String answered = put(LedgerScene.answered("one", START, POISON));
        String ended = put(LedgerScene.ended("one", START, START.plusSeconds(60)));
        put(LedgerScene.answered("two", START));
        assertEquals(List.of(answered, ended), letters());
        assertEquals(1, stores.sent(Balance.class).getLast().liveCalls());

        isMended(answered, LedgerScene.answered("one", START));
        startProgram();
        stores.commit();
        // By whichever of them.
        putsBack(ended);
        assertEquals(List.of(answered + " went", ended + " went"), letters());
        assertEquals(List.of("2 one 9.4"), entries());
        context.setCurrentSystemTimeMs(START.plusSeconds(61).toEpochMilli());
        put(LedgerScene.ended("two", START, START.plusSeconds(60)));
        assertEquals(0, stores.sent(Balance.class).getLast().liveCalls());
    }

    @Test
    void shouldTakeAnAccountAsItStandsNowWhenItsConfigurationIsPutBack() {
        String letter = put(new LedgerInput.Configured(null));
        assertEquals(List.of(letter), letters());
        isMended(letter, new LedgerInput.Configured(ExampleCustomers.acme(BalanceManagement.SOFT, "5")));
        stores.commit();
        putsBack(letter);
        assertEquals(List.of(letter + " went"), letters());
        put(new LedgerInput.Commanded(new AccountCommand.Charge("c1", "acme", new BigDecimal("10"), "", START)));
        assertEquals(
                Balance.Status.SUSPENDED,
                stores.sent(Balance.class).getLast().status(),
                "hard and without credit, as the customers have it");
    }

    @Test
    void shouldStopAtWhatANewerProgramWroteAndPutAwayWhatIsDamaged() {
        var inputs = new LedgerInputs();
        inputs.add("notes", LedgerCodec.NOTES::read, LedgerInput.Noted::new, note -> Optional.empty());
        byte[] damaged = LedgerCodec.NOTES.write(new LedgerNote.Joined("acme"));
        damaged[2] ^= 1;
        assertTrue(inputs.read("notes", damaged) instanceof LedgerInput.Unreadable);
        assertThrows(UnreadableRecordException.class, () -> inputs.read("notes", ofNewerProgram()));
    }

    /** Another version, and the checksum that fits. */
    private static byte[] ofNewerProgram() {
        byte[] record = LedgerCodec.NOTES.write(new LedgerNote.Joined("acme"));
        record[0] = StateSerde.VERSION + 1;
        var checksum = new CRC32C();
        checksum.update(record, 0, record.length - Integer.BYTES);
        ByteBuffer.wrap(record).putInt(record.length - Integer.BYTES, (int) checksum.getValue());
        return record;
    }
}
