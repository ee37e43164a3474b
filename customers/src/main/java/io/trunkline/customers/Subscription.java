package io.trunkline.customers;

import io.trunkline.protocol.event.Allowance;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.tariff.BillingMonth;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Something that an account has for a fee: its package, or a number. It is charged once for being set up, and for each month of the
 * account that has begun since; {@link FirstMonth} says what for the one in which it was taken.
 *
 * @param id by which its fees are known
 * @param name for people: {@code package gold}, {@code number 4930123456}
 * @param since when the account took it; null when nobody knows, and then only the present month is charged
 * @param setupFee 0 or more
 * @param monthlyFee 0 or more
 * @param billingDay of the account
 * @param zone in which the account's months begin
 * @param freeMinutes of a month; 0 for none
 * @param firstMonth what is charged for the month in which it was taken
 */
public record Subscription(
        String id,
        String name,
        Instant since,
        BigDecimal setupFee,
        BigDecimal monthlyFee,
        int billingDay,
        ZoneId zone,
        int freeMinutes,
        FirstMonth firstMonth) {

    /** What of the monthly fee is charged for the month in which something was taken. */
    public sealed interface FirstMonth {

        /** All of it. */
        record Whole() implements FirstMonth {}

        /**
         * For each day that is left of the month its share, the day on which it was taken included; rounded once.
         *
         * @param decimals to which it is rounded
         */
        record ByTheDay(int decimals, Rounding rounding) implements FirstMonth {}
    }

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
            due.addFirst(fee(reference, month));
            month = month.before();
        }
        String setup = "fee-" + id + "-setup";
        if (!isBooked.test(setup)) {
            due.addFirst(new DueFee(setup, setupFee, "set-up of " + name));
        }
        return due;
    }

    private DueFee fee(String reference, BillingMonth month) {
        LocalDate end = month.next().firstDay();
        LocalDate begin = month.firstDay();
        LocalDate taken = since == null ? begin : LocalDate.ofInstant(since, zone);
        BigDecimal amount = monthlyFee;
        String share = "";
        if (firstMonth instanceof FirstMonth.ByTheDay(int decimals, Rounding rounding) && taken.isAfter(begin)) {
            long days = ChronoUnit.DAYS.between(begin, end);
            long left = ChronoUnit.DAYS.between(taken, end);
            BigDecimal exact = monthlyFee
                    .multiply(BigDecimal.valueOf(left))
                    .divide(BigDecimal.valueOf(days), decimals, rounding.mode())
                    .stripTrailingZeros();
            amount = exact.setScale(Math.max(0, exact.scale()));
            share = " (" + left + " of " + days + " days)";
            begin = taken;
        }
        return new DueFee(
                reference, amount, "monthly fee of " + name + ", " + begin + " to " + month.lastDay() + share);
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
