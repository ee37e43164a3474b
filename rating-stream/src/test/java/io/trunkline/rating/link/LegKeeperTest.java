package io.trunkline.rating.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.protocol.event.Call;
import io.trunkline.protocol.event.CallSetup;
import io.trunkline.rating.state.Abortable;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LegKeeperTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final SharedValue SHARED = new SharedValue("shared", "X-CID", true);

    private final MockProcessorContext<String, Object> context = new MockProcessorContext<>();
    private final Abortable state = new Abortable(context);
    private final LegKeeper keeper = new LegKeeper("calls", "links");

    @BeforeEach
    void start() {
        context.setCurrentSystemTimeMs(START.toEpochMilli());
        state.store(LegKeeper.STORE, LinkCodec.LEGS);
        keeper.init(context);
        state.commit();
    }

    private void bears(String callId, boolean starts, SharedValue... values) {
        keeper.process(new Record<>(callId, new LegClaims(callId, START, starts, List.of(values)), 0));
    }

    private void rings(String id, String callId) {
        var setup = new CallSetup(
                id,
                callId,
                "a",
                null,
                null,
                null,
                "alice",
                "bob",
                START,
                "192.0.2.1:5060",
                "192.0.2.2:5060",
                "192.0.2.2",
                "edge",
                true,
                null,
                null);
        keeper.process(new Record<>(id, new Call.Ringing(setup, null), 0));
    }

    private void isForgotten(String id) {
        keeper.process(new Record<>(id, null, 0));
    }

    private List<LinkEvent> told() {
        return state.sent(LinkEvent.class);
    }

    @Test
    void shouldHandEveryCallOnAsItIs() {
        rings("one", "one");
        isForgotten("one");
        assertEquals(2, context.forwarded().size());
        assertEquals(List.of(), told());
    }

    @Test
    void shouldTellOnceWhatALegBearsAndOnceThatItIsOver() {
        bears("one", true, SHARED);
        rings("one", "one");
        bears("one", true, SHARED);
        bears("one", false, SHARED);
        isForgotten("one");
        isForgotten("one");
        assertEquals(List.of(new LinkEvent.Borne("one", START, "X-CID", true), new LinkEvent.Over("one")), told());
    }

    @Test
    void shouldHoldALegAsLongAsAnyCallOfItsCallIdIsKept() {
        bears("one", true, SHARED);
        rings("one", "one");
        rings("one;tag", "one");
        isForgotten("one");
        assertEquals(1, told().size());
        isForgotten("one;tag");
        assertEquals(new LinkEvent.Over("one"), told().getLast());
    }

    @Test
    void shouldFindTheLegOfACallIdWithASemicolon() {
        bears("o;ne", true, SHARED);
        rings("o;ne;tag;1", "o;ne");
        isForgotten("o;ne;tag;1");
        assertEquals(new LinkEvent.Over("o;ne"), told().getLast());
    }

    @Test
    void shouldNotTakeWhatAnswersALegThatIsNotKnown() {
        bears("one", false, SHARED);
        assertEquals(List.of(), told());
    }

    @Test
    void shouldNotTakeMoreOfALegThanItsMeasure() {
        for (int i = 0; i < 2 * LinkedLeg.MOST_VALUES; i++) {
            bears("one", true, new SharedValue("value-" + i, "X-CID", true));
        }
        assertEquals(LinkedLeg.MOST_VALUES, told().size());
    }

    @Test
    void shouldKeepNothingOfATransactionThatWasAborted() {
        bears("one", true, SHARED);
        rings("one", "one");
        state.abort();
        keeper.init(context);
        bears("one", true, SHARED);
        assertEquals(List.of(new LinkEvent.Borne("one", START, "X-CID", true)), told());
        rings("one", "one");
        state.commit();
        isForgotten("one");
        state.abort();
        keeper.init(context);
        isForgotten("one");
        assertEquals(List.of(new LinkEvent.Over("one")), told());
    }
}
