package io.trunkline.protocol.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A test of a registered endpoint as it stands now: while it runs it is told again and again, with more in it.
 *
 * @param id unique
 * @param kind how the endpoint is tested
 * @param registrationId the endpoint
 * @param aor its address of record
 * @param accountId the account of its user; null when there is none
 * @param status how far it has come
 * @param startedAt when it was asked for
 * @param endedAt when it ended; null while it runs
 * @param steps what was done, in order; the last one may be under way
 * @param verdict what came of it; null while it runs, and of a test that could not be done
 * @param options answers to OPTIONS; null of an MTR test, and before the first is sent
 * @param messages what a SIP test sent and received, in order; empty of an MTR test
 * @param hops the way to the endpoint as an MTR test finds it; empty of a SIP test
 */
public record EndpointTest(
        String id,
        Kind kind,
        String registrationId,
        String aor,
        String accountId,
        Status status,
        Instant startedAt,
        Instant endedAt,
        List<Step> steps,
        Reachability verdict,
        Options options,
        List<Message> messages,
        List<PathHop> hops) {

    /** As many run at a time; who wants more is told to wait. */
    public static final int MOST_AT_ONCE = 4;

    /** A probe takes a test within this, or there is none. */
    public static final Duration TAKEN_WITHIN = Duration.ofSeconds(15);

    /** No test takes longer. */
    public static final Duration LONGEST = Duration.ofSeconds(90);

    /** How an endpoint is tested. */
    public enum Kind {
        /** By OPTIONS. */
        @JsonProperty("sip")
        SIP,
        /** By the way of packets to it. */
        @JsonProperty("mtr")
        MTR
    }

    /** How far a test has come. */
    public enum Status {
        /** It is not over. */
        @JsonProperty("running")
        RUNNING,
        /** It is over, and has a verdict. */
        @JsonProperty("done")
        DONE,
        /** It could not be done; its last step says why. */
        @JsonProperty("failed")
        FAILED
    }

    /** What a step found. */
    public enum Result {
        /** As it should be. */
        @JsonProperty("ok")
        OK,
        /** Worth knowing. */
        @JsonProperty("warn")
        WARN,
        /** This is why calls do not arrive, or why the test cannot tell. */
        @JsonProperty("fail")
        FAIL
    }

    /**
     * A step.
     *
     * @param name for programs
     * @param result what it found; null while it is under way
     * @param text for people
     */
    public record Step(String name, Result result, String text) {}

    /**
     * How OPTIONS were answered.
     *
     * @param sent requests
     * @param received final answers to them
     * @param minMillis shortest round trip; null without an answer, as the next two
     * @param medianMillis middle one
     * @param maxMillis longest one
     * @param lastStatus of the last answer; null without one
     */
    public record Options(
            int sent, int received, Double minMillis, Double medianMillis, Double maxMillis, Integer lastStatus) {}

    /** Which way a message went. */
    public enum Direction {
        /** To the endpoint. */
        @JsonProperty("sent")
        SENT,
        /** From it. */
        @JsonProperty("received")
        RECEIVED
    }

    /**
     * A message of a SIP test.
     *
     * @param at when it was sent or received, by the probe's clock
     * @param direction which way it went
     * @param source address and port from which it came
     * @param target address and port to which it went
     * @param transport {@code udp}, {@code tcp} or {@code tls}
     * @param summary its start line without the version
     * @param raw its text, as the stack writes and reads it
     */
    public record Message(
            Instant at,
            Direction direction,
            String source,
            String target,
            String transport,
            String summary,
            String raw) {}

    /** Takes copies; what a record does not name is empty. */
    public EndpointTest {
        steps = steps == null ? List.of() : List.copyOf(steps);
        messages = messages == null ? List.of() : List.copyOf(messages);
        hops = hops == null ? List.of() : List.copyOf(hops);
    }

    /** The test that a command asks for, before anything is done. */
    public static EndpointTest asked(TestCommand.Start start) {
        Registration registration = start.registration();
        return new EndpointTest(
                start.id(),
                start.kind(),
                registration.id(),
                registration.aor(),
                registration.accountId(),
                Status.RUNNING,
                start.at(),
                null,
                List.of(),
                null,
                null,
                List.of(),
                List.of());
    }

    /** Whether it is not over. */
    @JsonIgnore
    public boolean isRunning() {
        return status == Status.RUNNING;
    }

    /**
     * The test as it stands at a moment: one that no probe took, or whose probe was stopped in the middle, has failed
     * although nobody said so.
     */
    public EndpointTest asOf(Instant now) {
        if (!isRunning()) {
            return this;
        }
        if (steps.isEmpty() && startedAt.plus(TAKEN_WITHIN).isBefore(now)) {
            return failed(
                    startedAt.plus(TAKEN_WITHIN),
                    "No probe took this test: is a process with the role probe running, and does it reach Kafka?");
        }
        return startedAt.plus(LONGEST).isBefore(now)
                ? failed(startedAt.plus(LONGEST), "The probe was stopped in the middle of this test: start it again")
                : this;
    }

    /** The same with other steps. */
    public EndpointTest with(List<Step> other) {
        return now(status, endedAt, other, verdict, options, messages, hops);
    }

    /** The same with what a SIP test found so far. */
    public EndpointTest with(Options found, List<Message> exchanged) {
        return now(status, endedAt, steps, verdict, found, exchanged, hops);
    }

    /** The same with what an MTR test found so far. */
    public EndpointTest withHops(List<PathHop> found) {
        return now(status, endedAt, steps, verdict, options, messages, found);
    }

    /** The same, over. */
    public EndpointTest done(Instant at, Reachability found) {
        return now(Status.DONE, at, steps, found, options, messages, hops);
    }

    /** The same, given up. */
    public EndpointTest failed(Instant at, String why) {
        List<Step> all = Stream.concat(
                        steps.stream().filter(step -> step.result() != null),
                        Stream.of(new Step("test", Result.FAIL, why)))
                .toList();
        return now(Status.FAILED, at, all, null, options, messages, hops);
    }

    /** The same test, as far as it has come. */
    private EndpointTest now(
            Status reached,
            Instant ended,
            List<Step> done,
            Reachability found,
            Options answered,
            List<Message> exchanged,
            List<PathHop> path) {
        return new EndpointTest(
                id,
                kind,
                registrationId,
                aor,
                accountId,
                reached,
                startedAt,
                ended,
                done,
                found,
                answered,
                exchanged,
                path);
    }
}
