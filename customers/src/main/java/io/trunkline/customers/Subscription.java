package io.trunkline.customers;

import io.trunkline.protocol.event.Allowance;
import io.trunkline.tariff.BillingMonth;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Something that an account has for a fee: its package, or a number. It is charged once for being set up, and for each month of the
 * account that has begun since, the first one whole.
 *
 * @param id by which its fees are known
 * @param name for people: {@code package gold}, {@code number 4930123456}
 * @param since when the account took it; null when nobody knows, and then only the present month is charged
 * @param setupFee 0 or more
 * @param monthlyFee 0 or more
 * @param billingDay of the account
 * @param zone in which the account's months begin
 * @param freeMinutes of a month; 0 for none
 */
public record Subscription(
        String id,
        String name,
        Instant since,
        BigDecimal setupFee,
        BigDecimal monthlyFee,
        int billingDay,
        ZoneId zone,
        int freeMinutes) {

    /** A process that was away for longer books no more than ten years at once. */
    private static final int MOST_MONTHS = 120;

    /**
     * The fees that are due and were never looked at, the oldest first. A month is charged what a month costs when it is
     * looked at: a fee that is raised later changes nothing that was.
     *
     * @param isBooked whether the fee of that reference was booked
     */
    public List<DueFee> due(Instant now, Predicate<String> isBooked) {
        var due = new ArrayList<DueFee>();
        BillingMonth first = BillingMonth.at(since == null || since.isAfter(now) ? now : since, billingDay, zone);
        BillingMonth month = month(now);
        for (int i = 0; i < MOST_MONTHS && !month.from().isBefore(first.from()); i++) {
            String reference = "fee-" + id + "-" + month.name();
            if (isBooked.test(reference)) {
                break;
            }
            due.addFirst(new DueFee(
                    reference,
                    monthlyFee,
                    "monthly fee of " + name + ", " + month.firstDay() + " to " + month.lastDay()));
            month = month.before();
        }
        String setup = "fee-" + id + "-setup";
        if (!isBooked.test(setup)) {
            due.addFirst(new DueFee(setup, setupFee, "set-up of " + name));
        }
        return due;
    }

    /** The account's month in which a moment lies. */
    public BillingMonth month(Instant at) {
        return BillingMonth.at(at, billingDay, zone);
    }

    /** The free minutes of the month in which a moment lies; empty when there are none. */
    public Optional<Allowance> allowance(Instant at) {
        BillingMonth month = month(at);
        return freeMinutes == 0
                ? Optional.empty()
                : Optional.of(new Allowance(freeMinutes, month.from(), month.until()));
    }
}
