package io.trunkline.live.search;

import io.trunkline.live.access.Grant;
import io.trunkline.live.access.UserRole;
import io.trunkline.live.board.Boards;
import io.trunkline.live.board.CallRow;
import io.trunkline.live.board.RegistrationRow;
import io.trunkline.live.search.Found.View;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.event.Account;
import io.trunkline.storage.Store;
import io.trunkline.storage.cdr.CdrFilter;
import io.trunkline.storage.cdr.CdrGroup;
import io.trunkline.storage.cdr.CdrGrouping;
import io.trunkline.storage.cdr.CdrView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks for a term in the live lists, the accounts and the store: only where who asks may look. Any thread, which may wait. */
public final class Search {

    private static final int MOST_CAUSES = 100;

    private final Boards boards;
    private final Supplier<List<Account>> accounts;
    private final Store store;

    /** Over these parts. */
    public Search(Boards boards, Supplier<List<Account>> accounts, Store store) {
        this.boards = boards;
        this.accounts = accounts;
        this.store = store;
    }

    /**
     * Where there is something of a term.
     *
     * @param since records of calls that began before are left out; null for none
     */
    public List<Found> find(Grant grant, Term term, Instant since) {
        var found = new ArrayList<Found>();
        Scope scope = grant.scope();
        if (may(grant, UserRole.NOC)) {
            add(found, View.CALLS, "live calls", term.text(), calls(scope, term));
        }
        if (may(grant, UserRole.NOC, UserRole.SUPPORT)) {
            add(found, View.REGISTRATIONS, "registrations", term.text(), registrations(scope, term));
        }
        if (may(grant, UserRole.BILLING)) {
            accounts(scope, term, found);
        }
        if (may(grant, UserRole.BILLING, UserRole.SUPPORT)) {
            records(scope, term, since, found);
        }
        return found;
    }

    private static boolean may(Grant grant, UserRole... roles) {
        return grant.role() == UserRole.ADMIN || Arrays.asList(roles).contains(grant.role());
    }

    private static void add(List<Found> found, View view, String as, String find, long count) {
        if (count > 0) {
            found.add(new Found(view, as, find, count));
        }
    }

    private long calls(Scope scope, Term term) {
        Predicate<CallRow> fits =
                switch (term.kind()) {
                    case NUMBER -> call -> term.begins(call.from()) || term.begins(call.to());
                    case ADDRESS -> call -> term.isHostOf(call.source()) || term.isHostOf(call.target());
                    case NAME ->
                        call -> term.isIn(call.from())
                                || term.isIn(call.to())
                                || term.isIn(call.accountId())
                                || term.isIn(call.destination())
                                || term.isIn(call.id());
                };
        return boards.calls().rows(scope).stream().filter(fits).count();
    }

    private long registrations(Scope scope, Term term) {
        Predicate<RegistrationRow> fits =
                switch (term.kind()) {
                    case NUMBER -> row -> term.begins(row.aor());
                    case ADDRESS -> row -> term.isHostOf(row.receivedFrom()) || term.isIn(row.contact());
                    case NAME ->
                        row -> term.isIn(row.aor()) || term.isIn(row.accountId()) || term.isIn(row.userAgent());
                };
        return boards.registrations().rows(scope).stream().filter(fits).count();
    }

    private void accounts(Scope scope, Term term, List<Found> found) {
        Predicate<Account> fits =
                switch (term.kind()) {
                    case NUMBER -> account -> account.numbers().stream().anyMatch(term::begins);
                    case ADDRESS ->
                        account -> account.sourceNetworks().stream().anyMatch(term::isIn)
                                || account.trunks().stream().anyMatch(term::isIn);
                    case NAME ->
                        account -> term.isIn(account.id())
                                || term.isIn(account.name())
                                || account.sipUsers().stream().anyMatch(term.text()::equalsIgnoreCase);
                };
        List<Account> all = accounts.get().stream()
                .filter(account -> scope.covers(account.id()) && fits.test(account))
                .toList();
        if (all.size() == 1) {
            Account only = all.getFirst();
            add(found, View.ACCOUNT, "the account " + only.name(), only.id(), 1);
        } else {
            add(found, View.ACCOUNTS, "accounts", term.text(), all.size());
        }
    }

    private void records(Scope scope, Term term, Instant since, List<Found> found) {
        CdrFilter all = CdrFilter.newest(MOST_CAUSES).between(since, null).inView(CdrView.DIALLED);
        switch (term.kind()) {
            case NUMBER ->
                add(
                        found,
                        View.NUMBER,
                        "calls from or to +" + term.text() + "…",
                        term.text(),
                        count(scope, all.withNumberPrefix(term.text())));
            case ADDRESS ->
                add(
                        found,
                        View.TRUNK,
                        "calls sent to " + term.text(),
                        term.text(),
                        count(scope, all.withTrunk(term.text())));
            case NAME -> {
                add(
                        found,
                        View.NUMBER,
                        "calls from or to the user " + term.written() + "…",
                        term.written(),
                        count(scope, all.withNumberPrefix(term.written())));
                boolean isUp = boards.calls().call(scope, term.written()).isPresent();
                if (isUp || store.cdr(scope, term.written()).isPresent()) {
                    add(found, View.CALL, "the call with this Call-ID", term.written(), 1);
                }
            }
        }
    }

    private long count(Scope scope, CdrFilter filter) {
        return store.cdrGroups(scope, filter, Set.of(CdrGrouping.CAUSE)).stream()
                .mapToLong(CdrGroup::calls)
                .sum();
    }
}
