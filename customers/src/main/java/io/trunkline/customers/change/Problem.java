package io.trunkline.customers.change;

/**
 * What is wrong with a draft.
 *
 * @param kind in which way
 * @param field path of the field, as in {@code sipUsers[1]}; null when it is the draft as a whole
 * @param message for people; it names the field
 */
public record Problem(Kind kind, String field, String message) {

    /** In which way something is wrong. */
    public enum Kind {
        /** A value does not fit, whatever else there is. */
        INVALID,
        /** It contradicts what is there. */
        CONFLICT
    }

    /** A value that does not fit. */
    static Problem invalid(String field, String message) {
        return new Problem(Kind.INVALID, field, message);
    }

    /** Something that contradicts what is there. */
    static Problem conflict(String field, String message) {
        return new Problem(Kind.CONFLICT, field, message);
    }
}
