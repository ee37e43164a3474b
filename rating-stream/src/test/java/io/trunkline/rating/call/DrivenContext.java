package io.trunkline.rating.call;

import io.trunkline.rating.state.MapStore;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** What a processor needs of Kafka Streams, with stores that are maps and a clock that is moved by hand. */
public final class DrivenContext implements ProcessorContext<String, Object> {

    private final Map<String, StateStore> stores = new HashMap<>();
    private final List<Forwarded> forwarded = new ArrayList<>();
    private final List<Punctuator> punctuators = new ArrayList<>();
    private Instant now;

    public DrivenContext(Instant now) {
        this.now = now;
    }

    /** A store that is no map. */
    DrivenContext with(StateStore store) {
        stores.put(store.name(), store);
        return this;
    }

    public Instant now() {
        return now;
    }

    /** Moves the clock, and lets everything run that waits for it. */
    public void moveTo(Instant moment) {
        now = moment;
        List.copyOf(punctuators).forEach(each -> each.punctuate(moment.toEpochMilli()));
    }

    /** What the processor has handed on so far, in order. */
    public List<Forwarded> forwarded() {
        return forwarded;
    }

    @Override
    public <K extends String, V> void forward(Record<K, V> record) {
        throw new UnsupportedOperationException("to all");
    }

    @Override
    public <K extends String, V> void forward(Record<K, V> record, String child) {
        forwarded.add(new Forwarded(child, record.value()));
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Kafka has it
    public <S extends StateStore> S getStateStore(String name) {
        return (S) stores.computeIfAbsent(name, MapStore<Object>::new);
    }

    @Override
    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
        punctuators.add(callback);
        return () -> punctuators.remove(callback);
    }

    @Override
    public Cancellable schedule(Instant start, Duration interval, PunctuationType type, Punctuator callback) {
        return schedule(interval, type, callback);
    }

    @Override
    public long currentSystemTimeMs() {
        return now.toEpochMilli();
    }

    @Override
    public long currentStreamTimeMs() {
        return now.toEpochMilli();
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
        return Optional.empty();
    }

    @Override
    public void commit() {}

    @Override
    public String applicationId() {
        throw new UnsupportedOperationException("applicationId");
    }

    @Override
    public TaskId taskId() {
        return new TaskId(0, 0);
    }

    @Override
    public Serde<?> keySerde() {
        throw new UnsupportedOperationException("keySerde");
    }

    @Override
    public Serde<?> valueSerde() {
        throw new UnsupportedOperationException("valueSerde");
    }

    @Override
    public File stateDir() {
        throw new UnsupportedOperationException("stateDir");
    }

    @Override
    public StreamsMetrics metrics() {
        throw new UnsupportedOperationException("metrics");
    }

    @Override
    public Map<String, Object> appConfigs() {
        return Map.of();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return Map.of();
    }

    /** A value and the child that it went to; null to forget what was there. */
    public record Forwarded(String child, Object value) {}
}
