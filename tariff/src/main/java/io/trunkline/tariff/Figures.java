package io.trunkline.tariff;

import java.math.BigDecimal;
import java.util.Currency;

/** How an amount stands in words for people, which is the same everywhere: in steps of a sum, alarms and mails. */
public final class Figures {

    /** Digits after the point that amounts have at least, where their currency is not known. */
    private static final int USUAL_DIGITS = 2;

    private Figures() {}

    /**
     * An amount with at least the digits of its currency and no zero behind them that says nothing: 0.6 is {@code 0.60} in
     * EUR, 0.0760 is {@code 0.076}. Exact: a balance just below a limit must not look like it.
     *
     * @param currency ISO 4217 code; null where it is not known
     */
    public static String of(BigDecimal amount, String currency) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.setScale(Math.max(digits(currency), stripped.scale())).toPlainString();
    }

    /** A code that a later Java does not know any more, or one without digits such as that of gold, stops no sum. */
    private static int digits(String currency) {
        try {
            return currency == null
                    ? USUAL_DIGITS
                    : Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException e) {
            return USUAL_DIGITS;
        }
    }
}
