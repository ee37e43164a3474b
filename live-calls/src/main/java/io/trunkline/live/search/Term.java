package io.trunkline.live.search;

import io.trunkline.protocol.sip.E164;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody searches for.
 *
 * @param kind what it was taken for
 * @param text by which it is looked for: digits of a number, an address without its port, or the text in small letters
 * @param written as it was written, without blanks around it
 */
public record Term(Kind kind, String text, String written) {

    /** What a text may mean. */
    public enum Kind {
        /** A telephone number or its beginning. */
        NUMBER,
        /** An IP address. */
        ADDRESS,
        /** A user, an account, a Call-ID: whatever bears such a name. */
        NAME
    }

    private static final int LEAST = 2;
    private static final int MOST = 200;
    private static final int LEAST_DIGITS = 3;
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9][0-9 ()./-]*");
    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3})(?::\\d{1,5})?");
    private static final Pattern IPV6 = Pattern.compile("\\[?([0-9a-fA-F]*:[0-9a-fA-F:]*:[0-9a-fA-F:.]*)](?::\\d{1,5})?"
            + "|([0-9a-fA-F]*:[0-9a-fA-F:]*:[0-9a-fA-F:.]*)");

    /** Takes a text for what it most likely is; empty when it is too short or too long to be searched for. */
    public static Optional<Term> of(String typed) {
        String written = typed.strip().replaceAll("[*…]+$", "").strip();
        if (written.length() < LEAST || written.length() > MOST) {
            return Optional.empty();
        }
        var ipv4 = IPV4.matcher(written);
        if (ipv4.matches()) {
            return Optional.of(new Term(Kind.ADDRESS, ipv4.group(1), written));
        }
        var ipv6 = IPV6.matcher(written);
        if (ipv6.matches()) {
            String address = ipv6.group(1) == null ? ipv6.group(2) : ipv6.group(1);
            return Optional.of(new Term(Kind.ADDRESS, address.toLowerCase(Locale.ROOT), written));
        }
        if (NUMBER.matcher(written).matches()) {
            String digits = E164.numberOrUser(written.replace('/', ' '));
            if (digits.length() >= LEAST_DIGITS && digits.chars().allMatch(Character::isDigit)) {
                return Optional.of(new Term(Kind.NUMBER, digits, written));
            }
        }
        return Optional.of(new Term(Kind.NAME, written.toLowerCase(Locale.ROOT), written));
    }

    /** Whether a number or user begins so. */
    boolean begins(String party) {
        return party != null && party.toLowerCase(Locale.ROOT).startsWith(text);
    }

    /** Whether a text has it in it. */
    boolean isIn(String other) {
        return other != null && other.toLowerCase(Locale.ROOT).contains(text);
    }

    /** Whether it is the address of an endpoint, whatever the port. */
    boolean isHostOf(String endpoint) {
        if (endpoint == null) {
            return false;
        }
        String host = endpoint.startsWith("[")
                ? endpoint.substring(1, Math.max(1, endpoint.indexOf(']')))
                : endpoint.substring(0, endpoint.indexOf(':') < 0 ? endpoint.length() : endpoint.indexOf(':'));
        return host.equalsIgnoreCase(text);
    }
}
