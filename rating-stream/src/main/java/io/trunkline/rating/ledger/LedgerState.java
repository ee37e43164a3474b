package io.trunkline.rating.ledger;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.trunkline.protocol.event.Allowance;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.EndedBy;
import io.trunkline.protocol.event.LedgerEntry;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * All that is kept of an account's money, but for its calls that are up.
 *
 * @param accountId the account
 * @param terms its configuration as far as money goes; the account as a whole in the JSON of the versions before
 * @param balance sum of its entries
 * @param sequence sequence of its last entry; 0 when there is none
 * @param status as it was last told, as far as its own balance goes
 * @param since when that status was told first; null while it was never another than the first
 * @param below whether it was below its threshold when it was last looked at
 * @param untold whether something has changed since the balance was last told
 * @param months the free minutes of its months, in the order of time: the last two, and those of calls that are up
 * @param feesDue when it is to be looked next whether fees are due; null when it has nothing that costs any
 * @param above how it stands with the accounts above it
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
        Instant feesDue,
        Above above) {

    private static final int MONTHS_KEPT = 2;

    private static final DateTimeFormatter UTC_SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    /**
     * How an account stands with those above it.
     *
     * @param parentId the account to which it was told that this one stands below it; null for none
     * @param exhausted the account above it whose balance is used up, which suspends this one too; null when there is none
     * @param since when it was used up; null when there is none, or it was told by a version that did not say it
     */
    record Above(String parentId, String exhausted, Instant since) {

        /** Nobody is above it. */
        static final Above NOBODY = new Above(null, null, null);
    }

    /** Without terms it has those of an account of which only money is known. */
    LedgerState {
        terms = requireNonNullElse(terms, Terms.UNKNOWN);
        months = months == null ? List.of() : List.copyOf(months);
        above = requireNonNullElse(above, Above.NOBODY);
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
                null,
                Above.NOBODY);
    }

    LedgerState with(Terms configured) {
        return new LedgerState(
                accountId, configured, balance, sequence, status, since, below, untold, months, feesDue, above);
    }

    LedgerState booked(BigDecimal amount) {
        return new LedgerState(
                accountId,
                terms,
                balance.add(amount),
                sequence + 1,
                status,
                since,
                below,
                untold,
                months,
                feesDue,
                above);
    }

    /** Looked at: the balance as it stands is still to be told. */
    LedgerState with(Balance.Status now, boolean belowNow, Instant at) {
        return new LedgerState(
                accountId,
                terms,
                balance,
                sequence,
                now,
                now == status ? since : at,
                belowNow,
                true,
                months,
                feesDue,
                above);
    }

    LedgerState told() {
        return new LedgerState(
                accountId, terms, balance, sequence, status, since, below, false, months, feesDue, above);
    }

    LedgerState feesDue(Instant at) {
        return new LedgerState(accountId, terms, balance, sequence, status, since, below, untold, months, at, above);
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

    /** A call that ended took free minutes, or has some fewer: then less than 0. */
    LedgerState took(Allowance of, long minutes) {
        return minutes == 0 ? this : withMonth(of, use -> use.took(minutes));
    }

    /**
     * The same without the months before the last two: a call that is told late may be of the month before.
     *
     * @param isOver whether no call that is up is of the month that begins at a moment; others are kept
     */
    LedgerState forgetting(Predicate<Instant> isOver) {
        int earlier = months.size() - MONTHS_KEPT;
        if (earlier <= 0) {
            return this;
        }
        var kept = new ArrayList<>(months);
        kept.subList(0, earlier).removeIf(use -> isOver.test(use.allowance().from()));
        return with(kept);
    }

    private LedgerState with(List<MonthUse> kept) {
        return new LedgerState(accountId, terms, balance, sequence, status, since, below, untold, kept, feesDue, above);
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

    /** Told by a parent whose balance above is used up. */
    LedgerState with(Above now) {
        return new LedgerState(accountId, terms, balance, sequence, status, since, below, untold, months, feesDue, now);
    }

    /** The account whose balance is used up, so that this one is suspended: itself, or one above it. */
    Optional<String> exhausted() {
        return status == Balance.Status.SUSPENDED ? Optional.of(accountId) : Optional.ofNullable(above.exhausted());
    }

    /** Whether its own balance suspends it, or that of an account above it. */
    boolean isSuspended() {
        return exhausted().isPresent();
    }

    /** When the balance was used up that suspends it; empty when none does, or when no version has kept it. */
    Optional<Instant> exhaustedSince() {
        return Optional.ofNullable(status == Balance.Status.SUSPENDED ? since : above.since());
    }

    /** The parent, when that is why the account is suspended; null when it is its own balance, or nothing. */
    String suspendedBy() {
        return isSuspended() && status != Balance.Status.SUSPENDED ? above.parentId() : null;
    }

    /** As it is told. */
    Balance.Status shownStatus() {
        return isSuspended() ? Balance.Status.SUSPENDED : status;
    }

    /** What those below it are told of it. */
    LedgerNote standing() {
        return new LedgerNote.Above(
                accountId, exhausted().orElse(null), exhaustedSince().orElse(null));
    }

    /** How far the balance is from its limit. */
    BigDecimal available() {
        return balance.add(terms.creditLimit());
    }

    /** Why it is suspended, for the switch. */
    String whySuspended() {
        return suspendedBy() == null ? "balance used up" : "the account " + suspendedBy() + " above it is suspended";
    }

    /**
     * A call of the account that has ended, with the cause in its true words when the platform ended it because the balance
     * is used up.
     */
    Call.Ended asCut(Call.Ended ended) {
        if (!isBySuspension(ended, Cause.Code.NORMAL)) {
            return ended;
        }
        String words = suspendedBy() == null
                ? "the balance of the account " + accountId + " was used up" + suspendedAt(" at ")
                : "the account " + accountId + " is suspended, because " + suspendedBy() + " above it is"
                        + suspendedAt(", since ");
        return ended.because(ended.cause().as(Cause.Code.BALANCE_USED_UP, "ended by the platform: " + words));
    }

    /** A call of the account that never was up, with the moment of the suspension in the cause when that is why it was refused. */
    Call.Ended asRefused(Call.Ended ended) {
        if (!isBySuspension(ended, Cause.Code.SUSPENDED)
                || exhaustedSince().filter(ended.cause().at()::isBefore).isPresent()) {
            return ended;
        }
        String words = suspendedBy() == null
                ? "its balance was used up" + suspendedAt(" at ")
                : "it is suspended, because " + suspendedBy() + " above it is" + suspendedAt(", since ");
        return ended.because(
                ended.cause().as(Cause.Code.SUSPENDED, ended.cause().text() + ", " + words));
    }

    private boolean isBySuspension(Call.Ended ended, Cause.Code code) {
        return isSuspended()
                && ended.endedBy() == EndedBy.PLATFORM
                && ended.cause() != null
                && ended.cause().code() == code;
    }

    private String suspendedAt(String preposition) {
        return exhaustedSince()
                .map(moment -> preposition + UTC_SECOND.format(moment) + " UTC")
                .orElse("");
    }

    /** The entry that {@link #booked} was for. */
    LedgerEntry lastEntry(Movement movement, Instant at) {
        return new LedgerEntry(
                accountId + "-" + sequence,
                accountId,
                sequence,
                at,
                movement.type(),
                movement.amount(),
                balance,
                terms.currency(),
                movement.reference(),
                movement.description());
    }
}
