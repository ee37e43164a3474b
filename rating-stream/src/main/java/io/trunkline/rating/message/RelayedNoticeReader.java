package io.trunkline.rating.message;

import io.trunkline.protocol.Json;
import io.trunkline.rating.metrics.RatingMetrics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Reads notices that a {@link NoticeRelay} has handed on, and gives each to whom it is for. What cannot be read is counted
 * and passed over, as {@link NoticeReader} does.
 */
final class RelayedNoticeReader extends ContextualProcessor<String, byte[], String, Object> {

    private final Map<String, NoticeTopology.Kind> kinds;
    private final RatingMetrics metrics;

    /** @param kinds by the full name of the topic on which they are told */
    RelayedNoticeReader(Map<String, NoticeTopology.Kind> kinds, RatingMetrics metrics) {
        this.kinds = kinds;
        this.metrics = metrics;
    }

    @Override
    public void process(Record<String, byte[]> record) {
        Header toldOn = record.headers().lastHeader(NoticeTopology.TOLD_ON);
        String topic = toldOn == null ? "" : new String(toldOn.value(), StandardCharsets.UTF_8);
        NoticeTopology.Kind kind = kinds.get(topic);
        if (kind == null || record.value() == null) {
            metrics.badRecord(
                    context().recordMetadata().map(at -> at.topic()).orElse("?"),
                    "a notice told on \"" + topic + "\", which is no topic of notices");
            return;
        }
        Object notice;
        try {
            notice = Json.read(record.value(), kind.type());
        } catch (SerializationException e) {
            metrics.badRecord(topic, e.getMessage());
            return;
        }
        context().forward(record.withValue(notice), kind.to());
    }
}
