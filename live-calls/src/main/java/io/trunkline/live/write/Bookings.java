package io.trunkline.live.write;

import io.trunkline.live.http.ApiError;
import io.trunkline.live.http.Request;
import io.trunkline.live.view.Views;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.protocol.event.LedgerEntry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Orders payments and charges, each once. The first command with an id in the account's partition is the one
 * that the ledger books, whichever process wrote it: so it is written, read back, and then it is known whether
 * ours was the first, the same as the first, or something else.
 */
public final class Bookings {

    private static final Duration BOOKED_WITHIN = Duration.ofSeconds(10);
    private static final int LONGEST_DESCRIPTION = 500;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    /** Finds what was booked before this process started. */
    @FunctionalInterface
    public interface Booked {
        /** The ledger's entry for a command; empty when there is none yet. */
        Optional<LedgerEntry> find(AccountCommand command);
    }

    /** What became of an order. */
    public sealed interface Outcome {
        /** As the API answers it. */
        Booking booking();

        /** It was new, and is booked. */
        record Created(Booking booking) implements Outcome {}

        /** The same order had come before, and is booked. */
        record Repeated(Booking booking) implements Outcome {}

        /** It is safe in Kafka, but the ledger has not booked it in time. */
        record Accepted(Booking booking) implements Outcome {}
    }

    private final Views views;
    private final TopicWriter writer;
    private final Booked booked;
    private final InstantSource clock;

    /**
     * Bookings on the accounts of these views.
     *
     * @param booked asked for what the views do not hold
     */
    public Bookings(Views views, TopicWriter writer, Booked booked, InstantSource clock) {
        this.views = views;
        this.writer = writer;
        this.booked = booked;
        this.clock = clock;
    }

    /**
     * Orders what the body says.
     *
     * @throws ApiError 409 when the id stands for something else, or naming the field that does not fit
     */
    public Outcome book(Request request, Booking.Type type) throws InterruptedException {
        String accountId = request.id();
        Account account = views.accounts()
                .account(accountId)
                .orElseThrow(() -> ApiError.notFound("there is no account " + accountId));
        AccountCommand mine = checked(accountId, type, request.body(BookingBody.class));
        Optional<AccountCommand> known = views.commands().first(accountId, mine.id());
        if (known.isEmpty()) {
            writer.write(Topic.ACCOUNT_COMMANDS, accountId, mine);
        }
        AccountCommand first = views.commands().first(accountId, mine.id()).orElseThrow();
        if (!sameOrder(first, mine)) {
            throw ApiError.conflict("id", "the id " + mine.id() + " stands for another order on this account already");
        }
        boolean created = first.equals(mine);
        Optional<LedgerEntry> entry = entry(first, created);
        if (entry.isEmpty()) {
            return new Outcome.Accepted(Booking.accepted(first, account.currency()));
        }
        Booking booking = Booking.booked(first, entry.get());
        return created ? new Outcome.Created(booking) : new Outcome.Repeated(booking);
    }

    private Optional<LedgerEntry> entry(AccountCommand command, boolean created) throws InterruptedException {
        Optional<LedgerEntry> seen = views.ledger().await(command.accountId(), command.id(), Duration.ZERO);
        if (seen.isEmpty() && !created) {
            seen = booked.find(command);
        }
        return seen.isPresent() ? seen : views.ledger().await(command.accountId(), command.id(), BOOKED_WITHIN);
    }

    private AccountCommand checked(String accountId, Booking.Type type, BookingBody body) {
        Check.that(
                body.id() != null && ID.matcher(body.id()).matches(),
                "id",
                "must be 1 to 128 of A-Z a-z 0-9 . _ : - ; sending it again books nothing twice");
        Check.that(body.amount() != null, "amount", "is missing");
        BigDecimal amount = Check.money("amount", body.amount());
        Check.that(amount.signum() > 0, "amount", "must be more than 0");
        String description =
                Check.line("description", Objects.requireNonNullElse(body.description(), ""), LONGEST_DESCRIPTION);
        // The topic keeps microseconds: with more, what is read back would not equal what was written.
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return switch (type) {
            case PAYMENT -> new AccountCommand.Payment(body.id(), accountId, amount, description, at);
            case CHARGE -> new AccountCommand.Charge(body.id(), accountId, amount, description, at);
        };
    }

    private static boolean sameOrder(AccountCommand one, AccountCommand other) {
        return Booking.Type.of(one) == Booking.Type.of(other)
                && one.amount().compareTo(other.amount()) == 0
                && one.description().equals(other.description());
    }
}
