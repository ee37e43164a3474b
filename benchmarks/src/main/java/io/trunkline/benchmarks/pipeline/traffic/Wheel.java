package io.trunkline.benchmarks.pipeline.traffic;

/** The flows that wait, by the millisecond at which their next message is due: a hashed timing wheel. */
final class Wheel {

    private static final int SLOTS = 1 << 14;

    private final Flow[] slots = new Flow[SLOTS];
    private int size;

    void add(Flow flow) {
        int slot = (int) (flow.dueMillis() & (SLOTS - 1));
        flow.behind = slots[slot];
        slots[slot] = flow;
        size++;
    }

    /** Takes all flows of a millisecond's slot, linked; some may be due a whole turn later. */
    Flow take(long millis) {
        int slot = (int) (millis & (SLOTS - 1));
        Flow first = slots[slot];
        slots[slot] = null;
        for (Flow flow = first; flow != null; flow = flow.behind) {
            size--;
        }
        return first;
    }

    boolean isEmpty() {
        return size == 0;
    }
}
