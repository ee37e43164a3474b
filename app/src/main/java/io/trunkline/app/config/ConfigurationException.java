package io.trunkline.app.config;

/** A key that does not exist or a value that does not fit. The message is one line for the operator. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A line that names the key, where it was set, and what is expected.
     *
     * @param message the line
     */
    public ConfigurationException(String message) {
        super(message);
    }
}
