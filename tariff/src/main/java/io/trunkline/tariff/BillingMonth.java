package io.trunkline.tariff;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * A month of an account: from its billing day to the day before the next one. Where a month has no such day (29 to 31),
 * it begins on the last one that it has.
 *
 * @param billingDay 1 to 31
 * @param zone in which its days begin and end
 * @param name the month of the calendar in which it begins
 */
public record BillingMonth(int billingDay, ZoneId zone, YearMonth name) {

    /** The one in which a moment lies. */
    public static BillingMonth at(Instant moment, int billingDay, ZoneId zone) {
        var month = new BillingMonth(billingDay, zone, YearMonth.from(moment.atZone(zone)));
        return moment.isBefore(month.from()) ? month.before() : month;
    }

    /** The first day. */
    public LocalDate firstDay() {
        return name.atDay(Math.min(Math.max(billingDay, 1), name.lengthOfMonth()));
    }

    /** The last day. */
    public LocalDate lastDay() {
        return next().firstDay().minusDays(1);
    }

    /** When it begins. */
    public Instant from() {
        return firstDay().atStartOfDay(zone).toInstant();
    }

    /** When the next one begins. */
    public Instant until() {
        return next().from();
    }

    /** The one before. */
    public BillingMonth before() {
        return new BillingMonth(billingDay, zone, name.minusMonths(1));
    }

    /** The next one. */
    public BillingMonth next() {
        return new BillingMonth(billingDay, zone, name.plusMonths(1));
    }
}
