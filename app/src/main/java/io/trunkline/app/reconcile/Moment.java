package io.trunkline.app.reconcile;

import java.time.Duration;

/** Which of our moments the carrier's time is. */
public enum Moment {
    /** The first INVITE. */
    STARTED("startedAt", Duration.ofSeconds(0)),
    /** The answer. */
    ANSWERED("answeredAt", Duration.ofHours(1)),
    /** The end. */
    ENDED("endedAt", Duration.ofDays(1));

    private final String field;
    private final Duration behindStart;

    Moment(String field, Duration behindStart) {
        this.field = field;
        this.behindStart = behindStart;
    }

    String field() {
        return field;
    }

    /** By how much it lies behind the first INVITE at most; what lies farther is not found at the edge of a period. */
    Duration behindStart() {
        return behindStart;
    }
}
