package io.trunkline.app.reconcile;

import io.trunkline.protocol.sip.E164;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the carrier writes numbers. A leading {@code +} or {@code 00} and the marks that people put between digits are
 * always understood.
 *
 * @param prefix digits that it puts before each number, as a technical prefix; empty for none
 * @param country the country code that takes the place of a single leading 0; empty when there are no national numbers
 */
public record Numbering(String prefix, String country) {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{0,15}");
    private static final String INTERNATIONAL = "00";
    private static final String TRUNK = "0";

    /**
     * Checks what was said.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public Numbering {
        if (!DIGITS.matcher(prefix).matches() || !DIGITS.matcher(country).matches()) {
            throw new IllegalArgumentException("a prefix and a country code are digits");
        }
    }

    /** The E.164 digits of a number as the carrier writes it; empty when it is none. */
    Optional<String> e164(String written) {
        String digits = E164.digits(written);
        if (digits == null) {
            return Optional.empty();
        }
        String rest = digits.startsWith(prefix) ? digits.substring(prefix.length()) : digits;
        boolean national = !country.isEmpty()
                && rest.startsWith(TRUNK)
                && !rest.startsWith(INTERNATIONAL)
                && !written.startsWith("+");
        String number = national ? country + rest.substring(TRUNK.length()) : E164.numberOrUser(rest);
        return number.isEmpty() ? Optional.empty() : Optional.of(number);
    }
}
