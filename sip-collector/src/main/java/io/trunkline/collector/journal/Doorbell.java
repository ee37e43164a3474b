package io.trunkline.collector.journal;

import java.util.concurrent.locks.LockSupport;

/**
 * Wakes one waiting thread. Ringing costs one read of memory when nobody waits. The waiter arms the bell, looks
 * once more for work, and only then waits: so no ring is missed.
 */
public final class Doorbell {

    private volatile Thread waiting;

    /** Wakes the waiter, if there is one. Any thread. */
    public void ring() {
        Thread thread = waiting;
        if (thread != null) {
            waiting = null;
            LockSupport.unpark(thread);
        }
    }

    /** From now on a ring will wake this thread. */
    public void arm() {
        waiting = Thread.currentThread();
    }

    /** Waits for a ring since {@link #arm}, at most so long. */
    public void await(long nanos) {
        if (waiting != null) {
            LockSupport.parkNanos(this, nanos);
        }
        waiting = null;
    }

    /** There was work after all. */
    public void disarm() {
        waiting = null;
    }
}
