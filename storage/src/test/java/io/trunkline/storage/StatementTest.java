package io.trunkline.storage;

import static io.trunkline.storage.ClickHouseServer.ALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.storage.connection.Page;
import io.trunkline.storage.ledger.LedgerTable;
import io.trunkline.storage.ledger.StatementFilter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each test has an account of its own. */
@ExtendWith(ClickHouseServer.class)
class StatementTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.000001Z");

    private final Store store;

    StatementTest(Store store) {
        this.store = store;
    }

    @Test
    void shouldGiveBackEntriesAsTheyWereWrittenLastFirst() {
        var payment = new LedgerEntry(
                "acme-1",
                "acme",
                1,
                NOON,
                LedgerEntry.Type.PAYMENT,
                new BigDecimal("10"),
                new BigDecimal("10"),
                "EUR",
                "payment-7",
                "Überweisung – danke 🙂");
        var call = new LedgerEntry(
                "acme-2",
                "acme",
                2,
                NOON.plusSeconds(1),
                LedgerEntry.Type.CALL,
                new BigDecimal("-0.0138"),
                new BigDecimal("9.9862"),
                "EUR",
                "call@192.0.2.10",
                "");
        write(payment, call, entry("other", 1));

        Page<LedgerEntry> statement = store.statement(ALL, of("acme", 10));

        assertEquals(List.of(call, payment), statement.items());
        assertNull(statement.next());
    }

    @Test
    void shouldGoBySequenceAndNotByTime() {
        write(
                entry("clock", 1, NOON.plusSeconds(5)),
                entry("clock", 2, NOON),
                entry("clock", 10, NOON.minusSeconds(5)));

        assertEquals(List.of(10L, 2L, 1L), sequences(store.statement(ALL, of("clock", 10))));
    }

    @Test
    void shouldShowAnEntryOnceThatWasWrittenAgain() {
        write(entry("twice", 1), entry("twice", 2));
        write(entry("twice", 2));

        assertEquals(List.of(2L, 1L), sequences(store.statement(ALL, of("twice", 10))));
    }

    @Test
    void shouldPageWithoutGapsAndRepeats() {
        var expected = new ArrayList<Long>();
        for (long sequence = 23; sequence >= 1; sequence--) {
            expected.add(sequence);
            write(entry("pages", sequence));
            if (sequence % 4 == 0) {
                write(entry("pages", sequence));
            }
        }

        var paged = new ArrayList<Long>();
        String cursor = null;
        do {
            Page<LedgerEntry> page = store.statement(ALL, new StatementFilter("pages", null, null, 5, cursor));
            paged.addAll(sequences(page));
            cursor = page.next();
        } while (cursor != null);

        assertEquals(expected, paged);
    }

    @Test
    void shouldFilterByTimeWithTheFirstMomentInAndTheLastOut() {
        write(entry("time", 1, NOON), entry("time", 2, NOON.plusSeconds(1)), entry("time", 3, NOON.plusSeconds(2)));

        assertEquals(
                List.of(2L),
                sequences(store.statement(
                        ALL, new StatementFilter("time", NOON.plusSeconds(1), NOON.plusSeconds(2), 10, null))));
    }

    @Test
    void shouldRefuseACursorOfSomebodyElse() {
        assertThrows(
                IllegalArgumentException.class,
                () -> store.statement(ALL, new StatementFilter("acme", null, null, 10, "x")));
    }

    private void write(LedgerEntry... entries) {
        Written.values(store, new LedgerTable(), List.of(entries));
    }

    private static StatementFilter of(String account, int limit) {
        return new StatementFilter(account, null, null, limit, null);
    }

    private static LedgerEntry entry(String account, long sequence) {
        return entry(account, sequence, NOON.plusSeconds(sequence));
    }

    private static LedgerEntry entry(String account, long sequence, Instant at) {
        return new LedgerEntry(
                account + "-" + sequence,
                account,
                sequence,
                at,
                LedgerEntry.Type.CHARGE,
                new BigDecimal("-1.5"),
                new BigDecimal("-1.5").multiply(BigDecimal.valueOf(sequence)),
                "EUR",
                "charge-" + sequence,
                "fee");
    }

    private static List<Long> sequences(Page<LedgerEntry> page) {
        return page.items().stream().map(LedgerEntry::sequence).toList();
    }
}
