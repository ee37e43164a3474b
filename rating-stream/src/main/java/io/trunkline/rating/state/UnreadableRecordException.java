package io.trunkline.rating.state;

import org.apache.kafka.common.errors.SerializationException;

/**
 * A record of the state cannot be read: it is damaged, or a newer program wrote it. Nothing may go on without it, for
 * it may be money: the message says where it is and what to do.
 */
public final class UnreadableRecordException extends SerializationException {

    private static final long serialVersionUID = 1L;

    private final boolean ofNewerProgram;

    /** What is wrong, without where. */
    public UnreadableRecordException(String message) {
        super(message);
        ofNewerProgram = false;
    }

    /** What is wrong, without where. */
    public UnreadableRecordException(String message, Throwable cause) {
        super(message, cause);
        ofNewerProgram = cause instanceof UnreadableRecordException unreadable && unreadable.ofNewerProgram;
    }

    private UnreadableRecordException(String message, boolean ofNewerProgram) {
        super(message);
        this.ofNewerProgram = ofNewerProgram;
    }

    /** A newer program wrote it. */
    static UnreadableRecordException newer(String message) {
        return new UnreadableRecordException(message, true);
    }

    /** Whether a newer program wrote it, so that it is whole and only this one cannot read it. */
    public boolean isOfNewerProgram() {
        return ofNewerProgram;
    }

    /** The same with where it is put before it. */
    public UnreadableRecordException at(String where) {
        return new UnreadableRecordException(where + ": " + getMessage(), this);
    }
}
