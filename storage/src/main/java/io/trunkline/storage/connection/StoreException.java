package io.trunkline.storage.connection;

/** The store could not do what it was asked. The message is for an operator; the cause is the driver's word. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What the caller can do about it. */
    public enum Category {
        /** The server does not answer, or is overloaded: the same thing may work later. */
        UNAVAILABLE,
        /** It asks for more rows, memory or time than one query may have: less may be asked for. */
        TOO_MUCH,
        /** The server understood and refused, or what it holds does not fit: a person has to look. */
        REFUSED
    }

    private final Category category;

    /** What an operator is to read. */
    public StoreException(Category category, String message, Throwable cause) {
        super(message, cause);
        this.category = category;
    }

    /** What the caller can do about it. */
    public Category category() {
        return category;
    }
}
