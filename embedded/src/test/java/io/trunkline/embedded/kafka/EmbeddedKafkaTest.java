package io.trunkline.embedded.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.embedded.EmbeddedStartException;
import io.trunkline.embedded.LoopbackPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
    @TempDir
    Path directory;

    @Test
    void shouldGiveBackWhatWasSentInItsOrder() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            create(kafka, "calls");
            try (KafkaProducer<String, String> producer = producer(kafka, Map.of())) {
                for (String value : List.of("one", "two", "three")) {
                    producer.send(new ProducerRecord<>("calls", "key", value)).get();
                }
            }
            assertEquals(List.of("one", "two", "three"), read(kafka, "calls", 3));
        }
    }

    @Test
    void shouldHideWhatATransactionAborted() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            create(kafka, "ledger");
            try (KafkaProducer<String, String> producer = producer(kafka, Map.of("transactional.id", "rating-1"))) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("ledger", "a", "aborted")).get();
                producer.abortTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("ledger", "a", "committed")).get();
                producer.commitTransaction();
            }
            assertEquals(List.of("committed"), read(kafka, "ledger", 1));
        }
    }

    @Test
    void shouldKeepItsDataOverARestartOnAnotherPort() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            create(kafka, "cdrs");
            try (KafkaProducer<String, String> producer = producer(kafka, Map.of())) {
                producer.send(new ProducerRecord<>("cdrs", "a", "before")).get();
            }
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            try (KafkaProducer<String, String> producer = producer(kafka, Map.of())) {
                producer.send(new ProducerRecord<>("cdrs", "a", "after")).get();
            }
            assertEquals(List.of("before", "after"), read(kafka, "cdrs", 2));
        }
    }

    @Test
    void shouldNotCreateATopicByNamingIt() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
                KafkaProducer<String, String> producer = producer(kafka, Map.of("max.block.ms", 1000))) {
            assertThrows(ExecutionException.class, () -> producer.send(new ProducerRecord<>("misspelt", "k", "v"))
                    .get());
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
                assertTrue(admin.listTopics().names().get().isEmpty());
            }
        }
    }

    @Test
    void shouldTakeARecordOfOneAndAHalfMebibytesAndRefuseThree() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
                KafkaProducer<String, String> producer = producer(kafka, Map.of("max.request.size", 8 * 1024 * 1024))) {
            create(kafka, "rate-cards");
            producer.send(new ProducerRecord<>("rate-cards", "k", "x".repeat(3 * 512 * 1024)))
                    .get();
            ExecutionException refused = assertThrows(ExecutionException.class, () -> producer.send(
                            new ProducerRecord<>("rate-cards", "k", "x".repeat(3 * 1024 * 1024)))
                    .get());
            assertEquals(RecordTooLargeException.class, refused.getCause().getClass());
        }
    }

    @Test
    void shouldNameThePortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            EmbeddedStartException refused = assertThrows(
                    EmbeddedStartException.class, () -> EmbeddedKafka.start(directory, taken.getLocalPort()));
            assertTrue(refused.getMessage().contains("127.0.0.1:" + taken.getLocalPort()), refused.getMessage());
            assertTrue(refused.getMessage().contains("kafka.port"), refused.getMessage());
        }
        EmbeddedKafka.start(directory, 0).close();
    }

    @Test
    void shouldTakeOtherPortsWhenTheOnesItChoseAreTakenMeanwhile() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Deque<Integer> ports = new ArrayDeque<>(List.of(LoopbackPort.free(), taken.getLocalPort()));
            try (EmbeddedKafka kafka =
                    EmbeddedKafka.start(directory, 0, () -> ports.isEmpty() ? LoopbackPort.free() : ports.remove())) {
                create(kafka, "calls");
                assertTrue(ports.isEmpty(), "the taken port was tried");
            }
        }
    }

    @Test
    void shouldGiveItsControllerAnotherPortWhenTheSameIsDrawnTwice() throws Exception {
        int twice = LoopbackPort.free();
        Deque<Integer> ports = new ArrayDeque<>(List.of(twice, twice, twice));
        try (EmbeddedKafka kafka =
                EmbeddedKafka.start(directory, 0, () -> ports.isEmpty() ? LoopbackPort.free() : ports.remove())) {
            create(kafka, "calls");
            assertTrue(kafka.bootstrap().endsWith(":" + twice), kafka.bootstrap());
        }
    }

    @Test
    void shouldNameTheDirectoryThatIsInUse() {
        EmbeddedKafka first = EmbeddedKafka.start(directory, 0);
        try {
            EmbeddedStartException refused =
                    assertThrows(EmbeddedStartException.class, () -> EmbeddedKafka.start(directory, 0));
            assertTrue(refused.getMessage().contains(directory.toString()), refused.getMessage());
        } finally {
            first.close();
        }
    }

    static void create(EmbeddedKafka kafka, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    static KafkaProducer<String, String> producer(EmbeddedKafka kafka, Map<String, Object> more) {
        return producer(kafka.bootstrap(), more);
    }

    static KafkaProducer<String, String> producer(String bootstrap, Map<String, Object> more) {
        Map<String, Object> settings = new java.util.HashMap<>(more);
        settings.put("bootstrap.servers", bootstrap);
        settings.put("acks", "all");
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    /** Reads a topic from its beginning until so many records have come, or a minute is over. */
    static List<String> read(EmbeddedKafka kafka, String topic, int atLeast) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka.bootstrap(),
                "group.id", "reader",
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed");
        List<String> values = new ArrayList<>();
        Instant deadline = Instant.now().plusSeconds(60);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (values.size() < atLeast && Instant.now().isBefore(deadline)) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    values.add(record.value());
                }
            }
        }
        return values;
    }
}
