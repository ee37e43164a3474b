package io.trunkline.protocol.event;

import java.math.BigDecimal;
import java.util.List;

/**
 * What an account takes its calls by: a card, with a markup, and calls that are free.
 *
 * @param id its name in the API
 * @param name its name for people
 * @param rateCardId the card that prices its calls
 * @param markupFixed put on a minute of the card's rates first, 0 or more
 * @param markupPercent put on that, 0 or more
 * @param pulse seconds that replace both increments; 0 for those of the card
 * @param freePrefixes calls to numbers under them cost nothing
 * @param freeBelowRate calls of which a minute costs that much or less at the answer cost nothing; null for none
 * @param onNetFree whether calls to numbers of the platform's own accounts cost nothing
 * @param freeMinutes minutes of each month of an account that cost nothing, 0 for none
 * @param monthlyFee charged for each month of an account in which it has the package; 0 or more
 * @param setupFee charged once an account, when it takes the package; 0 or more
 * @param proRata whether of the month in which an account takes the package, or a number beside it, only the days that are
 *     left are charged, and not the whole month
 */
public record CallPackage(
        String id,
        String name,
        String rateCardId,
        BigDecimal markupFixed,
        BigDecimal markupPercent,
        int pulse,
        List<String> freePrefixes,
        BigDecimal freeBelowRate,
        boolean onNetFree,
        int freeMinutes,
        BigDecimal monthlyFee,
        BigDecimal setupFee,
        boolean proRata) {

    /** Takes an unmodifiable copy; what is absent is 0 or none. */
    public CallPackage {
        markupFixed = markupFixed == null ? BigDecimal.ZERO : markupFixed;
        markupPercent = markupPercent == null ? BigDecimal.ZERO : markupPercent;
        freePrefixes = freePrefixes == null ? List.of() : List.copyOf(freePrefixes);
        monthlyFee = monthlyFee == null ? BigDecimal.ZERO : monthlyFee;
        setupFee = setupFee == null ? BigDecimal.ZERO : setupFee;
    }

    /** A package without free minutes and fees. */
    public CallPackage(
            String id,
            String name,
            String rateCardId,
            BigDecimal markupFixed,
            BigDecimal markupPercent,
            int pulse,
            List<String> freePrefixes,
            BigDecimal freeBelowRate,
            boolean onNetFree) {
        this(
                id,
                name,
                rateCardId,
                markupFixed,
                markupPercent,
                pulse,
                freePrefixes,
                freeBelowRate,
                onNetFree,
                0,
                null,
                null,
                false);
    }
}
