package io.trunkline.probe.progress;

import io.trunkline.protocol.event.EndpointTest;
import io.trunkline.protocol.event.EndpointTest.Message;
import io.trunkline.protocol.event.EndpointTest.Options;
import io.trunkline.protocol.event.EndpointTest.Result;
import io.trunkline.protocol.event.EndpointTest.Step;
import io.trunkline.protocol.event.PathHop;
import io.trunkline.protocol.event.Reachability;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A test that runs, as it tells of itself: everything that it finds is told at once. For the thread of the test alone,
 * but for {@link #stop} and {@link #stopped}.
 */
public final class Progress {

    private final InstantSource clock;
    private final Consumer<EndpointTest> told;
    private EndpointTest test;
    private volatile boolean stopped;

    /**
     * A test that has just been taken.
     *
     * @param test as it was asked for
     * @param clock for its end
     * @param told is told how it stands, again and again; may wait
     */
    public Progress(EndpointTest test, InstantSource clock, Consumer<EndpointTest> told) {
        this.test = test;
        this.clock = clock;
        this.told = told;
    }

    /** As it stands. */
    public EndpointTest test() {
        return test;
    }

    /** Asks it to end. Any thread. */
    public void stop() {
        stopped = true;
    }

    /** Whether it was asked to end. Any thread. */
    public boolean stopped() {
        return stopped;
    }

    /** A step is under way, or goes on: its text takes the place of the one before. */
    public void doing(String name, String text) {
        step(name, null, text);
    }

    /** A step has found something. */
    public void step(String name, Result result, String text) {
        var steps = new ArrayList<>(test.steps());
        if (!steps.isEmpty()
                && steps.getLast().result() == null
                && steps.getLast().name().equals(name)) {
            steps.removeLast();
        }
        steps.add(new Step(name, result, text));
        become(test.with(steps));
    }

    /** OPTIONS were sent or answered; told with the next step. */
    public void found(Options options, List<Message> messages) {
        test = test.with(options, messages);
    }

    /** The way to the endpoint as it is known now. */
    public void found(List<PathHop> hops) {
        become(test.withHops(hops));
    }

    /** It is over. */
    public void done(Reachability verdict) {
        become(test.done(clock.instant(), verdict));
    }

    /** It could not be done. */
    public void failed(String why) {
        become(test.failed(clock.instant(), why));
    }

    private void become(EndpointTest other) {
        test = other;
        told.accept(other);
    }
}
