package io.trunkline.embedded;

/**
 * Says why an embedded engine cannot start, in one sentence for the operator that names the port, directory or file
 * and what to do about it.
 */
public final class EmbeddedStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says why. */
    public EmbeddedStartException(String message) {
        super(message);
    }

    /** Says why, with what the machine said. */
    public EmbeddedStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
