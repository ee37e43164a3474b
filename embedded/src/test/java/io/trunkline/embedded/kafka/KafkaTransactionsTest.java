package io.trunkline.embedded.kafka;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.embedded.ChildJvm;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a transaction promises must hold however the broker ends, and hold in each of its partitions. A kill that comes
 * between the decision to commit and the last of the markers is the case to meet: it comes by chance, so there are many
 * transactions and several kills.
 */
class KafkaTransactionsTest {
    private static final String TOPIC = "work";
    private static final int WORKERS = 8;
    private static final int KILLS = 6;
    private static final int COMMITS_BEFORE_A_KILL = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final List<TopicPartition> PARTITIONS = IntStream.range(0, 24)
            .mapToObj(partition -> new TopicPartition(TOPIC, partition))
            .toList();

    @TempDir
    Path directory;

    @Test
    void shouldEndEveryTransactionThatAKillCutOff() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
                Admin admin = admin(kafka)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS.size(), (short) 1)))
                    .all()
                    .get();
        }
        int acknowledged = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            try (ChildJvm child = ChildJvm.start(Workers.class, directory.toString(), Integer.toString(kill))) {
                for (int commit = 0; commit < COMMITS_BEFORE_A_KILL; commit++) {
                    child.await("committed");
                    acknowledged++;
                }
            }
            try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
                // Whoever comes back under its name ends what it had left open, as a stream does.
                for (int worker = 0; worker < WORKERS; worker++) {
                    try (KafkaProducer<String, String> producer = worker(kafka, worker)) {
                        producer.initTransactions();
                    }
                }
                assertEquals(Map.of(), awaitNothingOpen(kafka), "partitions with an open transaction, and its offset");
                everyTransactionIsWholeOrNotThere(kafka, acknowledged);
            }
        }
    }

    /** Waits until readers of what is committed may read to the end; returns how far they come where they may not. */
    private static Map<TopicPartition, Long> awaitNothingOpen(EmbeddedKafka kafka) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        try (Admin admin = admin(kafka)) {
            Map<TopicPartition, Long> ends = ends(admin, IsolationLevel.READ_UNCOMMITTED);
            while (true) {
                Map<TopicPartition, Long> open =
                        new TreeMap<>((one, other) -> Integer.compare(one.partition(), other.partition()));
                ends(admin, IsolationLevel.READ_COMMITTED).forEach((partition, stable) -> {
                    if (stable < ends.get(partition)) {
                        open.put(partition, stable);
                    }
                });
                if (open.isEmpty() || Instant.now().isAfter(deadline)) {
                    return open;
                }
                Thread.sleep(50);
            }
        }
    }

    private static Map<TopicPartition, Long> ends(Admin admin, IsolationLevel isolation)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> asked =
                PARTITIONS.stream().collect(toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all().get().entrySet().stream()
                .collect(toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }

    /** Each transaction wrote one record to each partition, with its own name as the value. */
    private static void everyTransactionIsWholeOrNotThere(EmbeddedKafka kafka, int atLeast) throws Exception {
        Map<String, Integer> records = new TreeMap<>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka.bootstrap(),
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(PARTITIONS);
            Map<TopicPartition, Long> ends = consumer.endOffsets(PARTITIONS);
            Instant deadline = Instant.now().plus(PATIENCE);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                assertTrue(Instant.now().isBefore(deadline), "the topic could not be read in " + PATIENCE);
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    records.merge(record.value(), 1, Integer::sum);
                }
            }
        }
        assertTrue(records.size() >= atLeast, records.size() + " transactions are there of " + atLeast);
        Map<String, Integer> torn = new TreeMap<>(records);
        torn.values().removeIf(count -> count == PARTITIONS.size());
        assertEquals(Map.of(), torn, "transactions that are there in a part of their partitions");
    }

    private static Admin admin(EmbeddedKafka kafka) {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()));
    }

    private static KafkaProducer<String, String> worker(EmbeddedKafka kafka, int worker) {
        return EmbeddedKafkaTest.producer(kafka, Map.of("transactional.id", "worker-" + worker));
    }

    /** Commits transaction after transaction and tells of each, until it is killed. */
    static final class Workers {
        private Workers() {}

        public static void main(String[] arguments) throws Exception {
            PrintStream out = System.out;
            List<Thread> threads = new ArrayList<>();
            try (EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]), 0)) {
                for (int worker = 0; worker < WORKERS; worker++) {
                    String name = "life-" + arguments[1] + "-worker-" + worker + "-";
                    KafkaProducer<String, String> producer = worker(kafka, worker);
                    threads.add(Thread.ofPlatform().start(() -> work(producer, name, out)));
                }
                for (Thread thread : threads) {
                    thread.join();
                }
            }
        }

        private static void work(KafkaProducer<String, String> producer, String name, PrintStream out) {
            try (producer) {
                producer.initTransactions();
                for (int i = 0; ; i++) {
                    String transaction = name + i;
                    producer.beginTransaction();
                    List<Future<RecordMetadata>> sent = PARTITIONS.stream()
                            .map(partition ->
                                    producer.send(new ProducerRecord<>(TOPIC, partition.partition(), "k", transaction)))
                            .toList();
                    producer.commitTransaction();
                    out.println("committed " + transaction + " of " + sent.size() + " records");
                }
            }
        }
    }
}
