package io.trunkline.live.booking;

import io.trunkline.customers.Accounts;
import io.trunkline.customers.change.Change;
import io.trunkline.customers.change.Check;
import io.trunkline.customers.change.Problem;
import io.trunkline.kafka.FollowedWriter;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.protocol.event.LedgerEntry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Orders payments, charges and corrections, each once. The first command with an id in the account's partition is the one
 * that the ledger books, whichever process wrote it: so it is written, read back, and then it is known whether
 * ours was the first, the same as the first, or something else.
 */
public final class Bookings {

    private static final Duration BOOKED_WITHIN = Duration.ofSeconds(10);
    private static final int LONGEST_DESCRIPTION = 500;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    /** Whether somebody may have chosen it for an order. */
    static boolean isId(String reference) {
        return ID.matcher(reference).matches();
    }

    /** Finds what was booked before this process started. */
    @FunctionalInterface
    public interface Booked {
        /** The ledger's entry for a command; empty when there is none yet. */
        Optional<LedgerEntry> find(AccountCommand command);
    }

    /** What became of an order. */
    public sealed interface Order {

        /** It was new, and is booked. */
        record Created(Booking booking) implements Order {}

        /** The same order had come before, and is booked. */
        record Repeated(Booking booking) implements Order {}

        /** It is safe in Kafka, but the ledger has not booked it in time. */
        record Accepted(Booking booking) implements Order {}

        /** It does not fit, or its id stands for another order. */
        record Refused(Problem problem) implements Order {}

        /** There is no such account. */
        record NoAccount() implements Order {}

        /** Kafka did not confirm it in time; it may be sent again as it is. */
        record NotNow(String message) implements Order {}
    }

    private final Accounts accounts;
    private final Commands commands;
    private final LedgerWatch ledger;
    private final FollowedWriter writer;
    private final Booked booked;
    private final InstantSource clock;

    /**
     * Bookings on these accounts.
     *
     * @param commands what was ordered
     * @param ledger what was booked lately
     * @param writer of commands, behind the follower that {@code commands} hears
     * @param booked asked for what was booked before
     */
    public Bookings(
            Accounts accounts,
            Commands commands,
            LedgerWatch ledger,
            FollowedWriter writer,
            Booked booked,
            InstantSource clock) {
        this.accounts = accounts;
        this.commands = commands;
        this.ledger = ledger;
        this.writer = writer;
        this.booked = booked;
        this.clock = clock;
    }

    /** Orders what the draft says. */
    public Order book(String accountId, Booking.Type type, BookingDraft draft) throws InterruptedException {
        Optional<Account> account = accounts.account(accountId);
        if (account.isEmpty()) {
            return new Order.NoAccount();
        }
        var check = new Check();
        AccountCommand mine = checked(accountId, type, draft, check);
        return check.passed()
                ? order(mine, account.get().currency())
                : new Order.Refused(check.problems().getFirst());
    }

    private Order order(AccountCommand mine, String currency) throws InterruptedException {
        String accountId = mine.accountId();
        if (commands.first(accountId, mine.id()).isEmpty()) {
            switch (writer.write(Topic.ACCOUNT_COMMANDS, accountId, Json.write(mine))) {
                case SEEN -> {}
                case NOT_CONFIRMED -> {
                    return new Order.NotNow(Change.NotNow.NOT_CONFIRMED);
                }
                case NOT_SEEN -> {
                    return new Order.NotNow(Change.NotNow.NOT_SEEN);
                }
            }
        }
        AccountCommand first = commands.first(accountId, mine.id()).orElseThrow();
        if (!sameOrder(first, mine)) {
            return new Order.Refused(new Problem(
                    Problem.Kind.CONFLICT,
                    "id",
                    "the id " + mine.id() + " stands for another order on this account already"));
        }
        boolean created = first.equals(mine);
        Optional<LedgerEntry> entry = entry(first, created);
        if (entry.isEmpty()) {
            return new Order.Accepted(Booking.accepted(first, currency));
        }
        Booking booking = Booking.booked(first, entry.get());
        return created ? new Order.Created(booking) : new Order.Repeated(booking);
    }

    private Optional<LedgerEntry> entry(AccountCommand command, boolean created) throws InterruptedException {
        Optional<LedgerEntry> seen = ledger.await(command.accountId(), command.id(), Duration.ZERO);
        if (seen.isEmpty() && !created) {
            seen = booked.find(command);
        }
        return seen.isPresent() ? seen : ledger.await(command.accountId(), command.id(), BOOKED_WITHIN);
    }

    private AccountCommand checked(String accountId, Booking.Type type, BookingDraft draft, Check check) {
        check.that(
                draft.id() != null && ID.matcher(draft.id()).matches(),
                "id",
                "must be 1 to 128 of A-Z a-z 0-9 . _ : - ; sending it again books nothing twice");
        check.that(draft.amount() != null, "amount", "is missing");
        BigDecimal amount = check.money("amount", Objects.requireNonNullElse(draft.amount(), BigDecimal.ONE));
        if (type == Booking.Type.CORRECTION) {
            check.that(amount.signum() != 0, "amount", "must not be 0: more gives money back, less takes it");
        } else {
            check.that(amount.signum() > 0, "amount", "must be more than 0");
        }
        if (type != Booking.Type.PAYMENT) {
            check.that(
                    draft.description() != null && !draft.description().isBlank(),
                    "description",
                    "is missing: the reason of a " + type.name().toLowerCase(Locale.ROOT));
        }
        String description =
                check.line("description", Objects.requireNonNullElse(draft.description(), ""), LONGEST_DESCRIPTION);
        // The topic keeps microseconds: with more, what is read back would not equal what was written.
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return switch (type) {
            case PAYMENT -> new AccountCommand.Payment(draft.id(), accountId, amount, description, at);
            case CHARGE -> new AccountCommand.Charge(draft.id(), accountId, amount, description, at);
            case CORRECTION -> new AccountCommand.Correction(draft.id(), accountId, amount, description, at);
        };
    }

    private static boolean sameOrder(AccountCommand one, AccountCommand other) {
        return Booking.Type.of(one) == Booking.Type.of(other)
                && one.amount().compareTo(other.amount()) == 0
                && one.description().equals(other.description());
    }
}
