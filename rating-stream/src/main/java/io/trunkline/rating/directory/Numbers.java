package io.trunkline.rating.directory;

/** Telephone numbers as callers write them into the user part of a URI. */
public final class Numbers {

    private Numbers() {}

    /**
     * The digits of an international number, or the user as it is when it is not a number: {@code
     * +49-30-1234} and {@code 0049301234} are {@code 49301234}, {@code alice} is {@code alice}.
     */
    public static String of(String user) {
        int end = user.indexOf(';');
        String number = (end < 0 ? user : user.substring(0, end)).replaceAll("[-.()]", "");
        if (number.startsWith("+")) {
            number = number.substring(1);
        } else if (number.startsWith("00")) {
            number = number.substring(2);
        }
        boolean digits = !number.isEmpty() && number.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? number : user;
    }
}
