package io.trunkline.customers.change;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** Checks the values of one draft and gathers what is wrong with them. */
public final class Check {

    /** Digits before the point of any amount. */
    private static final int MOST_WHOLE_DIGITS = 15;

    /** Digits after the point of any amount: what the store keeps. */
    private static final int MOST_DECIMALS = 12;

    private final List<Problem> problems = new ArrayList<>();

    /** Nothing is wrong yet. */
    public Check() {}

    /** Whether nothing is wrong. */
    public boolean passed() {
        return problems.isEmpty();
    }

    /** What is wrong, in the order in which it was found. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /**
     * Something must hold.
     *
     * @param message what to say if it does not, without the field; a null field is left out
     * @return whether it does
     */
    public boolean that(boolean fits, String field, String message) {
        if (!fits) {
            problems.add(Problem.invalid(field, field == null ? message : field + " " + message));
        }
        return fits;
    }

    /** Something contradicts what is there. */
    void conflict(String field, String message) {
        problems.add(Problem.conflict(field, message));
    }

    /** A field names something that is not there. */
    void absent(String field, String message) {
        problems.add(Problem.invalid(field, message));
    }

    /** A text that must be there. */
    String text(String field, String value, int longest) {
        that(value != null && !value.isBlank(), field, "is missing");
        return line(field, value, longest);
    }

    /** A text of one line; null stays null. */
    public String line(String field, String value, int longest) {
        if (value != null && that(value.length() <= longest, field, "is longer than " + longest + " characters")) {
            that(value.chars().noneMatch(Character::isISOControl), field, "contains a control character");
        }
        return value;
    }

    /** An ISO 4217 code. */
    String currency(String field, String value) {
        if (that(value != null, field, "is missing: an ISO 4217 code such as EUR")) {
            boolean known = Currency.getAvailableCurrencies().stream()
                    .anyMatch(currency -> currency.getCurrencyCode().equals(value));
            that(known, field, "must be an ISO 4217 code such as EUR, not " + value);
        }
        return value;
    }

    /**
     * An amount of money, without an exponent and of a size that can be booked; null stays null, and 0 stands for what
     * does not fit. Checked before anything is computed with it: {@code 1e999999} is short to send and long to write
     * out.
     */
    public BigDecimal money(String field, BigDecimal value) {
        if (value == null) {
            return null;
        }
        boolean fits = that(value.scale() <= MOST_DECIMALS, field, "has more than " + MOST_DECIMALS + " decimals")
                && that(
                        (long) value.precision() - value.scale() <= MOST_WHOLE_DIGITS,
                        field,
                        "has more than " + MOST_WHOLE_DIGITS + " digits before the point");
        if (!fits) {
            return BigDecimal.ZERO;
        }
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    /** A list without repetitions whose every item fits; what does not is left out. */
    List<String> list(String field, List<String> values, Predicate<String> fits, String shape) {
        if (values == null) {
            return List.of();
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            String at = field + "[" + i + "]";
            if (that(value != null && fits.test(value), at, "must be " + shape)) {
                that(seen.add(value), at, "repeats " + value);
            }
        }
        return values.stream().filter(seen::contains).toList();
    }

    /** A field that is shown but cannot be set: it may come back as it was, so that what was read can be sent. */
    void readOnly(String field, Object given, Object actual, String why) {
        that(given == null || Objects.equals(given, actual), field, "cannot be set: " + why + "; leave it out");
    }
}
