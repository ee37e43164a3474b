package io.trunkline.rating.directory;

import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Network;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.RateCard;
import io.trunkline.protocol.event.RateCardKey;
import io.trunkline.rating.metrics.RatingMetrics;
import io.trunkline.tariff.RateTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a directory as the topics of accounts and rate cards have it, on a virtual thread of its own.
 *
 * <p>A global store of Kafka Streams would do the same, but a topic of one cannot also feed a processor, as
 * accounts do the ledgers, and it would keep a million rates twice.
 */
public final class DirectoryFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Directory directory;
    private final RatingMetrics metrics;
    private final Consumer<String, byte[]> follower;
    private final Consumer<String, byte[]> reader;
    private final String cardsTopic;
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final RateCardLoader loader;

    /** Cards whose rates are to be read, by id. */
    private final Map<String, RateCard> wanted = new HashMap<>();

    private final CountDownLatch readOnce = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean closed;

    private DirectoryFollower(Directory directory, KafkaAddress kafka, RatingMetrics metrics) {
        this.directory = directory;
        this.metrics = metrics;
        cardsTopic = kafka.name(Topic.RATE_CARDS);
        follower = consumer(kafka);
        reader = consumer(kafka);
        List<TopicPartition> cards = partitionsOf(cardsTopic);
        partitions.addAll(cards);
        partitions.addAll(partitionsOf(kafka.name(Topic.ACCOUNTS)));
        loader = new RateCardLoader(reader, cards);
        thread = Thread.ofVirtual().name("directory").unstarted(this::follow);
    }

    /**
     * Starts to follow.
     *
     * @param directory changed by this alone
     */
    public static DirectoryFollower start(Directory directory, KafkaAddress kafka, RatingMetrics metrics) {
        var started = new DirectoryFollower(directory, kafka, metrics);
        started.thread.start();
        return started;
    }

    /**
     * Waits until everything that was there at the start has been read: no call is rated by half a directory.
     *
     * @return false when it took longer
     */
    public boolean awaitFirstRead(Duration longest) throws InterruptedException {
        return readOnce.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Consumer<String, byte[]> consumer(KafkaAddress kafka) {
        var settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private List<TopicPartition> partitionsOf(String topic) {
        return follower.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private void follow() {
        try (follower;
                reader) {
            follower.assign(partitions);
            follower.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = follower.endOffsets(partitions);
            while (!closed) {
                try {
                    follower.poll(POLL).forEach(this::take);
                    boolean atEnd = readOnce.getCount() == 0
                            || ends.entrySet().stream()
                                    .allMatch(end -> follower.position(end.getKey()) >= end.getValue());
                    if (atEnd) {
                        loadWanted();
                        readOnce.countDown();
                    }
                } catch (WakeupException e) {
                    LOG.debug("woken up to stop");
                } catch (KafkaException e) {
                    LOG.warn("cannot read accounts and rate cards, trying again: {}", e.getMessage());
                    Thread.sleep(RETRY);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            return;
        }
        try {
            if (!record.topic().equals(cardsTopic)) {
                takeAccount(record);
            } else if (!RateCardKey.isChunk(record.key())) {
                takeCard(record);
            }
        } catch (SerializationException e) {
            metrics.badRecord(record.topic(), e.getMessage());
        }
    }

    private void takeAccount(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            directory.removeAccount(record.key());
        } else {
            Account account = Json.read(record.value(), Account.class);
            directory.put(account);
            account.sourceNetworks().stream()
                    .filter(network -> Network.parse(network).isEmpty())
                    .forEach(network -> LOG.warn(
                            "sourceNetworks of account {}: {} is no network and matches no call: set it again through the API",
                            account.id(),
                            network));
        }
    }

    private void takeCard(ConsumerRecord<String, byte[]> record) {
        wanted.remove(record.key());
        if (record.value() == null) {
            directory.removeCard(record.key());
            return;
        }
        RateCard card = Json.read(record.value(), RateCard.class);
        if (card.ratesVersion() == null) {
            return;
        }
        directory
                .card(card.id())
                .filter(table -> card.ratesVersion().equals(table.card().ratesVersion()))
                .ifPresentOrElse(table -> directory.put(table.withCard(card)), () -> wanted.put(card.id(), card));
    }

    /** Until its new rates are all there, a card's old ones stay in force. */
    private void loadWanted() {
        if (wanted.isEmpty()) {
            return;
        }
        for (RateTable table : loader.load(wanted.values())) {
            directory.put(table);
            wanted.remove(table.card().id());
            LOG.info("rate card {} is in force with {} rates", table.card().id(), table.size());
        }
        wanted.forEach((id, card) -> LOG.warn(
                "rate card {} names rates {} that are not all there: its earlier rates stay in force",
                id,
                card.ratesVersion()));
    }

    @Override
    public void close() {
        closed = true;
        follower.wakeup();
        reader.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
