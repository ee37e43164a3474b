package io.trunkline.protocol;

import java.util.regex.Pattern;

/** How the things that operators name themselves may be called: accounts, cards, packages. */
public final class Id {

    /** What an id looks like, for people. */
    public static final String SHAPE = "1 to 64 of A-Z a-z 0-9 . _ - and not . or .. alone";

    /** A path's {@code .} and {@code ..} mean something else to everything that it passes (RFC 3986 section 3.3). */
    private static final Pattern PATTERN = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,64}");

    private Id() {}

    /** Whether something can have this id; never for null. */
    public static boolean fits(String text) {
        return text != null && PATTERN.matcher(text).matches();
    }
}
