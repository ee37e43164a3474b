package io.trunkline.rating.call;

import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.protocol.event.CaptureGap;
import io.trunkline.protocol.event.EndCallOrder;
import io.trunkline.protocol.event.SwitchCommand;
import io.trunkline.rating.deadline.Backlog;
import io.trunkline.rating.deadline.LateReads;
import io.trunkline.rating.deadline.Timers;
import io.trunkline.rating.message.CallMessage;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.rating.state.ObjectStore;
import io.trunkline.rating.state.StoredRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Runs the tracker on one partition of messages: keeps its calls, fires their deadlines, and hands on what
 * comes of them. Called by one Streams thread at a time. Begins with nothing at each {@code init}: Streams revives it
 * after a transaction that was aborted, and what that one changed must not survive.
 */
final class CallProcessor implements Processor<String, Object, String, Object>, CallLegs.Store {

    /** Where a call as it stands goes; its value is null when it is forgotten. */
    static final String TO_CALLS = "to-calls";

    /** Where the ledger's events go. */
    static final String TO_EVENTS = "to-call-events";

    /** Where the records of calls go whose caller belongs to no account. */
    static final String TO_CDRS = "to-nobodys-cdrs";

    /** Where it is asked whether an uncertain call is up. */
    static final String TO_QUESTIONS = "to-call-questions";

    /** Where commands to the switch go. */
    static final String TO_SWITCH = "calls-to-switch";

    /** The store of calls: the id of a call, as {@link CallLegs} has it, to what is kept of it. */
    static final String STORE = "tracked-calls";

    private static final Duration APART = Duration.ofMillis(250);

    /** Key of what belongs to no account. */
    private static final String NOBODY = "";

    private final CallTracker tracker;
    private final LateReads lateReads;
    private final RatingMetrics metrics;
    private ProcessorContext<String, Object> context;
    private KeyValueStore<String, TrackedCall> calls;
    private Backlog backlog;
    private CallLegs legs;
    private Timers timers;

    /** Calls that are over, of which nothing is kept but in the store: they are forgotten without being read. */
    private Set<String> over;

    private boolean changed;
    private long live;

    /** A processor for one partition. */
    CallProcessor(CallTracker tracker, LateReads lateReads, RatingMetrics metrics) {
        this.tracker = tracker;
        this.lateReads = lateReads;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Object> streams) {
        tracker.awaitCustomers();
        context = streams;
        calls = streams.getStateStore(STORE);
        ObjectStore.listenTo(calls, streams, this::tell);
        backlog = new Backlog(now(), lateReads);
        legs = new CallLegs(tracker, this);
        timers = new Timers(streams, APART, () -> backlog.readUpTo(now()), this::onDue);
        over = new HashSet<>();
        forgetLive();
        StoredRecords.forEach(STORE, calls, (id, call) -> {
            legs.found(id, call);
            timers.set(id, call.deadline());
            noteWhetherOver(id, call);
            countLive(Unknown.NOTHING, call);
        });
    }

    private void onDue(String id) {
        if (over.remove(id)) {
            calls.put(id, null);
        } else {
            legs.expire(id);
        }
    }

    private void noteWhetherOver(String id, TrackedCall call) {
        if (call instanceof TrackedCall.Ended && CallLegs.isFirst(id)) {
            over.add(id);
        } else {
            over.remove(id);
        }
    }

    /**
     * Takes messages, gaps in the capture of them, verdicts on calls that are uncertain for those, and operators' orders.
     */
    @Override
    public void process(Record<String, Object> record) {
        switch (record.value()) {
            case CallMessage message -> onMessage(message);
            case CaptureGap gap -> onGap(gap);
            case CallVerdict verdict -> onVerdict(verdict);
            case EndCallOrder order -> onOrder(order);
            default ->
                throw new IllegalArgumentException(
                        "no input of calls: " + record.value().getClass());
        }
    }

    private void onMessage(CallMessage value) {
        Instant receivedAt = value.capture().receivedAt();
        backlog.read(receivedAt, now());
        changed = false;
        legs.on(value);
        if (changed) {
            metrics.updated(receivedAt, now());
        }
    }

    /** Looks at every call, which is seldom. */
    private void onGap(CaptureGap gap) {
        var ids = new ArrayList<String>();
        StoredRecords.forEach(STORE, calls, (id, call) -> ids.add(id));
        int doubted = 0;
        for (String id : ids) {
            TrackedCall before = calls.get(id);
            Transition transition = CallTracker.doubt(before, gap);
            if (take(id, before, transition) && !isDoubted(before)) {
                doubted++;
                askFor(id, transition.after(), gap.from());
            }
        }
        metrics.uncertainCalls(doubted);
    }

    /** One that rang across an earlier gap is asked for already. */
    private static boolean isDoubted(TrackedCall call) {
        return call instanceof TrackedCall.Ringing ringing && ringing.hidden() != null;
    }

    private void askFor(String id, TrackedCall doubted, Instant gapBegan) {
        switch (doubted) {
            case TrackedCall.Answered call -> ask(id, call.setup(), call.call().uncertainSince(), gapBegan);
            case TrackedCall.Ringing call -> ask(id, call.setup(), call.hidden().from(), gapBegan);
            case Unknown _, TrackedCall.Ended _ -> throw new IllegalStateException("no gap makes " + id + " uncertain");
        }
    }

    private void ask(String id, CallSetup setup, Instant uncertainSince, Instant gapBegan) {
        int partition = context.taskId().partition();
        send(
                setup.callId(),
                new CallQuestion(id, partition, setup.callId(), setup.fromTag(), uncertainSince, gapBegan, now()),
                TO_QUESTIONS);
    }

    /**
     * The call remembers who wants it ended before the switch can hear of it. Of an uncertain one the switch is asked once
     * more: an operator decides that what the switch has forgotten is over.
     */
    private void onOrder(EndCallOrder order) {
        TrackedCall before = calls.get(order.id());
        if (before == null) {
            return;
        }
        Transition transition = tracker.on(before, order);
        boolean taken = take(order.id(), before, transition);
        if (taken && transition.after() instanceof TrackedCall.Answered answered) {
            CallSetup setup = answered.setup();
            var end = new SwitchCommand.EndCall(
                    setup.callId(), setup.fromTag(), setup.toTag(), "ended by operator", order.at(), order.by());
            send(setup.callId(), end, TO_SWITCH);
            if (answered.call().uncertainSince() != null) {
                ask(order.id(), setup, answered.call().uncertainSince(), now());
            }
        }
    }

    /** While its BYE may still be waiting to be read, nobody knows whether a call that is over ended in the gap. */
    private void onVerdict(CallVerdict verdict) {
        CallQuestion question = verdict.question();
        if (!verdict.up() && !backlog.caughtUp(now())) {
            send(question.callId(), question.askedAgain(now()), TO_QUESTIONS);
            return;
        }
        TrackedCall before = calls.get(question.id());
        if (before != null) {
            Siblings siblings = legs.siblings(question.callId(), question.id());
            take(question.id(), before, tracker.on(before, verdict, siblings));
        }
    }

    @Override
    public TrackedCall get(String id) {
        return calls.get(id);
    }

    @Override
    public boolean take(String id, TrackedCall before, Transition transition) {
        TrackedCall after = transition.after();
        if (after.equals(before)) {
            return false;
        }
        if (after.equals(Unknown.NOTHING)) {
            calls.delete(id);
            timers.clear(id);
        } else {
            calls.put(id, after);
            if (!after.deadline().equals(before.deadline())) {
                timers.set(id, after.deadline());
            }
        }
        noteWhetherOver(id, after);
        countLive(before, after);
        for (CallEvent event : transition.events()) {
            if (event instanceof CallEvent.Ended ended) {
                metrics.ended(ended.call().outcome());
            }
            event.accounts().forEach(account -> send(account, event, TO_EVENTS));
            sendNobodys(event);
        }
        changed = true;
        return true;
    }

    /**
     * Tells the topic of calls how one stands, at the commit and not at each message: who reads the topic sees nothing of a
     * transaction before it ends, and what a call was in between nobody misses.
     */
    private void tell(String id, TrackedCall before, TrackedCall after) {
        Optional<Call> call = visible(after);
        boolean forgottenUnread = before == null && after == null;
        if (forgottenUnread || !call.equals(visible(before))) {
            send(id, call.orElse(null), TO_CALLS);
        }
    }

    private static Optional<Call> visible(TrackedCall call) {
        return call == null ? Optional.empty() : call.visible();
    }

    @Override
    public void count(CallLegs.Kind kind) {
        metrics.message(kind.word());
    }

    /** Of a caller without an account there is no ledger to go to: the record of the call is made here. */
    private void sendNobodys(CallEvent event) {
        if (event instanceof CallEvent.Ended(var call, var _) && call.setup().accountId() == null) {
            send(NOBODY, RatedCall.ofNobody(call), TO_CDRS);
        }
    }

    private void send(String key, Object value, String sink) {
        context.forward(new Record<>(key, value, context.currentSystemTimeMs()), sink);
    }

    private void countLive(TrackedCall before, TrackedCall after) {
        int change = (isLive(after) ? 1 : 0) - (isLive(before) ? 1 : 0);
        live += change;
        metrics.liveCalls(change);
    }

    private static boolean isLive(TrackedCall call) {
        return call instanceof TrackedCall.Ringing || call instanceof TrackedCall.Answered;
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    @Override
    public void close() {
        forgetLive();
    }

    private void forgetLive() {
        metrics.liveCalls(-live);
        live = 0;
    }
}
