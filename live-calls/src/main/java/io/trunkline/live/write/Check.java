package io.trunkline.live.write;

import io.trunkline.live.http.ApiError;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** Checks of the values in a body. Each raises {@link ApiError} 422 that names the field. */
final class Check {

    /** Digits before the point of any amount. */
    private static final int MOST_WHOLE_DIGITS = 15;

    /** Digits after the point of any amount: what the store keeps. */
    private static final int MOST_DECIMALS = 12;

    private Check() {}

    static void that(boolean fits, String field, String message) {
        if (!fits) {
            throw ApiError.invalid(field, field + " " + message);
        }
    }

    /** A text that must be there. */
    static String text(String field, String value, int longest) {
        that(value != null && !value.isBlank(), field, "is missing");
        return line(field, value, longest);
    }

    /** A text of one line; null stays null. */
    static String line(String field, String value, int longest) {
        if (value != null) {
            that(value.length() <= longest, field, "is longer than " + longest + " characters");
            that(value.chars().noneMatch(Character::isISOControl), field, "contains a control character");
        }
        return value;
    }

    /** An ISO 4217 code. */
    static String currency(String field, String value) {
        that(value != null, field, "is missing: an ISO 4217 code such as EUR");
        try {
            return Currency.getInstance(value).getCurrencyCode();
        } catch (IllegalArgumentException e) {
            throw ApiError.invalid(field, field + " must be an ISO 4217 code such as EUR, not " + value);
        }
    }

    /**
     * An amount of money, without an exponent and of a size that can be booked. Checked before anything is
     * computed with it: {@code 1e999999} is short to send and long to write out. Null stays null.
     */
    static BigDecimal money(String field, BigDecimal value) {
        if (value == null) {
            return null;
        }
        that(value.scale() <= MOST_DECIMALS, field, "has more than " + MOST_DECIMALS + " decimals");
        that(
                (long) value.precision() - value.scale() <= MOST_WHOLE_DIGITS,
                field,
                "has more than " + MOST_WHOLE_DIGITS + " digits before the point");
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    /** A list without repetitions whose every item fits. */
    static List<String> list(String field, List<String> values, Predicate<String> fits, String shape) {
        if (values == null) {
            return List.of();
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            String at = field + "[" + i + "]";
            that(value != null && fits.test(value), at, "must be " + shape);
            that(seen.add(value), at, "repeats " + value);
        }
        return List.copyOf(values);
    }

    /** A field that is shown but cannot be set: it may come back as it was, so that what was read can be sent. */
    static void readOnly(String field, Object given, Object actual, String why) {
        that(given == null || Objects.equals(given, actual), field, "cannot be set: " + why + "; leave it out");
    }
}
