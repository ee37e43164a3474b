package io.trunkline.app.e2e;

import io.trunkline.customers.CustomersFollower;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Topic;
import io.trunkline.rating.RatingSettings;
import io.trunkline.rating.RatingStream;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import io.trunkline.testing.Until;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * All that came in, rated once more from its beginning, by a rating of another application id that knows nothing: on topics
 * of another prefix, beside those of the one that is held against it.
 */
final class Replay {

    private static final String APPLICATION_ID = "replay";

    /** What moves money or calls. Cards and packages are only looked up. */
    private static final List<Topic> INPUTS =
            List.of(Topic.ACCOUNTS, Topic.NUMBERS, Topic.ACCOUNT_COMMANDS, Topic.CAPTURE_GAPS, Topic.SIP_MESSAGES);

    private final KafkaAddress kafka;
    private final KafkaAddress again;

    Replay(KafkaAddress kafka) {
        this.kafka = kafka;
        this.again = new KafkaAddress(kafka.bootstrap(), "again.");
    }

    /**
     * The books that come of it.
     *
     * @param stateDir an empty directory
     * @param records how many records of calls and tiers there must be before it is over
     */
    Books run(CustomersFollower customers, Path stateDir, int records, Duration patience) {
        createTopics();
        INPUTS.forEach(this::copy);
        var settings = RatingSettings.in(stateDir).withApplicationId(APPLICATION_ID);
        try (RatingStream rating = RatingStream.start(settings, again, customers, new Telemetry(), new Health())) {
            Until.holds("the replay to run", patience, rating::ready);
            Until.holds(
                    "the replay to have all records",
                    patience,
                    () -> Books.lag(again, APPLICATION_ID) == 0
                            && Books.read(again).lastCdrs().size() >= records);
            return Books.read(again);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private void createTopics() {
        try (var admin = Admin.create(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap()))) {
            var originals = admin.describeTopics(
                            Arrays.stream(Topic.values()).map(kafka::name).toList())
                    .allTopicNames()
                    .get();
            admin.createTopics(Arrays.stream(Topic.values())
                            .map(topic -> new NewTopic(
                                            again.name(topic),
                                            originals
                                                    .get(kafka.name(topic))
                                                    .partitions()
                                                    .size(),
                                            (short) 1)
                                    .configs(topic.settings()))
                            .toList())
                    .all()
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException e) {
            throw new AssertionError("topics of another prefix cannot be made", e);
        }
    }

    /** Each record where it was. */
    private void copy(Topic topic) {
        try (var producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) kafka.bootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            WholeTopic.forEach(kafka, topic, record -> {
                var _ = producer.send(new ProducerRecord<>(
                        again.name(topic),
                        record.partition(),
                        record.timestamp(),
                        record.key(),
                        record.value(),
                        record.headers()));
            });
        }
    }
}
