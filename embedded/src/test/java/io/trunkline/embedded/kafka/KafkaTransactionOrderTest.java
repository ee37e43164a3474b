package io.trunkline.embedded.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * One transaction behind another, each over so many partitions that its markers are still being written when the next
 * one begins. A broker that does not wait for that refuses the first batches of the next for a moment, and what comes
 * behind each of them as out of order: errors of which no record is lost, but nobody can tell them from true ones.
 */
class KafkaTransactionOrderTest {
    private static final String TOPIC = "many";
    private static final int PARTITIONS = 48;
    private static final int BATCHES_A_PARTITION = 5;
    private static final int WORKERS = 3;
    private static final int TRANSACTIONS = 12;

    @TempDir
    Path directory;

    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final Logger broker = (Logger) LoggerFactory.getLogger("kafka.server.ReplicaManager");
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
                problems.add(event.getFormattedMessage() + ": "
                        + event.getThrowableProxy().getMessage());
            }
        }
    };

    @BeforeEach
    void listen() {
        broker.setLevel(Level.ERROR);
        appender.start();
        broker.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        broker.detachAppender(appender);
    }

    @Test
    void shouldTakeTheBatchesOfATransactionInOrderWhileTheOneBeforeItEnds() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
                admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                        .all()
                        .get();
            }
            try (ExecutorService threads = Executors.newCachedThreadPool()) {
                var over = new AtomicBoolean();
                for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
                    var _ = threads.submit(() -> spinUntil(over));
                }
                try {
                    List<Future<Integer>> workers = new ArrayList<>();
                    for (int worker = 0; worker < WORKERS; worker++) {
                        String name = "one-behind-another-" + worker;
                        workers.add(threads.submit(() -> transactions(kafka, name)));
                    }
                    for (Future<Integer> worker : workers) {
                        assertEquals(TRANSACTIONS, worker.get());
                    }
                } finally {
                    over.set(true);
                }
            }
        }
        assertEquals(List.of(), problems);
    }

    /** Small batches at once: several of each partition are under way together. */
    private static int transactions(EmbeddedKafka kafka, String name) {
        Map<String, Object> settings = Map.of("transactional.id", name, "linger.ms", 0, "batch.size", 1_000);
        int committed = 0;
        try (KafkaProducer<String, String> producer = EmbeddedKafkaTest.producer(kafka, settings)) {
            producer.initTransactions();
            while (committed < TRANSACTIONS) {
                producer.beginTransaction();
                for (int i = 0; i < PARTITIONS * BATCHES_A_PARTITION; i++) {
                    var _ = producer.send(new ProducerRecord<>(TOPIC, i % PARTITIONS, null, "x".repeat(900)));
                }
                producer.commitTransaction();
                committed++;
            }
        }
        return committed;
    }

    /** A machine with more to do than it can. */
    private static int spinUntil(AtomicBoolean over) {
        int turns = 0;
        while (!over.get()) {
            turns++;
            Thread.onSpinWait();
        }
        return turns;
    }
}
