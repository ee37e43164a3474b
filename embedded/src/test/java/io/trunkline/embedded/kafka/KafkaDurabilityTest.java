package io.trunkline.embedded.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.embedded.ChildJvm;
import io.trunkline.embedded.EmbeddedStartException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaDurabilityTest {
    private static final int RECORDS_BEFORE_THE_KILL = 500;

    @TempDir
    Path directory;

    @Test
    void shouldKeepEveryAcknowledgedRecordWhenTheProcessIsKilled() throws Exception {
        int acknowledged = 0;
        try (ChildJvm child = ChildJvm.start(Sender.class, directory.toString())) {
            child.await("acknowledged");
            EmbeddedStartException refused =
                    assertThrows(EmbeddedStartException.class, () -> EmbeddedKafka.start(directory, 0));
            assertTrue(refused.getMessage().contains(directory.toString()), refused.getMessage());
            while (acknowledged < RECORDS_BEFORE_THE_KILL) {
                acknowledged = Integer.parseInt(child.await("acknowledged"));
            }
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            List<String> expected =
                    IntStream.range(0, acknowledged).mapToObj(Integer::toString).toList();
            assertEquals(
                    expected,
                    EmbeddedKafkaTest.read(kafka, "killed", acknowledged).subList(0, acknowledged));
            try (KafkaProducer<String, String> producer = EmbeddedKafkaTest.producer(kafka, Map.of())) {
                producer.send(new ProducerRecord<>("killed", "k", "after")).get();
            }
        }
    }

    @Test
    void shouldTakeTheDeadMembersOffTheirGroupsWhenTheProcessWasKilled() throws Exception {
        try (ChildJvm child = ChildJvm.start(Member.class, directory.toString())) {
            child.await("member");
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            var group = admin.describeConsumerGroups(List.of(Member.GROUP))
                    .describedGroups()
                    .get(Member.GROUP)
                    .get();
            assertEquals(GroupState.EMPTY, group.groupState());
            var offset = admin.listConsumerGroupOffsets(Member.GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition("joined", 0));
            assertEquals(7, offset.offset(), "what the group has done stays");
        }
    }

    /** Joins a group for as long as the longest session lasts, and tells so, until it is killed. */
    static final class Member {
        static final String GROUP = "rating";

        private Member() {}

        public static void main(String[] arguments) throws Exception {
            PrintStream out = System.out;
            try (EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]), 0)) {
                EmbeddedKafkaTest.create(kafka, "joined");
                Map<String, Object> settings = Map.of(
                        "bootstrap.servers",
                        kafka.bootstrap(),
                        "group.id",
                        GROUP,
                        "enable.auto.commit",
                        false,
                        "session.timeout.ms",
                        Math.toIntExact(Duration.ofMinutes(30).toMillis()));
                try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
                    consumer.subscribe(List.of("joined"));
                    while (consumer.assignment().isEmpty()) {
                        consumer.poll(Duration.ofMillis(50));
                    }
                    consumer.commitSync(Map.of(new TopicPartition("joined", 0), new OffsetAndMetadata(7)));
                    out.println("member 1");
                    while (true) {
                        consumer.poll(Duration.ofMillis(50));
                    }
                }
            }
        }
    }

    /** Sends record after record and tells how many have been acknowledged, until it is killed. */
    static final class Sender {
        private Sender() {}

        public static void main(String[] arguments) throws Exception {
            PrintStream out = System.out;
            try (EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]), 0)) {
                EmbeddedKafkaTest.create(kafka, "killed");
                try (KafkaProducer<String, String> producer = EmbeddedKafkaTest.producer(kafka, Map.of())) {
                    for (int i = 0; ; i++) {
                        producer.send(new ProducerRecord<>("killed", "k", Integer.toString(i)))
                                .get();
                        out.println("acknowledged " + (i + 1));
                    }
                }
            }
        }
    }
}
