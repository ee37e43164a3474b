package io.trunkline.rating.ledger;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.trunkline.protocol.event.Allowance;
import io.trunkline.protocol.event.Balance;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * All that is kept of an account's money, but for its calls that are up.
 *
 * @param accountId the account
 * @param terms its configuration as far as money goes; the account as a whole in the JSON of the versions before
 * @param balance sum of its entries
 * @param sequence sequence of its last entry; 0 when there is none
 * @param status as it was last told
 * @param since when that status was told first; null while it was never another than the first
 * @param below whether it was below its threshold when it was last looked at
 * @param untold whether something has changed since the balance was last told
 * @param months the free minutes of its months, in the order of time: the last two, and those of calls that are up
 * @param feesDue when it is to be looked next whether fees are due; null when it has nothing that costs any
 */
record LedgerState(
        String accountId,
        @JsonAlias("account") Terms terms,
        BigDecimal balance,
        long sequence,
        Balance.Status status,
        Instant since,
        boolean below,
        boolean untold,
        List<MonthUse> months,
        Instant feesDue) {

    /** Without terms it has those of an account of which only money is known. */
    LedgerState {
        terms = requireNonNullElse(terms, Terms.UNKNOWN);
        months = months == null ? List.of() : List.copyOf(months);
    }

    static LedgerState empty(String accountId) {
        return new LedgerState(
                accountId,
                Terms.UNKNOWN,
                BigDecimal.ZERO,
                0,
                Balance.Status.ACTIVE,
                null,
                false,
                false,
                List.of(),
                null);
    }

    LedgerState with(Terms configured) {
        return new LedgerState(accountId, configured, balance, sequence, status, since, below, untold, months, feesDue);
    }

    LedgerState booked(BigDecimal amount) {
        return new LedgerState(
                accountId, terms, balance.add(amount), sequence + 1, status, since, below, untold, months, feesDue);
    }

    /** Looked at: the balance as it stands is still to be told. */
    LedgerState with(Balance.Status now, boolean belowNow, Instant at) {
        return new LedgerState(
                accountId, terms, balance, sequence, now, now == status ? since : at, belowNow, true, months, feesDue);
    }

    LedgerState told() {
        return new LedgerState(accountId, terms, balance, sequence, status, since, below, false, months, feesDue);
    }

    LedgerState feesDue(Instant at) {
        return new LedgerState(accountId, terms, balance, sequence, status, since, below, untold, months, at);
    }

    /** The free minutes of a month; empty of one of which nothing is kept. */
    Optional<MonthUse> month(Allowance of) {
        return months.stream()
                .filter(use -> use.allowance().from().equals(of.from()))
                .findFirst();
    }

    /** The free minutes of the month in which a moment lies. */
    Optional<MonthUse> monthAt(Instant moment) {
        return months.stream()
                .filter(use -> !moment.isBefore(use.allowance().from())
                        && moment.isBefore(use.allowance().until()))
                .findFirst();
    }

    /** Free minutes are given, perhaps again: of the same month what was said last counts. */
    LedgerState granted(Allowance given) {
        return month(given).isPresent()
                ? withMonth(given, use -> use.with(given))
                : with(inserted(new MonthUse(given, 0)));
    }

    /** A call that ended took free minutes. */
    LedgerState took(Allowance of, long minutes) {
        return minutes == 0 ? this : withMonth(of, use -> use.took(minutes));
    }

    LedgerState with(List<MonthUse> kept) {
        return new LedgerState(accountId, terms, balance, sequence, status, since, below, untold, kept, feesDue);
    }

    private List<MonthUse> inserted(MonthUse use) {
        var all = new ArrayList<>(months);
        all.add(use);
        all.sort((one, other) ->
                one.allowance().from().compareTo(other.allowance().from()));
        return all;
    }

    private LedgerState withMonth(Allowance of, UnaryOperator<MonthUse> change) {
        return with(months.stream()
                .map(use -> use.allowance().from().equals(of.from()) ? change.apply(use) : use)
                .toList());
    }
}
