package io.trunkline.live.mail;

import io.trunkline.embedded.kafka.EmbeddedKafka;
import io.trunkline.kafka.AcknowledgedWriter;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.kafka.KafkaTopics;
import io.trunkline.kafka.KafkaTopics.Wanted;
import io.trunkline.kafka.TopicFollower;
import io.trunkline.kafka.TopicFollower.Followed;
import io.trunkline.kafka.TopicFollower.From;
import io.trunkline.live.mail.MailSettings.Times;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Account;
import io.trunkline.protocol.event.AccountEvent;
import io.trunkline.protocol.event.Alarm;
import io.trunkline.protocol.event.BalanceManagement;
import io.trunkline.protocol.event.MailRecord;
import io.trunkline.telemetry.Health;
import io.trunkline.telemetry.Telemetry;
import io.trunkline.testing.Until;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** A broker for tests of mails, on which each has topics of its own. */
final class MailBroker implements AutoCloseable {

    private static final int PARTITIONS = 3;
    private static final AtomicInteger RUN = new AtomicInteger();

    private final EmbeddedKafka broker;

    MailBroker(Path directory) {
        broker = EmbeddedKafka.start(directory, 0);
    }

    Topics topics() throws InterruptedException {
        var kafka = new KafkaAddress(broker.bootstrap(), "mail-" + RUN.incrementAndGet() + ".");
        try (KafkaTopics made = KafkaTopics.open(kafka)) {
            made.make(Stream.of(Topic.ACCOUNT_EVENTS, Topic.ALARMS, Topic.MAILS)
                    .map(topic -> new Wanted(kafka.name(topic), PARTITIONS, topic.settings()))
                    .toList());
        }
        return new Topics(kafka);
    }

    @Override
    public void close() {
        broker.close();
    }

    /** Topics, and what was written to that of mails. */
    static final class Topics implements AutoCloseable {

        private final KafkaAddress kafka;
        private final AcknowledgedWriter writer;
        private final List<MailRecord> records = new CopyOnWriteArrayList<>();
        private final TopicFollower follower;
        private Health health = new Health();

        private Topics(KafkaAddress kafka) {
            this.kafka = kafka;
            writer = AcknowledgedWriter.open(kafka, "mail-test");
            var mails = new Followed(
                    Topic.MAILS, From.BEGINNING, record -> records.add(Json.read(record.value(), MailRecord.class)));
            follower = TopicFollower.start("mail-test", kafka, List.of(mails), (record, why) -> {});
        }

        Mailer mailer(SmtpServer server, Times times, String... alarmsTo) {
            health = new Health();
            var settings =
                    new MailSettings(server, "noreply@example.net", List.of(alarmsTo), MailTemplates.standard(), times);
            return Mailer.start(
                    settings,
                    kafka,
                    writer,
                    Topics::account,
                    () -> true,
                    new Telemetry(),
                    health,
                    InstantSource.system());
        }

        /** Every account but {@code nobody} has an address; only {@code acme} a person's name. */
        private static Optional<Account> account(String id) {
            boolean acme = id.equals("acme");
            String name = Character.toUpperCase(id.charAt(0)) + id.substring(1);
            return Optional.of(new Account(
                    id,
                    name,
                    "EUR",
                    BalanceManagement.HARD,
                    BigDecimal.ZERO,
                    new BigDecimal("5"),
                    id.equals("nobody") ? null : id + "@example.org",
                    null,
                    List.of(),
                    List.of(),
                    List.of(),
                    1,
                    null,
                    null,
                    null,
                    List.of(),
                    null,
                    null,
                    List.of(),
                    null,
                    acme ? "Zoë" : null,
                    acme ? "van Dam" : null));
        }

        Health.Part health() {
            return health.parts().get("mail");
        }

        void tell(AccountEvent event) {
            write(Topic.ACCOUNT_EVENTS, event.accountId(), Json.write(event));
        }

        void tell(Alarm alarm) {
            write(Topic.ALARMS, alarm.id(), Json.write(alarm));
        }

        private void write(Topic topic, String key, byte[] value) {
            try {
                writer.write(topic, key, value);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        List<MailRecord> records(MailRecord.State state) {
            return records.stream().filter(record -> record.state() == state).toList();
        }

        int count(MailRecord.State state) {
            return records(state).size();
        }

        /** Has the group begin with the first record again. It must be empty. */
        void forgetWhatWasRead() {
            String events = kafka.name(Topic.ACCOUNT_EVENTS);
            Map<TopicPartition, OffsetAndMetadata> first = Stream.iterate(0, each -> each + 1)
                    .limit(PARTITIONS)
                    .collect(Collectors.toMap(
                            partition -> new TopicPartition(events, partition), partition -> new OffsetAndMetadata(0)));
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
                Until.holds("the group is empty", () -> isForgotten(admin, first));
            }
        }

        private static boolean isForgotten(Admin admin, Map<TopicPartition, OffsetAndMetadata> first) {
            try {
                admin.alterConsumerGroupOffsets("trunkline-mail", first).all().get();
                return true;
            } catch (ExecutionException e) {
                // The member that was closed may not have left yet.
                return false;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            follower.close();
            writer.close();
        }
    }
}
