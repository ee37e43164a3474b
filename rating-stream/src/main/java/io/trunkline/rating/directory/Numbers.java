package io.trunkline.rating.directory;

import io.trunkline.protocol.sip.E164;

/** Telephone numbers as callers write them into the user part of a URI. */
public final class Numbers {

    private static final String INTERNATIONAL_PREFIX = "00";

    private Numbers() {}

    /**
     * The digits of an international number, or the user as it is when it is not a number: {@code
     * +49-30-1234} and {@code 0049301234} are {@code 49301234}, {@code alice} is {@code alice}.
     */
    public static String of(String user) {
        String digits = E164.digits(user);
        if (digits == null) {
            return user;
        }
        return digits.startsWith(INTERNATIONAL_PREFIX) ? digits.substring(INTERNATIONAL_PREFIX.length()) : digits;
    }
}
