package io.trunkline.protocol.sip;

import java.util.Locale;

/** Telephone numbers in the user part of a SIP URI (RFC 3261 19.1.6) and in {@code tel} URIs (RFC 3966). */
public final class E164 {

    /** Nothing longer is a number: E.164 has 15 digits, and prefixes of carriers and exits come before them. */
    private static final int LONGEST = 32;

    private static final String INTERNATIONAL_PREFIX = "00";
    private static final String PHONE_CONTEXT = ";phone-context=";

    private E164() {}

    /**
     * The digits of a number: a leading plus, parameters, and the marks that people put between digits left out,
     * {@code %2B} read as {@code +}. A national or international prefix stays: what it means, the dial plan knows.
     *
     * @param user a user part, as {@link SipField#FROM_USER} gives it; null gives null
     * @return 1 to 32 digits, or null when it is no number
     */
    public static String digits(String user) {
        if (user == null || (user.length() <= LONGEST && areDigits(user, 0))) {
            return user;
        }
        if (user.startsWith("+") && user.length() <= LONGEST + 1 && areDigits(user, 1)) {
            return user.substring(1);
        }
        return withoutMarks(user);
    }

    private static boolean areDigits(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() > from;
    }

    private static String withoutMarks(String user) {
        var digits = new StringBuilder(16);
        boolean plus = false;
        int end = endOfNumber(user);
        for (int i = 0; i < end; i++) {
            char c = user.charAt(i);
            int escaped = c == '%' ? unescaped(user, i, end) : -1;
            if (escaped >= 0) {
                c = (char) escaped;
                i += 2;
            }
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (c == '+' && !plus && digits.isEmpty()) {
                plus = true;
            } else if (!isSeparator(c)) {
                return null;
            }
        }
        return digits.isEmpty() || digits.length() > LONGEST ? null : digits.toString();
    }

    /**
     * What is dialled or called by: the digits of an international number, or the user as it is when it is no number.
     * {@code +49-30-1234} and {@code 0049301234} are {@code 49301234}, {@code alice} is {@code alice}.
     *
     * @param user a user part; null gives null
     */
    public static String numberOrUser(String user) {
        String digits = inContext(user);
        if (digits == null) {
            return user;
        }
        // No country's code begins with 0: 000 calls for help in Australia.
        boolean isInternational = digits.startsWith(INTERNATIONAL_PREFIX) && !digits.startsWith("000");
        return isInternational ? digits.substring(INTERNATIONAL_PREFIX.length()) : digits;
    }

    /**
     * The digits of the number of a {@code tel} URI, or of a user part that is written like one: a local number with
     * the digits of its {@code phone-context} before it (RFC 3966, 5.1.5).
     *
     * @param number what stands behind {@code tel:}, with its parameters; null gives null
     * @return 1 to 32 digits, or null when it is no number
     */
    public static String inContext(String number) {
        String digits = digits(number);
        // Hardly any has parameters, and this is asked for each number of each INVITE.
        boolean mayHave = number != null && number.indexOf(';') >= 0;
        int context = mayHave ? number.toLowerCase(Locale.ROOT).indexOf(PHONE_CONTEXT) : -1;
        if (digits == null || context < 0 || number.startsWith("+") || number.startsWith("%2")) {
            return digits;
        }
        String value = number.substring(context + PHONE_CONTEXT.length());
        String before = value.startsWith("+") ? digits(value) : null;
        return before == null || before.length() + digits.length() > LONGEST ? digits : before + digits;
    }

    /**
     * Whether a number says itself that it is international: by a leading plus, or by a {@code phone-context} that is one
     * (RFC 3966, 5.1.4 and 5.1.5). Any other is what the dial plan of who dials it makes of it.
     *
     * @param user a user part, as {@link #inContext} takes it; null is not
     */
    public static boolean isGlobal(String user) {
        String local = digits(user);
        if (local == null) {
            return false;
        }
        for (int i = 0; i < user.length() && !Character.isDigit(user.charAt(i)); i++) {
            if (user.charAt(i) == '+' || user.startsWith("%2B", i) || user.startsWith("%2b", i)) {
                return true;
            }
        }
        return !local.equals(inContext(user));
    }

    private static int endOfNumber(String user) {
        int semicolon = user.indexOf(';');
        return semicolon < 0 ? user.length() : semicolon;
    }

    private static int unescaped(String text, int at, int end) {
        if (at + 2 >= end) {
            return -1;
        }
        int high = Character.digit(text.charAt(at + 1), 16);
        int low = Character.digit(text.charAt(at + 2), 16);
        return high < 0 || low < 0 ? -1 : (high << 4) | low;
    }

    /** Visual separators of RFC 3966 section 5.1.1, and the space. */
    private static boolean isSeparator(char c) {
        return c == '-' || c == '.' || c == '(' || c == ')' || c == ' ';
    }
}
