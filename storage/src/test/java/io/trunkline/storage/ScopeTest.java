package io.trunkline.storage;

import static io.trunkline.storage.ClickHouseServer.ALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.storage.cdr.CdrFilter;
import io.trunkline.storage.cdr.CdrTable;
import io.trunkline.storage.cdr.CdrView;
import io.trunkline.storage.ledger.LedgerTable;
import io.trunkline.storage.ledger.StatementFilter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** That nobody reads what is another's: every read of the store, with two accounts that call each other. */
@ExtendWith(ClickHouseServer.class)
class ScopeTest {

    private static final Scope ANNA = new Scope.Below("anna");
    private static final Scope BERT = new Scope.Below("bert");
    private static final Scope STRANGER = new Scope.Below("nobody-knows");
    private static final Scope NAMELESS = new Scope.Below("");

    private final Store store;

    ScopeTest(Store store) {
        this.store = store;
    }

    @BeforeAll
    static void twoAccountsThatCallEachOther(Store store) {
        Written.values(
                store,
                new CdrTable(),
                List.of(
                        cdr("anna-calls-bert", 1, "anna", "bert"),
                        cdr("bert-calls-anna", 2, "bert", "anna"),
                        cdr("anna-calls-out", 3, "anna", null),
                        cdr("shared-call-id", 4, "anna", null),
                        cdr("shared-call-id", 5, "bert", null),
                        cdr("nobodys", 6, null, null)));
        Written.messages(
                store,
                List.of(
                        Captured.invite(1, "anna-calls-bert"),
                        Captured.invite(2, "bert-calls-anna"),
                        Captured.invite(3, "shared-call-id"),
                        Captured.invite(4, "nobodys"),
                        Captured.invite(5, "still-up")));
        Written.values(store, new LedgerTable(), List.of(entry("anna"), entry("bert")));
    }

    private static Cdr cdr(String callId, int second, String payer, String called) {
        return Calls.between(Calls.answered(callId, Calls.NOON.plusSeconds(second)), payer, called);
    }

    private static LedgerEntry entry(String account) {
        return new LedgerEntry(
                account + "-1",
                account,
                1,
                Calls.NOON,
                LedgerEntry.Type.PAYMENT,
                BigDecimal.ONE,
                BigDecimal.ONE,
                "EUR",
                "p",
                "paid");
    }

    private List<String> callIds(Scope scope, CdrFilter filter) {
        return store.cdrs(scope, filter).items().stream().map(Cdr::callId).toList();
    }

    @Test
    void shouldListTheCallsThatTheAccountPaysForAndNoOthers() {
        CdrFilter all = CdrFilter.newest(100);

        assertEquals(
                List.of(
                        "nobodys",
                        "shared-call-id",
                        "shared-call-id",
                        "anna-calls-out",
                        "bert-calls-anna",
                        "anna-calls-bert"),
                callIds(ALL, all));
        assertEquals(List.of("shared-call-id", "anna-calls-out", "anna-calls-bert"), callIds(ANNA, all));
        assertEquals(List.of("shared-call-id", "bert-calls-anna"), callIds(BERT, all));
        assertEquals(List.of(), callIds(STRANGER, all));
    }

    @Test
    void shouldNotBeWidenedByAFilter() {
        for (CdrView view : CdrView.values()) {
            CdrFilter ofBert = CdrFilter.newest(100).ofAccount("bert").inView(view);
            assertFalse(callIds(ANNA, ofBert).contains("bert-calls-anna"), view + " shows what another pays");
            CdrFilter ofAnybody = CdrFilter.newest(100).inView(view);
            assertFalse(callIds(ANNA, ofAnybody).contains("nobodys"), view + " shows what is nobody's");
        }
        assertEquals(List.of("nobodys"), callIds(ALL, CdrFilter.newest(100).inView(CdrView.OTHER)));
    }

    @Test
    void shouldGiveOneRecordToWhoPaysAlone() {
        assertEquals("anna", store.cdr(ANNA, "anna-calls-bert").orElseThrow().accountId());
        assertEquals(Optional.empty(), store.cdr(BERT, "anna-calls-bert"));
        assertEquals(Optional.empty(), store.cdr(ANNA, "nobodys"));
        assertEquals(Optional.empty(), store.cdr(NAMELESS, "nobodys"));
        assertEquals(List.of(), callIds(NAMELESS, CdrFilter.newest(100)));
        assertEquals(List.of(), store.trace(NAMELESS, "nobodys"));
    }

    @Test
    void shouldGiveEachTheirOwnRecordOfACallIdThatTwoHaveUsed() {
        assertEquals("anna", store.cdr(ANNA, "shared-call-id").orElseThrow().accountId());
        assertEquals("bert", store.cdr(BERT, "shared-call-id").orElseThrow().accountId());
    }

    @Test
    void shouldShowTheTraceToWhoPaysAlone() {
        assertEquals(1, store.trace(ALL, "anna-calls-bert").size());
        assertEquals(1, store.trace(ANNA, "anna-calls-bert").size());
        assertEquals(List.of(), store.trace(BERT, "anna-calls-bert"));
        assertEquals(List.of(), store.trace(STRANGER, "anna-calls-bert"));
        assertEquals(List.of(), store.trace(ANNA, "nobodys"));
    }

    @Test
    void shouldShowNobodyATraceInWhichAnothersMessagesMayBe() {
        assertEquals(List.of(), store.trace(ANNA, "shared-call-id"));
        assertEquals(List.of(), store.trace(BERT, "shared-call-id"));
        assertEquals(List.of(), store.trace(ANNA, "still-up"), "nobody has its record yet");
        assertEquals(1, store.trace(ALL, "shared-call-id").size());
        assertEquals(1, store.trace(ALL, "still-up").size());
    }

    @Test
    void shouldGiveTheStatementToTheAccountAlone() {
        var ofAnna = new StatementFilter("anna", null, null, 10, null);

        assertEquals(1, store.statement(ALL, ofAnna).items().size());
        assertEquals(1, store.statement(ANNA, ofAnna).items().size());
        assertEquals(List.of(), store.statement(BERT, ofAnna).items());
    }
}
