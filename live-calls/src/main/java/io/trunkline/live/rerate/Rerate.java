package io.trunkline.live.rerate;

import io.trunkline.customers.Customers;
import io.trunkline.customers.Repricing;
import io.trunkline.customers.change.Check;
import io.trunkline.customers.change.Problem;
import io.trunkline.kafka.AcknowledgedWriter;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Scope;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.Payer;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.storage.Store;
import io.trunkline.storage.cdr.ChargedCalls;
import io.trunkline.storage.connection.Page;
import io.trunkline.storage.connection.StoreException;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rates past calls again, page by page, so that memory does not grow with the time. What differs is told; when it is to be
 * applied, each difference is ordered of the ledger of its account, which books it once whatever is ordered again: the
 * order's id names the revision of the record of which it was made. May be used by any thread.
 */
public final class Rerate {

    /** Takes what is told, on the thread of the run. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Takes it.
         *
         * @throws IOException when nobody listens any more; the run ends
         */
        void tell(RerateEvent event) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Rerate.class);
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,15}");
    private static final int PAGE = 5_000;

    private final Customers customers;
    private final Store store;
    private final AcknowledgedWriter writer;
    private final Optional<Instant> closedUntil;
    private final InstantSource clock;

    /**
     * Over these calls and customers.
     *
     * @param writer closed by whoever opened it
     * @param closedUntil calls that began before this are not corrected any more; empty when no books are closed
     */
    public Rerate(
            Customers customers,
            Store store,
            AcknowledgedWriter writer,
            Optional<Instant> closedUntil,
            InstantSource clock) {
        this.customers = customers;
        this.store = store;
        this.writer = writer;
        this.closedUntil = closedUntil;
        this.clock = clock;
    }

    /** What is wrong with a draft; empty when it can be run. */
    public Optional<Problem> problem(RerateDraft draft) {
        var check = new Check();
        check.that(draft.from() != null, "from", "is missing: the moment from which on calls began");
        check.that(draft.to() != null, "to", "is missing: the moment before which calls began");
        if (check.passed()) {
            check.that(!draft.from().isBefore(Instant.EPOCH), "from", "must be a time from 1970 on");
            check.that(draft.from().isBefore(draft.to()), "to", "must be after from");
        }
        check.that(
                draft.prefix() == null || DIGITS.matcher(draft.prefix()).matches(), "prefix", "must be 1 to 15 digits");
        check.that(
                draft.accountId() == null
                        || customers.accounts().account(draft.accountId()).isPresent(),
                "accountId",
                "names no account");
        check.that(
                draft.withCardId() == null
                        || customers.cards().card(draft.withCardId()).isPresent(),
                "withCardId",
                "names no rate card");
        check.that(
                draft.withCardId() == null || draft.accountId() != null || draft.cardId() != null,
                "withCardId",
                "takes the place of what: say whose calls (accountId), or those of which card (cardId)");
        checkCurrency(draft, check);
        if (check.passed()
                && draft.applies()
                && closedUntil.filter(draft.from()::isBefore).isPresent()) {
            return Optional.of(new Problem(
                    Problem.Kind.CONFLICT,
                    "from",
                    "the books are closed until " + closedUntil.get()
                            + " (books.closed-until): calls from before cannot be corrected"));
        }
        return check.problems().stream().findFirst();
    }

    /** By a card in another currency no call can be charged: all would be told as without a rate. */
    private void checkCurrency(RerateDraft draft, Check check) {
        if (draft.withCardId() == null) {
            return;
        }
        Optional<String> charged = Optional.ofNullable(draft.accountId())
                .flatMap(customers.accounts()::account)
                .map(Account::currency)
                .or(() -> Optional.ofNullable(draft.cardId())
                        .flatMap(customers.cards()::card)
                        .map(RateCard::currency));
        Optional<String> with = customers.cards().card(draft.withCardId()).map(RateCard::currency);
        if (charged.isPresent() && with.isPresent()) {
            check.that(
                    charged.equals(with),
                    "withCardId",
                    "names a card in " + with.get() + ", but these calls are charged in " + charged.get()
                            + ": take a card in that currency");
        }
    }

    /**
     * Runs it to its end.
     *
     * @param draft one without a problem
     * @throws IOException when the listener throws it
     * @throws InterruptedException when the server stops
     */
    public void run(Scope scope, RerateDraft draft, Listener listener) throws IOException, InterruptedException {
        new Run(draft, listener).through(scope);
    }

    /** One way through the records. */
    private final class Run {

        private final RerateDraft draft;
        private final Listener listener;
        private final Repricing repricing;
        private final RerateSums sums = new RerateSums();
        private final List<Map.Entry<String, byte[]>> orders = new ArrayList<>();
        private long ordered;

        Run(RerateDraft draft, Listener listener) {
            this.draft = draft;
            this.listener = listener;
            repricing = new Repricing(customers, draft.withCardId());
        }

        void through(Scope scope) throws IOException, InterruptedException {
            try {
                var next =
                        new ChargedCalls(draft.from(), draft.to(), draft.accountId(), draft.prefix(), null, null, PAGE);
                Page<Cdr> page;
                do {
                    page = store.chargedCalls(scope, next);
                    for (Cdr cdr : page.items()) {
                        rate(cdr);
                    }
                    if (!page.items().isEmpty()) {
                        order();
                        next = next.after(page.next());
                        listener.tell(new RerateEvent.Progress(
                                sums.records(),
                                page.items().getLast().startedAt().truncatedTo(ChronoUnit.DAYS)));
                    }
                } while (page.next() != null);
                listener.tell(sums.result(ordered));
            } catch (StoreException e) {
                brokeOff(
                        e,
                        e.category() == StoreException.Category.UNAVAILABLE
                                ? "the store does not answer"
                                : "the store cannot answer (the log says why)");
            } catch (KafkaException e) {
                brokeOff(e, "Kafka did not take an order");
            }
        }

        private void brokeOff(RuntimeException why, String what) throws IOException {
            LOG.warn("Calls were not rated again to the end: {}", why.toString());
            listener.tell(
                    new RerateEvent.BrokenOff(what + ": send it again as it is, nothing is booked twice", ordered));
        }

        private void rate(Cdr cdr) throws IOException {
            if (!isMeant(cdr)) {
                return;
            }
            sums.lookedAt();
            Optional<Cdr> again = repricing.again(cdr);
            if (again.isEmpty()) {
                sums.hasNoRate();
                return;
            }
            Cdr after = again.get();
            boolean differs = cdr.price() == null || cdr.price().compareTo(after.price()) != 0;
            if (!differs) {
                return;
            }
            sums.differs(cdr, after);
            if (draft.tellsCalls()) {
                listener.tell(RerateEvent.Differs.of(cdr, after));
            }
            if (draft.applies()) {
                var order = AccountCommand.Rerating.of(
                        cdr,
                        after,
                        "rated again by " + after.tariff().cardId(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS));
                orders.add(Map.entry(after.accountId(), Json.write(order)));
            }
        }

        /** Whether it has to do with what was asked: by the record that holds, and not one that it replaced. */
        private boolean isMeant(Cdr cdr) {
            if (cdr.rating() == Cdr.Rating.NOT_CHARGED
                    || (draft.withCardId() != null && cdr.role() == Payer.Role.NUMBER)) {
                return false;
            }
            String card = cdr.tariff() == null
                    ? repricing.cardNow(cdr.accountId())
                    : cdr.tariff().cardId();
            return draft.cardId() == null || draft.cardId().equals(card);
        }

        private void order() throws InterruptedException {
            if (!orders.isEmpty()) {
                writer.writeAll(Topic.ACCOUNT_COMMANDS, orders);
                ordered += orders.size();
                orders.clear();
            }
        }
    }
}
