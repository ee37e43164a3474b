package io.trunkline.protocol.event;

import static java.util.Objects.requireNonNullElse;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A number of the platform (a DID), whose it is and what it costs.
 *
 * @param number E.164 digits
 * @param accountId the account that has it; null while nobody does
 * @param ratePerMinute what a minute of a call to it costs that account, by the second; 0 or more
 * @param monthlyFee charged for each month of the account in which it has the number; 0 or more
 * @param setupFee charged once an account, when it gets the number; 0 or more
 * @param target where the switch sends calls to it; null when that is not said
 * @param since when the account got it; null while nobody has it
 */
public record PhoneNumber(
        String number,
        String accountId,
        BigDecimal ratePerMinute,
        BigDecimal monthlyFee,
        BigDecimal setupFee,
        String target,
        Instant since) {

    /** To which the price of a call to it is rounded. */
    private static final int DECIMALS = 6;

    /** Amounts that are absent are 0. */
    public PhoneNumber {
        ratePerMinute = requireNonNullElse(ratePerMinute, BigDecimal.ZERO);
        monthlyFee = requireNonNullElse(monthlyFee, BigDecimal.ZERO);
        setupFee = requireNonNullElse(setupFee, BigDecimal.ZERO);
    }

    /** What a call to it costs who has it, in that account's currency. */
    public Tariff inbound(String currency) {
        var rate = new Rate(number, "calls to " + number, ratePerMinute, BigDecimal.ZERO, 1, 1, 0, 0, null, null, null);
        return new Tariff("number-" + number, currency, DECIMALS, Rounding.HALF_UP, rate);
    }
}
