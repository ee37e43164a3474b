package io.trunkline.live.board;

/**
 * Hears what changes in a view, from the follower's thread and from the one that lets costs grow. For one id the
 * calls come one after the other. Must answer at once.
 */
public interface Changes<T> {

    /** It is new, or looks different now. */
    void changed(String id, T now);

    /** It is no longer there. */
    void gone(String id);

    /** Whether anybody listens; if not, nothing need be told. */
    boolean heard();
}
