package io.trunkline.customers.change;

import static java.util.Objects.requireNonNullElse;

import io.trunkline.customers.Customers;
import io.trunkline.kafka.FollowedWriter;
import io.trunkline.protocol.Id;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.CallPackage;
import io.trunkline.protocol.event.RateCard;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/** Sets packages. May be used by any thread. */
public final class PackageChanges {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_PULSE = 3_600;

    /** More minutes than a month has, for a hundred calls at once. */
    private static final int MOST_FREE_MINUTES = 5_000_000;

    private static final int MOST_PREFIXES = 10_000;
    private static final Pattern PREFIX = Pattern.compile("[0-9]{1,15}");

    private final Customers customers;
    private final FollowedWriter writer;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    /**
     * Changes of these customers.
     *
     * @param writer to the topic that these customers follow
     */
    public PackageChanges(Customers customers, FollowedWriter writer) {
        this.customers = customers;
        this.writer = writer;
    }

    /** Sets a package as the draft says; what the draft leaves out takes its default. */
    public Change<CallPackage> put(String id, PackageDraft draft) throws InterruptedException {
        oneAtATime.lock();
        try {
            var check = new Check();
            Optional<CallPackage> before = customers.packages().one(id);
            CallPackage taken = inItself(id, draft, check);
            checkCard(taken, check);
            return check.passed()
                    ? Change.written(writer.write(Topic.PACKAGES, id, Json.write(taken)), taken, before.isEmpty())
                    : new Change.Refused<>(check.problems());
        } finally {
            oneAtATime.unlock();
        }
    }

    private static CallPackage inItself(String id, PackageDraft draft, Check check) {
        check.that(Id.fits(id), "id", "must be " + Id.SHAPE);
        check.readOnly("id", draft.id(), id, "it is the one in the path");
        int pulse = requireNonNullElse(draft.pulse(), 0);
        check.that(
                pulse >= 0 && pulse <= LONGEST_PULSE, "pulse", "must be 1 to " + LONGEST_PULSE + " s, or 0 for none");
        int freeMinutes = requireNonNullElse(draft.freeMinutes(), 0);
        check.that(
                freeMinutes >= 0 && freeMinutes <= MOST_FREE_MINUTES,
                "freeMinutes",
                "must be 1 to " + MOST_FREE_MINUTES + " a month, or 0 for none");
        var prefixes = check.list(
                "freePrefixes",
                draft.freePrefixes(),
                prefix -> PREFIX.matcher(prefix).matches(),
                "1 to 15 digits, without +");
        check.that(prefixes.size() <= MOST_PREFIXES, "freePrefixes", "has more than " + MOST_PREFIXES + " prefixes");
        return new CallPackage(
                id,
                check.text("name", draft.name(), LONGEST_NAME),
                draft.rateCardId(),
                notNegative("markupFixed", requireNonNullElse(draft.markupFixed(), BigDecimal.ZERO), check),
                notNegative("markupPercent", requireNonNullElse(draft.markupPercent(), BigDecimal.ZERO), check),
                pulse,
                prefixes,
                notNegative("freeBelowRate", draft.freeBelowRate(), check),
                requireNonNullElse(draft.onNetFree(), false),
                freeMinutes,
                notNegative("monthlyFee", draft.monthlyFee(), check),
                notNegative("setupFee", draft.setupFee(), check),
                requireNonNullElse(draft.proRata(), false));
    }

    private static BigDecimal notNegative(String field, BigDecimal given, Check check) {
        BigDecimal amount = check.money(field, given);
        check.that(amount == null || amount.signum() >= 0, field, "must be 0 or more");
        return amount;
    }

    private void checkCard(CallPackage taken, Check check) {
        String cardId = taken.rateCardId();
        if (!check.that(cardId != null, "rateCardId", "is missing: a package needs a card that prices its calls")) {
            return;
        }
        Optional<RateCard> card = customers.cards().card(cardId);
        if (card.isEmpty()) {
            check.absent("rateCardId", "there is no rate card " + cardId + ": make it first");
            return;
        }
        String currency = card.get().currency();
        customers.accounts().accounts().stream()
                .filter(account -> taken.id().equals(account.packageId()))
                .filter(account -> !account.currency().equals(currency))
                .findAny()
                .ifPresent(account -> check.conflict(
                        "rateCardId",
                        "the account " + account.id() + " has this package in " + account.currency()
                                + ", and the card is in " + currency + ": take a card in that currency"));
    }
}
