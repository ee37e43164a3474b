package io.trunkline.customers.change;

import io.trunkline.customers.Customers;
import io.trunkline.kafka.FollowedWriter;
import io.trunkline.kafka.FollowedWriter.Outcome;
import io.trunkline.protocol.Id;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.tariff.BadLine;
import io.trunkline.tariff.RateChanges;
import io.trunkline.tariff.RateTable;
import io.trunkline.tariff.RatesCsv;
import io.trunkline.tariff.RatesCsv.Result;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sets rate cards and their rates. New rates are written in full before the card that names them, so that no reader
 * ever prices by half a card. The version that they replace stays in the topic until the next upload: a process that
 * has not seen the new card yet still finds its rates. May be used by any thread.
 */
public final class CardChanges {

    /** Chunks that no card names are deleted when they are older than an upload can last. */
    static final Duration LONGEST_UPLOAD = Duration.ofHours(1);

    private static final int LONGEST_NAME = 200;
    private static final int MOST_DECIMALS = 12;
    private static final int DEFAULT_DECIMALS = 6;

    /** Cards above one. */
    private static final int LONGEST_CHAIN = 8;

    private static final DateTimeFormatter VERSION =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Customers customers;
    private final FollowedWriter writer;
    private final InstantSource clock;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final Turns turns = new Turns();

    /**
     * Changes of these customers.
     *
     * @param writer to the topic that these customers follow
     */
    public CardChanges(Customers customers, FollowedWriter writer, InstantSource clock) {
        this.customers = customers;
        this.writer = writer;
        this.clock = clock;
    }

    /** Sets a card as the draft says, its rates kept; what the draft leaves out takes its default. */
    public Change<RateCard> put(String id, CardDraft draft) throws InterruptedException {
        oneAtATime.lock();
        try {
            var check = new Check();
            Optional<RateCard> before = customers.cards().card(id);
            RateCard card = inItself(id, draft, before, check);
            checkAccounts(card, check);
            checkFamily(card, check);
            return check.passed()
                    ? Change.written(writer.write(Topic.RATE_CARDS, id, Json.write(card)), card, before.isEmpty())
                    : new Change.Refused<>(check.problems());
        } finally {
            oneAtATime.unlock();
        }
    }

    /**
     * Replaces the rates of a card by those of a CSV, all or none.
     *
     * @param csv closed at the end
     * @param allowEmpty whether a file without a line may take all rates off the card: it is seldom meant
     */
    public Change<RateCard> putRates(String id, InputStream csv, boolean allowEmpty) throws InterruptedException {
        if (customers.cards().card(id).isEmpty()) {
            return new Change.Absent<>();
        }
        return turns.take(() -> parsed(csv, allowEmpty, rates -> replace(id, rates)))
                .orElseGet(Change.Busy::new);
    }

    /**
     * What {@link #putRates} would change, or why it would not; nothing is changed.
     *
     * @param csv closed at the end
     */
    public Change<RateChanges> compareRates(String id, InputStream csv, boolean allowEmpty)
            throws InterruptedException {
        Optional<RateCard> card = customers.cards().card(id);
        return card.isEmpty()
                ? new Change.Absent<>()
                : turns.take(() -> parsed(csv, allowEmpty, rates -> compared(card.get(), rates)))
                        .orElseGet(Change.Busy::new);
    }

    private Change<RateChanges> compared(RateCard card, List<Rate> rates) {
        RateTable now = customers.cards().rates(card.id()).orElseGet(() -> RateTable.of(card, List.of()));
        return new Change.Made<>(RateChanges.between(now, RateTable.of(card, rates)), false);
    }

    /** What is done with the rates of a file that is good. */
    @FunctionalInterface
    private interface Use<T> {
        Change<T> of(List<Rate> rates) throws InterruptedException;
    }

    private static <T> Change<T> parsed(InputStream csv, boolean allowEmpty, Use<T> use) throws InterruptedException {
        Result parsed;
        try {
            parsed = RatesCsv.parse(csv);
        } catch (UncheckedIOException e) {
            return new Change.BrokenOff<>();
        }
        return switch (parsed) {
            case Result.Refused(var lines, var total) -> new Change.BadFile<>(lines, total);
            case Result.Rates(var rates)
            when rates.isEmpty() && !allowEmpty ->
                new Change.BadFile<>(
                        List.of(new BadLine(
                                1,
                                "",
                                "no rate comes after the header, and no call would have a price; if that is meant, say so"
                                        + " (allowEmpty=true, --allow-empty)")),
                        1);
            case Result.Rates(var rates) -> use.of(rates);
        };
    }

    private Change<RateCard> replace(String id, List<Rate> rates) throws InterruptedException {
        oneAtATime.lock();
        try {
            // It may have changed while the file came in.
            Optional<RateCard> before = customers.cards().card(id);
            return before.isEmpty() ? new Change.Absent<>() : replace(before.get(), rates);
        } finally {
            oneAtATime.unlock();
        }
    }

    private Change<RateCard> replace(RateCard before, List<Rate> rates) throws InterruptedException {
        String version = VERSION.format(clock.instant());
        var chunks = new RateChunks(before.id(), version, rates);
        Outcome outcome = writer.writeAll(Topic.RATE_CARDS, chunks);
        RateCard card = before.withRates(version, chunks.written(), rates.size());
        if (outcome == Outcome.SEEN) {
            outcome = writer.write(Topic.RATE_CARDS, card.id(), Json.write(card));
        }
        if (outcome == Outcome.SEEN) {
            var kept = before.ratesVersion() == null ? List.of(version) : List.of(version, before.ratesVersion());
            Instant stale = clock.instant().minus(LONGEST_UPLOAD);
            writer.delete(Topic.RATE_CARDS, customers.cards().staleChunks(card.id(), kept, stale));
        }
        return Change.written(outcome, card, false);
    }

    /**
     * Deletes a card that nobody uses, with its rates. An account that is given it by another request in the same moment keeps
     * a name that nothing bears: its calls are unrated until it has another card, and can be rated again then.
     */
    public Change<RateCard> delete(String id) throws InterruptedException {
        oneAtATime.lock();
        try {
            Optional<RateCard> before = customers.cards().card(id);
            if (before.isEmpty()) {
                return new Change.Absent<>();
            }
            var check = new Check();
            CardUse.refuse(id, customers, check);
            if (!check.passed()) {
                return new Change.Refused<>(check.problems());
            }
            Outcome outcome = writer.write(Topic.RATE_CARDS, id, null);
            if (outcome == Outcome.SEEN) {
                writer.delete(Topic.RATE_CARDS, customers.cards().staleChunks(id, List.of(), Instant.MAX));
            }
            return Change.written(outcome, before.get(), false);
        } finally {
            oneAtATime.unlock();
        }
    }

    private static RateCard inItself(String id, CardDraft draft, Optional<RateCard> before, Check check) {
        int rates = before.map(RateCard::rates).orElse(0);
        String version = before.map(RateCard::ratesVersion).orElse(null);
        check.that(Id.fits(id), "id", "must be " + Id.SHAPE);
        check.readOnly("id", draft.id(), id, "it is the one in the path");
        check.readOnly("rates", draft.rates(), rates, "it counts the rates that were uploaded");
        check.readOnly("ratesVersion", draft.ratesVersion(), version, "it names the rates that were uploaded");
        int decimals = Objects.requireNonNullElse(draft.decimals(), DEFAULT_DECIMALS);
        check.that(decimals >= 0 && decimals <= MOST_DECIMALS, "decimals", "must be 0 to " + MOST_DECIMALS);
        String zone = Objects.requireNonNullElse(draft.timeZone(), "UTC");
        check.that(
                zone.equals("UTC") || ZoneId.getAvailableZoneIds().contains(zone),
                "timeZone",
                "must be an IANA name such as Europe/Berlin");
        return new RateCard(
                id,
                check.text("name", draft.name(), LONGEST_NAME),
                check.currency("currency", draft.currency()),
                zone,
                decimals,
                Objects.requireNonNullElse(draft.rounding(), Rounding.HALF_UP),
                version,
                before.map(RateCard::chunks).orElse(0),
                rates,
                draft.parentCardId(),
                markup("markupFixed", draft.markupFixed(), draft, check),
                markup("markupPercent", draft.markupPercent(), draft, check));
    }

    /** A markup of 0 or more; it needs something to be put on. */
    private static BigDecimal markup(String field, BigDecimal given, CardDraft draft, Check check) {
        BigDecimal markup = check.money(field, Objects.requireNonNullElse(given, BigDecimal.ZERO));
        check.that(markup.signum() >= 0, field, "must be 0 or more");
        check.that(
                markup.signum() == 0 || draft.parentCardId() != null,
                field,
                "is put on the rates of a parent card: name it in parentCardId, or leave the markup out");
        return markup;
    }

    /** The cards above it and below it: all in its currency, and none of them itself. */
    private void checkFamily(RateCard card, Check check) {
        String parentId = card.parentCardId();
        if (parentId != null) {
            Optional<RateCard> parent = customers.cards().card(parentId);
            if (parent.isEmpty() && !parentId.equals(card.id())) {
                check.absent("parentCardId", "there is no rate card " + parentId + ": make it first");
            } else {
                checkAbove(card, check);
            }
        }
        customers.cards().cards().stream()
                .filter(other -> card.id().equals(other.parentCardId()))
                .filter(other -> !other.currency().equals(card.currency()))
                .findAny()
                .ifPresent(child -> check.conflict(
                        "currency",
                        "the card " + child.id() + " is derived from this one in " + child.currency()
                                + ": give that one another parent first"));
    }

    private void checkAbove(RateCard card, Check check) {
        var path = new StringBuilder(card.id());
        RateCard above = card;
        for (int i = 0; above != null && above.parentCardId() != null; i++) {
            path.append(" → ").append(above.parentCardId());
            if (above.parentCardId().equals(card.id())) {
                check.conflict(
                        "parentCardId",
                        "a card cannot be derived from itself: " + path + "; take one of them out of the row");
                return;
            }
            if (i == LONGEST_CHAIN) {
                check.conflict(
                        "parentCardId",
                        "more than " + LONGEST_CHAIN
                                + " cards would stand above this one: derive it from a nearer one");
                return;
            }
            above = customers.cards().card(above.parentCardId()).orElse(null);
        }
        RateCard parent = customers.cards().card(card.parentCardId()).orElseThrow();
        check.that(
                card.currency() == null || parent.currency().equals(card.currency()),
                "currency",
                "must be that of the parent card " + parent.id() + ", " + parent.currency());
        checkBelow(card, check);
    }

    /** What is derived from a card gets those above it, too. */
    private void checkBelow(RateCard card, Check check) {
        customers.cards().cards().stream()
                .filter(other -> !other.id().equals(card.id()))
                .filter(other -> cardsAbove(other, card) > LONGEST_CHAIN)
                .findAny()
                .ifPresent(below -> check.conflict(
                        "parentCardId",
                        "more than " + LONGEST_CHAIN + " cards would stand above " + below.id()
                                + ", which is derived from this one: derive this one from a nearer one"));
    }

    /** How many would stand above one, if it is below the one that changes; not counted beyond the most. */
    private int cardsAbove(RateCard below, RateCard changed) {
        boolean isBelow = false;
        int above = 0;
        RateCard next = below;
        while (next != null && next.parentCardId() != null && above <= LONGEST_CHAIN) {
            above++;
            isBelow |= next.parentCardId().equals(changed.id());
            next = next.parentCardId().equals(changed.id())
                    ? changed
                    : customers.cards().card(next.parentCardId()).orElse(null);
        }
        return isBelow ? above : 0;
    }

    /** Itself, or by its package. */
    private boolean usesCard(Account account, String cardId) {
        return cardId.equals(account.rateCardId())
                || (account.packageId() != null
                        && customers
                                .packages()
                                .one(account.packageId())
                                .filter(taken -> cardId.equals(taken.rateCardId()))
                                .isPresent());
    }

    private void checkAccounts(RateCard card, Check check) {
        customers.accounts().accounts().stream()
                .filter(account -> usesCard(account, card.id()))
                .filter(account -> !account.currency().equals(card.currency()))
                .findAny()
                .ifPresent(account -> check.conflict(
                        "currency", "the account " + account.id() + " uses this card in " + account.currency()));
    }
}
