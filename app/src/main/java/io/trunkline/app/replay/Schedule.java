package io.trunkline.app.replay;

/**
 * When each packet of a capture is sent and what time it bears. Times are microseconds since the epoch.
 *
 * @param firstMicros the earliest time in the capture
 * @param startMicros when the replay starts
 * @param speed how many times faster than real time
 * @param shiftMicros what is added to each packet's time
 */
record Schedule(long firstMicros, long startMicros, double speed, long shiftMicros) {

    /**
     * All times are moved by the same, so that gaps stay as they were, and so that the last packet bears the time at
     * which it is sent.
     */
    static Schedule moved(long firstMicros, long lastMicros, long startMicros, double speed) {
        long endMicros = startMicros + (long) ((lastMicros - firstMicros) / speed);
        return new Schedule(firstMicros, startMicros, speed, endMicros - lastMicros);
    }

    /** Times stay as they were. */
    static Schedule original(long firstMicros, long startMicros, double speed) {
        return new Schedule(firstMicros, startMicros, speed, 0);
    }

    /** When a packet that was captured at a time is sent. */
    long dueMicros(long capturedAtMicros) {
        return startMicros + (long) ((capturedAtMicros - firstMicros) / speed);
    }

    /** The time that it bears. */
    long timeMicros(long capturedAtMicros) {
        return capturedAtMicros + shiftMicros;
    }
}
