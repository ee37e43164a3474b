package io.trunkline.customers;

import io.trunkline.protocol.event.PackageTerms;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Numbers to which calls cost nobody anything, and which nobody is refused: emergency numbers, and those that the operator
 * names. A number counts when it is dialled exactly so; with {@code *} behind it, every number that begins so. Immutable.
 */
public final class FreeNumbers {

    /** What is free where nobody said what is. */
    public static final List<String> EMERGENCY = List.of("112", "911", "110", "999", "000");

    /** The card of such a call, in its records. */
    private static final String CARD = "free-numbers";

    /** Country code and number have seven digits or more together. */
    private static final int LONGEST_SHORT = 6;

    private static final Pattern WHOLE = Pattern.compile("[0-9]{2,15}");
    private static final Pattern PREFIX = Pattern.compile("[1-9][0-9]{2,14}\\*");

    private final Set<String> whole = new HashSet<>();
    private final List<String> prefixes = new ArrayList<>();

    /**
     * Numbers as an operator writes them.
     *
     * @param texts {@code 112}, or {@code 49800*} for all that begin so
     * @throws IllegalArgumentException that names the first that is neither
     */
    public FreeNumbers(List<String> texts) {
        for (String text : texts) {
            if (WHOLE.matcher(text).matches()) {
                whole.add(text);
            } else if (PREFIX.matcher(text).matches()) {
                prefixes.add(text.substring(0, text.length() - 1));
            } else {
                throw new IllegalArgumentException(
                        text + " is neither a number of 2 to 15 digits, such as 112, nor the "
                                + "beginning of E.164 numbers, 3 digits or more with * behind them, such as 49800*");
            }
        }
    }

    /** Whether calls to a number are free. */
    public boolean has(String number) {
        return matching(number).isPresent();
    }

    /** Whether it is free and too short for an E.164 number of any country, so that it can mean nothing else. */
    boolean isShort(String number) {
        return number.length() <= LONGEST_SHORT && whole.contains(number);
    }

    /**
     * What a call to one of them is charged by: it comes to nothing, and says why.
     *
     * @param currency ISO 4217 code
     * @return empty for every other number
     */
    public Optional<Tariff> tariff(String number, String currency) {
        return matching(number).map(free -> {
            var rate = new Rate(free, "free number", BigDecimal.ZERO, BigDecimal.ZERO, 0, 1, 0, 0, null, null, null);
            String why = whole.contains(free) ? "calls to " + free : "calls to numbers under " + free;
            var terms = PackageTerms.ofPlatform(why + " cost nothing on this platform");
            return new Tariff(CARD, currency, 0, Rounding.HALF_UP, rate, null, List.of(), terms);
        });
    }

    /** The number itself, or the beginning of it, that is free. */
    private Optional<String> matching(String number) {
        // Asked for each tier of each INVITE.
        if (whole.contains(number)) {
            return Optional.of(number);
        }
        for (String prefix : prefixes) {
            if (number.startsWith(prefix)) {
                return Optional.of(prefix);
            }
        }
        return Optional.empty();
    }
}
