package io.trunkline.live;

import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.AccountCommand;
import io.trunkline.protocol.event.Balance;
import io.trunkline.protocol.event.LedgerEntry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Books commands as the real ledger does: the first of each id, with the balance after it. */
public final class TestLedger implements AutoCloseable {

    /** Orders on this account are not booked: the ledger is away. */
    public static final String NEVER_BOOKED = "never-booked";

    private record Standing(BigDecimal balance, long sequence) {}

    private final KafkaAddress kafka;
    private final KafkaProducer<String, byte[]> producer;
    private final Map<String, Standing> standings = new HashMap<>();
    private final Set<String> booked = new HashSet<>();
    private final Thread thread;
    private volatile boolean closed;

    private TestLedger(KafkaAddress kafka, KafkaProducer<String, byte[]> producer) {
        this.kafka = kafka;
        this.producer = producer;
        this.thread = Thread.ofPlatform().name("test-ledger").daemon().unstarted(this::run);
    }

    static TestLedger start(KafkaAddress kafka, KafkaProducer<String, byte[]> producer) {
        var ledger = new TestLedger(kafka, producer);
        ledger.thread.start();
        return ledger;
    }

    private void run() {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", (Object) kafka.bootstrap()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            String topic = kafka.name(Topic.ACCOUNT_COMMANDS);
            var partitions = IntStream.range(0, consumer.partitionsFor(topic).size())
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closed) {
                consumer.poll(Duration.ofMillis(50))
                        .forEach(record -> book(Json.read(record.value(), AccountCommand.class)));
            }
        }
    }

    private void book(AccountCommand command) {
        String account = command.accountId();
        if (account.equals(NEVER_BOOKED) || !booked.add(account + ' ' + command.id())) {
            return;
        }
        Standing before = standings.getOrDefault(account, new Standing(BigDecimal.ZERO, 0));
        BigDecimal amount =
                command instanceof AccountCommand.Charge ? command.amount().negate() : command.amount();
        var after = new Standing(before.balance().add(amount), before.sequence() + 1);
        standings.put(account, after);
        var type =
                switch (command) {
                    case AccountCommand.Payment payment -> LedgerEntry.Type.PAYMENT;
                    case AccountCommand.Charge charge -> LedgerEntry.Type.CHARGE;
                    case AccountCommand.Correction correction -> LedgerEntry.Type.CORRECTION;
                    case AccountCommand.Rerating rerating -> LedgerEntry.Type.CORRECTION;
                };
        var entry = new LedgerEntry(
                account + '-' + after.sequence(),
                account,
                after.sequence(),
                Instant.now(),
                type,
                amount,
                after.balance(),
                "EUR",
                command.id(),
                command.description());
        var balance = new Balance(
                account,
                after.balance(),
                BigDecimal.ZERO,
                "EUR",
                Balance.Status.ACTIVE,
                null,
                0,
                after.sequence(),
                Instant.now());
        if (command instanceof AccountCommand.Rerating rerating) {
            send(Topic.CDRS, account, Json.write(rerating.cdr()));
        }
        send(Topic.BALANCES, account, Json.write(balance));
        send(Topic.LEDGER, account, Json.write(entry));
    }

    private void send(Topic topic, String account, byte[] value) {
        LivePipeline.await(producer.send(new ProducerRecord<>(kafka.name(topic), account, value)));
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
