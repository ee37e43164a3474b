package io.trunkline.storage.cdr;

/**
 * Which calls of a list are asked for. With an account, "some account" below is that one; without, it is any.
 */
public enum CdrView {
    /** Some account made them, or was called. Without an account: all calls there are. */
    ALL(""),
    /** Some account pays for them. */
    DIALLED("dialled"),
    /** Some account was called and answered. */
    RECEIVED("received"),
    /** Some account was called and did not answer. */
    MISSED("missed"),
    /** Neither side belongs to an account. The account asked for, if any, makes no difference. */
    OTHER("other");

    private final String parameter;

    CdrView(String parameter) {
        this.parameter = parameter;
    }

    /** What the query {@code cdrs-newest-first} knows it by. */
    String parameter() {
        return parameter;
    }
}
