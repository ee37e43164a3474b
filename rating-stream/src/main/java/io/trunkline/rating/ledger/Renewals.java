package io.trunkline.rating.ledger;

import io.trunkline.customers.Customers;
import io.trunkline.customers.DueFee;
import io.trunkline.customers.Subscription;
import io.trunkline.protocol.event.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Says what an account's packages and numbers bring: fees that are due, the month's free minutes, and when to look again. */
final class Renewals {

    /** An account or a package that is not known yet is looked for again after this time. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final Customers customers;
    private final BookedCommands booked;

    Renewals(Customers customers, BookedCommands booked) {
        this.customers = customers;
        this.booked = booked;
    }

    /** @param configured null while the account is not known */
    Renewal of(String account, Account configured, Instant now) {
        if (configured == null) {
            return new Renewal(List.of(), null, now.plus(LOOK_AGAIN));
        }
        List<Subscription> has = customers.subscriptions(configured);
        boolean isComplete = configured.packageId() == null
                || customers.subscription(configured).isPresent();
        var due = new ArrayList<DueFee>();
        has.forEach(each -> due.addAll(each.due(now, reference -> booked.hasFee(account, reference))));
        return new Renewal(
                due,
                has.stream()
                        .flatMap(each -> each.allowance(now).stream())
                        .findFirst()
                        .orElse(null),
                isComplete
                        ? has.stream()
                                .map(each -> each.month(now).until())
                                .min(Comparator.naturalOrder())
                                .orElse(null)
                        : now.plus(LOOK_AGAIN));
    }
}
