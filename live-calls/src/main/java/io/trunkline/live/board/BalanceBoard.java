package io.trunkline.live.board;

import static io.trunkline.live.access.UserRole.BILLING;

import io.trunkline.protocol.Json;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.Alike;
import io.trunkline.protocol.event.Allowance;
import io.trunkline.protocol.event.Balance;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The balance of every account, by its id: what the ledger told, and what is reserved for the calls that are up,
 * which grows by the clock. An account of which the ledger has told nothing yet has its row too.
 *
 * <p>A row is made anew when it is read, and once a second while somebody watches: only then rows are kept, of which
 * there may be a million. The lock keeps an older row from replacing a newer one.
 */
public final class BalanceBoard extends Board<BalanceRow, BalanceRow> {

    private final Map<String, Balance> told = new ConcurrentHashMap<>();

    /** Of the follower's thread. */
    private final Alike alike = new Alike();

    private final ReentrantLock lock = new ReentrantLock();
    private final Function<String, Optional<Account>> account;
    private final Supplier<List<Account>> accounts;
    private final UnaryOperator<String> needsAttention;
    private final CallBoard calls;

    /**
     * No balances yet.
     *
     * @param account an account as it stands now, by its id
     * @param accounts all accounts as they stand now
     * @param needsAttention why an account needs attention, by its id; null when it does not
     * @param calls the calls that are up
     */
    public BalanceBoard(
            Function<String, Optional<Account>> account,
            Supplier<List<Account>> accounts,
            UnaryOperator<String> needsAttention,
            CallBoard calls) {
        super(new Place(Topic.BALANCES, "/api/v1/balances", Set.of(BILLING), "balance", "accountId"));
        this.account = account;
        this.accounts = accounts;
        this.needsAttention = needsAttention;
        this.calls = calls;
        calls.askFor(this::freeMinutes);
    }

    private BalanceRow row(Account of, Balance balance, BigDecimal reserved) {
        return BalanceRow.of(
                of,
                balance,
                reserved,
                balance == null ? 0 : calls.minutesBegun(balance.freeMinutes()),
                needsAttention.apply(of.id()));
    }

    private long freeMinutes(String accountId, String callId, Allowance of) {
        Balance balance = accountId == null ? null : told.get(accountId);
        return balance == null ? of.minutes() : balance.freeMinutes().getOrDefault(callId, (long) of.minutes());
    }

    @Override
    public void accept(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            told.remove(record.key());
            return;
        }
        Balance said = Json.read(record.value(), Balance.class);
        // By the id that its account has already: a million of them are in memory.
        String id = account.apply(record.key()).map(Account::id).orElse(record.key());
        Balance balance = said.sharing(id, alike);
        told.put(id, balance);
        if (watched()) {
            lock.lock();
            try {
                // What the ledger says to be reserved fits the balance that it tells; by the next second both have
                // moved on.
                account.apply(record.key()).ifPresent(of -> put(of.id(), row(of, balance, balance.reserved())));
            } finally {
                lock.unlock();
            }
        }
    }

    /** What the ledger told of an account last; empty while it has told nothing: then nothing was booked yet. */
    public Optional<Balance> balance(Scope scope, String accountId) {
        return Optional.ofNullable(told.get(accountId)).filter(balance -> scope.covers(accountId));
    }

    /** The balances of those accounts of which calls go on that the switch was asked to end, as far as the scope covers them. */
    public List<Balance> cutFailed(Scope scope) {
        return told.values().stream()
                .filter(balance -> !balance.cutFailed().isEmpty() && scope.covers(balance.accountId()))
                .toList();
    }

    @Override
    public Optional<BalanceRow> row(Scope scope, String id) {
        return account.apply(id).filter(of -> scope.covers(id)).map(of -> row(of, told.get(id), calls.reserved(id)));
    }

    @Override
    public List<BalanceRow> rows(Scope scope) {
        if (watched()) {
            refresh();
        }
        Map<String, BigDecimal> reserved = calls.reserved();
        return accounts.get().stream()
                .filter(of -> scope.covers(of.id()))
                .map(of -> row(of, told.get(of.id()), reserved.getOrDefault(of.id(), BigDecimal.ZERO)))
                .toList();
    }

    @Override
    void refresh() {
        lock.lock();
        try {
            Map<String, BigDecimal> reserved = calls.reserved();
            var gone = new HashSet<>(kept().keySet());
            for (Account account : accounts.get()) {
                BalanceRow now =
                        row(account, told.get(account.id()), reserved.getOrDefault(account.id(), BigDecimal.ZERO));
                gone.remove(account.id());
                if (!now.equals(kept().get(account.id()))) {
                    put(account.id(), now);
                }
            }
            gone.forEach(this::remove);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void everySecond() {
        lock.lock();
        try {
            // Under the lock, so that it is not the rows of who has just begun to watch.
            if (watched()) {
                refresh();
            } else {
                kept().clear();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    BalanceRow row(BalanceRow row) {
        return row;
    }

    @Override
    String id(BalanceRow row) {
        return row.accountId();
    }

    @Override
    String owner(BalanceRow row) {
        return row.accountId();
    }

    @Override
    public String order(BalanceRow row) {
        return row.accountId();
    }
}
