package io.trunkline.rating.state;

import org.apache.kafka.common.errors.SerializationException;

/**
 * A record of the state cannot be read: it is damaged, or a newer program wrote it. Nothing may go on without it, for
 * it may be money: the message says where it is and what to do.
 */
public final class UnreadableRecordException extends SerializationException {

    private static final long serialVersionUID = 1L;

    /** What is wrong, without where. */
    public UnreadableRecordException(String message) {
        super(message);
    }

    /** What is wrong, without where. */
    public UnreadableRecordException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The same with where it is put before it. */
    public UnreadableRecordException at(String where) {
        return new UnreadableRecordException(where + ": " + getMessage(), this);
    }
}
