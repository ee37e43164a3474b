package io.trunkline.rating;

import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.rating.run.Runs;
import io.trunkline.rating.state.Blame;
import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What becomes of a record on which a processor fails unexpectedly. A captured message is passed over and
 * counted: it comes from outside, it is kept by the store, and one of them must not stop everybody's calls. A
 * record that moves money is not passed over: what fails at it the ledgers put away themselves, as a dead letter, before it
 * comes here. Where our own state turns out to be unreadable or Kafka to be in trouble, for which the record can do
 * nothing, the stream stops at it and says so, and nothing is lost.
 *
 * <p>Made by Kafka Streams, which gives it the settings of the stream.
 */
public final class PoisonedMessages implements ProcessingExceptionHandler {

    /** The setting that holds the {@link RatingMetrics}. */
    static final String METRICS = "trunkline.rating.metrics";

    /** The setting that holds the full name of the topic of captured messages. */
    static final String MESSAGES = "trunkline.rating.messages";

    /** The setting that holds the {@link StreamFailures}. */
    static final String FAILURES = "trunkline.rating.failures";

    private RatingMetrics metrics;
    private StreamFailures failures;
    private Runs runs;
    private String messages;

    /** Made by Kafka Streams. */
    public PoisonedMessages() {}

    @Override
    public void configure(Map<String, ?> settings) {
        metrics = (RatingMetrics) settings.get(METRICS);
        failures = (StreamFailures) settings.get(FAILURES);
        runs = (Runs) settings.get(Runs.SETTING);
        messages = (String) settings.get(MESSAGES);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> message, Exception failure) {
        long offset = runs.offset(context.topic(), context.partition(), context.offset());
        if (!messages.equals(context.topic()) || !Blame.isOfRecord(failure)) {
            failures.atRecord(context.topic(), context.partition(), offset, failure);
            return Response.fail();
        }
        metrics.badRecord(
                context.topic(),
                context.processorNodeId() + " failed at partition " + context.partition() + ", offset " + offset + ": "
                        + failure);
        return Response.resume();
    }
}
