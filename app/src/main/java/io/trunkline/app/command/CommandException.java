package io.trunkline.app.command;

/** A command cannot go on. The message is one line for the operator. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * What is wrong and what to do.
     *
     * @param message the line
     */
    public CommandException(String message) {
        super(message);
    }
}
