package io.trunkline.rating.link;

import io.trunkline.protocol.event.CallLink;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.rating.state.UnreadableRecordException;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Gathers which legs bear the values of one partition, and tells of those that may join some. Keeps nothing but its
 * store. A record that cannot be read is counted and passed over: without it a view is poorer, and nobody's money may wait
 * for that. Called by one Streams thread at a time.
 */
final class LinkProcessor implements Processor<String, byte[], String, CallLink> {

    /** The store of links: the value to {@link Link}. */
    static final String STORE = "links";

    private final RatingMetrics metrics;
    private ProcessorContext<String, CallLink> context;
    private KeyValueStore<String, Link> links;

    LinkProcessor(RatingMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, CallLink> streams) {
        context = streams;
        links = streams.getStateStore(STORE);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (record.key() == null || record.value() == null) {
            metrics.badRecord("rating.links", "a record without key or value");
            return;
        }
        LinkEvent event;
        try {
            event = LinkCodec.EVENTS.read(record.value());
        } catch (UnreadableRecordException e) {
            metrics.badRecord("rating.links", e.getMessage());
            return;
        }
        process(record.key(), event);
    }

    private void process(String value, LinkEvent event) {
        Link before = links.get(value);
        switch (event) {
            case LinkEvent.Borne leg -> take(value, before, Link.with(value, before, leg));
            case LinkEvent.Over(var callId)
            when before != null ->
                before.without(callId).ifPresentOrElse(left -> links.put(value, left), () -> forget(value, before));
            case LinkEvent.Over over -> {
                // Told of before, by a run whose state is gone.
            }
        }
    }

    private void take(String value, Link before, Link after) {
        links.put(value, after);
        if (after instanceof Link.Many) {
            metrics.link("too-many");
        }
        Optional<CallLink> told = after.told(value);
        if (told.isPresent() && !told.equals(Optional.ofNullable(before).flatMap(link -> link.told(value)))) {
            if (after instanceof Link.Few) {
                metrics.link("joined");
            }
            send(value, told.get());
        }
    }

    private void forget(String value, Link before) {
        links.delete(value);
        if (before.told(value).isPresent()) {
            send(value, null);
        }
    }

    private void send(String value, CallLink link) {
        context.forward(new Record<>(value, link, context.currentSystemTimeMs()));
    }
}
