package io.trunkline.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Places in lists as text that fits into a URL: what a page of a list gives as next. */
public final class Cursor {

    private Cursor() {}

    /** The text of a place. */
    public static String of(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The place of a text.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static String place(String cursor) {
        return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    }
}
