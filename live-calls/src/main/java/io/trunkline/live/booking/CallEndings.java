package io.trunkline.live.booking;

import io.trunkline.kafka.AcknowledgedWriter;
import io.trunkline.live.board.CallDetail;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.EndCallOrder;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders calls to be ended, for operators. Rating has the switch do it; where no switch takes commands it closes only a
 * call of which nobody knows whether it is up. May be used by any thread.
 */
public final class CallEndings {

    private static final Logger LOG = LoggerFactory.getLogger(CallEndings.class);

    private final AcknowledgedWriter writer;
    private final boolean bySwitch;
    private final InstantSource clock;

    /**
     * Orders to a topic.
     *
     * @param writer closed by whoever opened it
     * @param bySwitch whether a switch takes commands
     */
    public CallEndings(AcknowledgedWriter writer, boolean bySwitch, InstantSource clock) {
        this.writer = writer;
        this.bySwitch = bySwitch;
        this.clock = clock;
    }

    /**
     * Orders the end of a call.
     *
     * @param by who wants it, in words
     */
    public Order end(CallDetail call, String by) throws InterruptedException {
        return switch (call.call().state()) {
            case ENDED -> new Order.Refused("the call has ended already");
            case RINGING ->
                new Order.Refused(
                        "the call still rings, and a switch ends only answered calls: ask again when it is answered");
            case ANSWERED -> bySwitch || call.call().uncertainSince() != null ? write(call, by) : withoutSwitch();
        };
    }

    private static Order withoutSwitch() {
        return new Order.Refused("no switch takes commands: set switch.kamailio.rpc-url, or end the call at the switch"
                + " itself; without it only a call that is uncertain can be closed here");
    }

    private Order write(CallDetail call, String by) throws InterruptedException {
        String callId = call.call().callId();
        var order = new EndCallOrder(
                call.call().id(), callId, by, bySwitch, clock.instant().truncatedTo(ChronoUnit.MICROS));
        try {
            writer.write(Topic.CALL_COMMANDS, callId, Json.write(order));
            return new Order.Ordered();
        } catch (KafkaException e) {
            LOG.warn("Kafka did not take the order to end a call: {}", e.toString());
            return new Order.NotNow();
        }
    }
}
