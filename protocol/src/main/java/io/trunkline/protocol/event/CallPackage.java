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
        boolean onNetFree) {

    /** Takes an unmodifiable copy; what is absent is 0 or none. */
    public CallPackage {
        markupFixed = markupFixed == null ? BigDecimal.ZERO : markupFixed;
        markupPercent = markupPercent == null ? BigDecimal.ZERO : markupPercent;
        freePrefixes = freePrefixes == null ? List.of() : List.copyOf(freePrefixes);
    }
}
