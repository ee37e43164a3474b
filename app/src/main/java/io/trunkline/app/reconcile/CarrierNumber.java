package io.trunkline.app.reconcile;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Lengths and amounts as carriers write them. */
final class CarrierNumber {

    private static final Pattern DECIMAL = Pattern.compile("[-+]?\\d{1,15}(\\.\\d{0,15})?|[-+]?\\.\\d{1,15}");
    private static final Pattern CLOCK = Pattern.compile("(?:(\\d{1,4}):)?(\\d{1,5}):([0-5]\\d)");
    private static final int SECONDS_OF_A_MINUTE = 60;
    private static final BigDecimal LONGEST_SECONDS = new BigDecimal(10_000_000);

    private CarrierNumber() {}

    /**
     * A decimal number.
     *
     * @param comma whether a comma stands before the decimals
     * @throws NumberFormatException when it is none
     */
    static BigDecimal decimal(String text, boolean comma) {
        String plain = comma ? text.replace(",", ".") : text;
        boolean mixed = comma && text.contains(".");
        if (mixed || !DECIMAL.matcher(plain).matches()) {
            throw new NumberFormatException("is no number: " + text);
        }
        return new BigDecimal(plain);
    }

    /**
     * A length in seconds, {@code 63} or {@code 62.8}, or as {@code 1:02:03} or {@code 62:03}.
     *
     * @return whole seconds, rounded up
     * @throws NumberFormatException when it is none
     */
    static long seconds(String text, boolean comma) {
        var clock = CLOCK.matcher(text);
        if (clock.matches()) {
            long hours = clock.group(1) == null ? 0 : Long.parseLong(clock.group(1));
            long minutes = hours * SECONDS_OF_A_MINUTE + Long.parseLong(clock.group(2));
            return minutes * SECONDS_OF_A_MINUTE + Long.parseLong(clock.group(3));
        }
        BigDecimal seconds = decimal(text, comma);
        if (seconds.signum() < 0 || seconds.compareTo(LONGEST_SECONDS) > 0) {
            throw new NumberFormatException("is no length: " + text);
        }
        return seconds.setScale(0, RoundingMode.UP).longValueExact();
    }
}
