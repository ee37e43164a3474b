package io.trunkline.live.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.live.Examples;
import io.trunkline.live.http.Watching;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.Call;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class BalanceBoardTest {

    private static final Scope ALL = new Scope.Everything();

    private Instant now = Examples.START;
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final CallBoard calls = new CallBoard(() -> now);
    private final BalanceBoard board = new BalanceBoard(
            id -> Optional.ofNullable(accounts.get(id)), () -> List.copyOf(accounts.values()), id -> null, calls);

    @Test
    void shouldShowAnAccountOfWhichTheLedgerHasToldNothingYet() {
        account("new", "5");
        assertEquals(
                new BalanceRow(
                        "new",
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        new BigDecimal("5"),
                        "EUR",
                        Balance.Status.ACTIVE,
                        null,
                        0,
                        null,
                        null),
                board.row(ALL, "new").orElseThrow());
        assertEquals(Optional.empty(), board.row(ALL, "unknown"));
    }

    @Test
    void shouldTakeWhatLiveCallsHaveReservedOffWhatIsAvailable() {
        account("payer", "2.50");
        told("payer", "10.00", "0", Balance.Status.LOW);
        answered("one", "payer");
        answered("another's", "somebody");
        now = now.plusMillis(1_500);
        BalanceRow row = board.row(ALL, "payer").orElseThrow();
        assertEquals(new BigDecimal("10.00"), row.balance());
        assertEquals(new BigDecimal("0.02"), row.reserved());
        assertEquals(new BigDecimal("12.48"), row.available());
        assertEquals(Balance.Status.LOW, row.status());
        assertEquals(Examples.START.plusSeconds(600), row.exhaustsAt());
    }

    @Test
    void shouldTellAtOnceWhatTheLedgerTellsAndEachSecondWhatIsReserved() throws Exception {
        account("payer", "0");
        told("payer", "10", "0", Balance.Status.ACTIVE);
        try (var watching = Watching.all(board)) {
            answered("one", "payer");
            assertEquals(List.of(), watching.beat());
            board.everySecond();
            assertEquals(List.of("payer 10 0.01 active"), texts(watching.beat()));
            told("payer", "-0.01", "0.25", Balance.Status.SUSPENDED);
            assertEquals(List.of("payer -0.01 0.25 suspended"), texts(watching.beat()));
            board.everySecond();
            assertEquals(List.of("payer -0.01 0.01 suspended"), texts(watching.beat()));
            board.everySecond();
            assertEquals(List.of(), watching.beat());
        }
    }

    @Test
    void shouldTellOfAccountsThatComeAndGo() throws Exception {
        account("old", "0");
        try (var watching = Watching.all(board)) {
            account("new", "0");
            accounts.remove("old");
            board.everySecond();
            assertEquals(
                    List.of("new 0 0 active", "old gone"),
                    texts(watching.beat()).stream().sorted().toList());
        }
    }

    @Test
    void shouldKeepRowsOnlyWhileSomebodyWatches() throws Exception {
        account("payer", "0");
        told("payer", "10", "0", Balance.Status.ACTIVE);
        assertEquals(1, board.rows(ALL).size());
        assertEquals(0, board.size());
        try (var watching = Watching.of(board, ALL)) {
            assertEquals(List.of("payer"), watching.snapshot());
            assertEquals(1, board.size());
        }
        board.everySecond();
        assertEquals(0, board.size());
        assertEquals(new BigDecimal("10"), board.row(ALL, "payer").orElseThrow().balance());
    }

    @Test
    void shouldShowAndStreamOnlyWhatTheScopeCovers() throws Exception {
        var mine = new Scope.Below("payer");
        account("payer", "0");
        account("somebody", "0");
        assertEquals(1, board.rows(mine).size());
        assertEquals(2, board.rows(ALL).size());
        assertEquals(Optional.empty(), board.row(mine, "somebody"));
        try (var watching = Watching.of(board, mine)) {
            assertEquals(List.of("payer"), watching.snapshot());
            told("somebody", "1", "0", Balance.Status.ACTIVE);
            told("payer", "2", "0", Balance.Status.ACTIVE);
            assertEquals(List.of("payer 2 0 active"), texts(watching.beat()));
            accounts.remove("somebody");
            board.everySecond();
            assertEquals(List.of(), texts(watching.beat()));
        }
    }

    private static List<String> texts(List<Watching.Event> events) {
        return events.stream()
                .map(event -> {
                    Map<String, String> data = event.data();
                    return event.name().equals("gone")
                            ? data.get("accountId") + " gone"
                            : data.get("accountId")
                                    + ' '
                                    + data.get("balance")
                                    + ' '
                                    + data.get("reserved")
                                    + ' '
                                    + data.get("status");
                })
                .toList();
    }

    private void account(String id, String creditLimit) {
        accounts.put(
                id,
                new Account(
                        id,
                        id,
                        "EUR",
                        BalanceManagement.HARD,
                        new BigDecimal(creditLimit),
                        null,
                        null,
                        "card-1",
                        List.of(),
                        List.of(),
                        List.of(),
                        1,
                        null));
    }

    private void answered(String id, String accountId) {
        Call call = Examples.answered(id, accountId, Examples.START);
        calls.accept(new ConsumerRecord<>("calls", 0, 0, id, Json.write(call)));
    }

    private void told(String accountId, String balance, String reserved, Balance.Status status) {
        var told = new Balance(
                accountId,
                new BigDecimal(balance),
                new BigDecimal(reserved),
                "EUR",
                status,
                Examples.START.plusSeconds(600),
                1,
                1,
                now);
        board.accept(new ConsumerRecord<>("balances", 0, 0, accountId, Json.write(told)));
    }
}
