package io.trunkline.customers.change;

import io.trunkline.customers.Customers;
import io.trunkline.customers.change.DraftsCsv.Line;
import io.trunkline.kafka.FollowedWriter;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.Balance;
import io.trunkline.tariff.BadLines;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Sets accounts. One at a time in this process, so that two requests cannot both take the same number; between two
 * processes the account that was made first has it. May be used by any thread.
 */
public final class AccountChanges {

    /** Well below a broker's usual limit of 1 MiB, before compression. */
    private static final int LONGEST_RECORD = 900_000;

    private static final DraftsCsv.Columns<AccountDraft> COLUMNS = DraftsCsv.Columns.of(
            AccountDraft.class,
            List.of(
                    "id",
                    "name",
                    "currency",
                    "balanceManagement",
                    "creditLimit",
                    "lowBalanceThreshold",
                    "lowBalanceEmail",
                    "rateCardId",
                    "sipUsers",
                    "sourceNetworks",
                    "numbers",
                    "billingDay",
                    "packageId",
                    "parentId",
                    "trunks",
                    "country",
                    "internationalPrefixes",
                    "trunkPrefix",
                    "firstName",
                    "lastName"),
            Set.of("id", "name", "currency"),
            Set.of("sipUsers", "sourceNetworks", "numbers", "trunks", "internationalPrefixes"));

    private final Customers customers;
    private final AccountCheck checks;
    private final ParentCheck parents;
    private final FollowedWriter writer;
    private final InstantSource clock;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final WholeFile<AccountDraft> file;

    /**
     * Changes of these customers.
     *
     * @param balances the balance of an account by its id, as the ledger last told it
     * @param writer to the topic that these customers follow
     */
    public AccountChanges(
            Customers customers,
            Function<String, Optional<Balance>> balances,
            FollowedWriter writer,
            InstantSource clock) {
        this.customers = customers;
        this.checks = new AccountCheck(customers, balances);
        this.parents = new ParentCheck(customers.accounts());
        this.writer = writer;
        this.clock = clock;
        this.file = new WholeFile<>(COLUMNS, Topic.ACCOUNTS, writer, oneAtATime);
    }

    /** Sets an account as the draft says; what the draft leaves out takes its default. */
    public Change<Account> put(String id, AccountDraft draft) throws InterruptedException {
        oneAtATime.lock();
        try {
            var check = new Check();
            boolean created = customers.accounts().account(id).isEmpty();
            Account account = checks.account(id, draft, now(), check);
            parents.check(account, Map.of(id, account), check);
            byte[] record = Json.write(account);
            check.that(record.length <= LONGEST_RECORD, null, "this is too long for one account");
            return check.passed()
                    ? Change.written(writer.write(Topic.ACCOUNTS, id, record), account, created)
                    : new Change.Refused<>(check.problems());
        } finally {
            oneAtATime.unlock();
        }
    }

    /**
     * Sets all accounts of a CSV, or none: what a line leaves out takes its default, as in {@link #put}. A user, number
     * or network that moves from one account to another must be given up in an earlier file: readers see the lines of
     * one in no order.
     *
     * @param csv closed at the end
     * @return how many lines there were
     */
    public Change<Integer> putAll(InputStream csv) throws InterruptedException {
        return file.put(csv, this::records);
    }

    private Map<String, byte[]> records(List<Line<AccountDraft>> lines, BadLines badLines) {
        var claims = new LineClaims();
        var accounts = new LinkedHashMap<String, Account>();
        var records = new LinkedHashMap<String, byte[]>();
        Instant now = now();
        for (Line<AccountDraft> line : lines) {
            var check = new Check();
            if (check.that(line.draft().id() != null, "id", "is missing")) {
                Account account = checks.account(line.draft().id(), line.draft(), now, check);
                claims.add(line.number(), account, check);
                byte[] record = Json.write(account);
                check.that(record.length <= LONGEST_RECORD, null, "the line is too long for one account");
                records.put(account.id(), record);
                accounts.put(account.id(), account);
            }
            check.problems().forEach(problem -> DraftsCsv.refuse(line.number(), problem, badLines));
        }
        checkParents(lines, accounts, badLines);
        return records;
    }

    /** A parent may stand on any line of the file: so all must be known. */
    private void checkParents(List<Line<AccountDraft>> lines, Map<String, Account> accounts, BadLines badLines) {
        for (Line<AccountDraft> line : lines) {
            if (line.draft().id() != null) {
                var check = new Check();
                parents.check(accounts.get(line.draft().id()), accounts, check);
                check.problems().forEach(problem -> DraftsCsv.refuse(line.number(), problem, badLines));
            }
        }
    }

    /** The topic keeps microseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
