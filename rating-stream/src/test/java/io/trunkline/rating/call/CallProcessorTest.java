package io.trunkline.rating.call;

import static io.trunkline.rating.call.Message.bye;
import static io.trunkline.rating.call.Message.byeAnswer;
import static io.trunkline.rating.call.Message.invite;
import static io.trunkline.rating.call.Message.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.trunkline.rating.ExampleCustomers;
import io.trunkline.rating.deadline.LateReads;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.rating.state.MapStore;
import io.trunkline.rating.state.ObjectStore;
import io.trunkline.rating.state.ObjectStores;
import io.trunkline.telemetry.Telemetry;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** What the processor keeps of calls, with a store that makes them bytes at a commit. */
class CallProcessorTest {

    private static final String ID = Message.CALL_ID;

    private final MapStore<byte[]> bytes = new MapStore<>(CallProcessor.STORE);
    private final Deserializer<TrackedCall> reader = TrackedCallCodec.SERDE.deserializer();
    private final ObjectStore<TrackedCall> store = ObjectStores.over(
            bytes,
            Serdes.serdeFrom(TrackedCallCodec.SERDE.serializer(), this::read),
            TrackedCall.Ended.class::isInstance);
    private final DrivenContext context = new DrivenContext(CallScene.START).with(store);
    private final CallProcessor processor = new CallProcessor(
            new CallTracker(CallTimes.DEFAULT, ExampleCustomers.customers(), Platform.UNKNOWN),
            new LateReads(),
            new RatingMetrics(new Telemetry()));

    private int reads;

    private TrackedCall read(String topic, byte[] record) {
        reads++;
        return reader.deserialize(topic, record);
    }

    private void at(double seconds, Message message) {
        context.moveTo(CallScene.moment(seconds));
        processor.process(
                new Record<>(ID, message.at(context.now()), context.now().toEpochMilli()));
    }

    private void aCallIsOver() {
        processor.init(context);
        at(0, invite());
        at(1, response(200));
        at(9, bye());
        at(9.1, byeAnswer(200));
        store.flushCache();
        assertEquals(Set.of(ID), bytes.values().keySet());
    }

    private void waitUntilItIsForgotten() {
        for (int second = 10; second < 120; second++) {
            context.moveTo(CallScene.moment(second));
        }
        store.flushCache();
    }

    private List<Object> toCalls() {
        return context.forwarded().stream()
                .filter(forwarded -> forwarded.child().equals(CallProcessor.TO_CALLS))
                .map(DrivenContext.Forwarded::value)
                .toList();
    }

    @Test
    void shouldForgetACallThatIsOverWithoutReadingIt() {
        aCallIsOver();
        int told = toCalls().size();
        int before = reads;

        waitUntilItIsForgotten();

        assertEquals(Set.of(), bytes.values().keySet());
        assertEquals(told + 1, toCalls().size());
        assertNull(toCalls().getLast(), "who reads the topic hears that it is gone");
        assertEquals(before, reads);
    }

    @Test
    void shouldForgetACallThatWasOverBeforeARestart() {
        aCallIsOver();
        int told = toCalls().size();
        store.init(null, store);
        processor.init(context);

        waitUntilItIsForgotten();

        assertEquals(Set.of(), bytes.values().keySet());
        assertEquals(told + 1, toCalls().size());
        assertNull(toCalls().getLast());
    }

    @Test
    void shouldKeepACallThatGoesOn() {
        processor.init(context);
        at(0, invite());
        at(1, response(200));
        store.flushCache();

        waitUntilItIsForgotten();

        assertEquals(Set.of(ID), bytes.values().keySet());
        assertFalse(toCalls().contains(null));
    }
}
