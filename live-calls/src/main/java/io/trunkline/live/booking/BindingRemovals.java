package io.trunkline.live.booking;

import io.trunkline.kafka.AcknowledgedWriter;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Registration;
import io.trunkline.protocol.event.SwitchCommand;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders the switch to forget where endpoints are, for operators. The role {@code rating} has it done and tells what came of
 * it. May be used by any thread.
 */
public final class BindingRemovals {

    private static final Logger LOG = LoggerFactory.getLogger(BindingRemovals.class);

    private final AcknowledgedWriter writer;
    private final boolean bySwitch;
    private final InstantSource clock;

    /**
     * Orders to a topic.
     *
     * @param writer closed by whoever opened it
     * @param bySwitch whether a switch takes commands
     */
    public BindingRemovals(AcknowledgedWriter writer, boolean bySwitch, InstantSource clock) {
        this.writer = writer;
        this.bySwitch = bySwitch;
        this.clock = clock;
    }

    /**
     * Orders the removal of a binding.
     *
     * @param by who wants it, in words
     */
    public Order remove(Registration registration, String by) throws InterruptedException {
        if (registration.state() != Registration.State.ACTIVE) {
            return new Order.Refused("the endpoint is not registered now: there is nothing to remove");
        }
        if (!bySwitch) {
            return new Order.Refused(
                    "no switch takes commands: set switch.kamailio.rpc-url, or remove the binding at the"
                            + " registrar itself");
        }
        var wish = new SwitchCommand.RemoveBinding(
                registration.id(),
                registration.aor(),
                registration.contact(),
                by,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        try {
            writer.write(Topic.SWITCH_COMMANDS, registration.aor(), Json.write(wish));
            return new Order.Ordered();
        } catch (KafkaException e) {
            LOG.warn("Kafka did not take the order to remove a binding: {}", e.toString());
            return new Order.NotNow();
        }
    }
}
