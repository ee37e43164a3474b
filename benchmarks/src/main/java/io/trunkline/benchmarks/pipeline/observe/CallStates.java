package io.trunkline.benchmarks.pipeline.observe;

import io.trunkline.benchmarks.pipeline.traffic.CallKey;
import io.trunkline.benchmarks.pipeline.traffic.Traffic;
import java.util.BitSet;
import java.util.function.LongSupplier;

/** The first time at which each answered call is heard of as answered, and as over. For one thread. */
final class CallStates {

    /** How the states are told apart: by the first letters of ringing, answered and ended. */
    private static final byte ANSWERED = 'a';

    private static final byte ENDED = 'e';

    private final Stage stage;
    private final Traffic traffic;
    private final LongSupplier began;
    private final Delays delays;
    private final BitSet answered = new BitSet();
    private final BitSet ended = new BitSet();

    CallStates(Stage stage, Traffic traffic, LongSupplier began, Delays delays) {
        this.stage = stage;
        this.traffic = traffic;
        this.began = began;
        this.delays = delays;
    }

    /** A call as it stands now. */
    void heard(long call, byte[] json, int length) {
        if (!isAnsweredCall(call) || ended.get((int) call)) {
            return;
        }
        int state = Field.STATE.valueIn(json, length);
        if (state < 0) {
            return;
        }
        if (json[state] == ANSWERED && !answered.get((int) call)) {
            answered.set((int) call);
            delays.arrived(stage, due(call, traffic.template(call).answeredMillis()), 1);
        } else if (json[state] == ENDED) {
            gone(call);
        }
    }

    /** A call is over. */
    void gone(long call) {
        if (isAnsweredCall(call) && !ended.get((int) call)) {
            ended.set((int) call);
            delays.arrived(stage, due(call, traffic.template(call).endedMillis()), 1);
        }
    }

    private boolean isAnsweredCall(long call) {
        return call != CallKey.NONE
                && call < traffic.calls()
                && traffic.template(call).answered();
    }

    private long due(long call, long afterMillis) {
        return began.getAsLong() + traffic.startMillis(call) + afterMillis;
    }
}
