package io.trunkline.benchmarks.storage;

import io.trunkline.benchmarks.pipeline.traffic.CallKey;
import io.trunkline.benchmarks.pipeline.traffic.Traffic;
import io.trunkline.collector.forward.KafkaProducers;
import io.trunkline.exchange.CallTemplate;
import io.trunkline.exchange.PacketTemplate;
import io.trunkline.kafka.KafkaAddress;
import io.trunkline.protocol.Json;
import io.trunkline.protocol.MessageHeaders;
import io.trunkline.protocol.Topic;
import io.trunkline.protocol.event.Cause;
import io.trunkline.protocol.event.Cdr;
import io.trunkline.protocol.event.EndedBy;
import io.trunkline.protocol.event.LedgerEntry;
import io.trunkline.protocol.event.Outcome;
import io.trunkline.protocol.event.Payer;
import io.trunkline.protocol.event.PayerReason;
import io.trunkline.protocol.event.PriceStep;
import io.trunkline.protocol.event.Rate;
import io.trunkline.protocol.event.Rounding;
import io.trunkline.protocol.event.Tariff;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes calls into topics as collector and rating would: their messages, and at its end each one's record and entry. */
final class Feed implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(5);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    private static final int LONGEST_PACKET = 4_096;

    private static final Tariff TARIFF = new Tariff(
            "retail",
            "EUR",
            6,
            Rounding.HALF_UP,
            new Rate(
                    "4930",
                    "Germany, Berlin",
                    new BigDecimal("0.0138"),
                    BigDecimal.ZERO,
                    60,
                    1,
                    0,
                    0,
                    null,
                    Instant.parse("2026-01-01T00:00:00Z"),
                    null));

    /** A call that is up, and which of its messages is next. */
    private record Due(long atMillis, long call, int packet) {}

    private final KafkaAddress kafka;
    private final Traffic traffic;
    private final Producer<byte[], byte[]> producer;
    private final ByteBuffer packet = ByteBuffer.allocate(LONGEST_PACKET);
    private final Thread thread;
    private volatile boolean stopped;
    private volatile Exception failure;
    private long index;

    private Feed(KafkaAddress kafka, Traffic traffic) {
        this.kafka = kafka;
        this.traffic = traffic;
        this.producer = KafkaProducers.open(kafka.bootstrap(), "bench");
        this.thread = Thread.ofPlatform().name("bench-feed").unstarted(this::run);
    }

    static Feed start(KafkaAddress kafka, Traffic traffic) {
        var feed = new Feed(kafka, traffic);
        feed.thread.start();
        return feed;
    }

    private void run() {
        long startMillis = System.currentTimeMillis();
        var due = new PriorityQueue<Due>(Comparator.comparingLong(Due::atMillis));
        long next = 0;
        while (!stopped) {
            long now = System.currentTimeMillis() - startMillis;
            while (next < traffic.calls() && traffic.startMillis(next) <= now) {
                due.add(new Due(traffic.startMillis(next), next, 0));
                next++;
            }
            while (!due.isEmpty() && due.peek().atMillis() <= now) {
                Due one = due.poll();
                CallTemplate template = traffic.template(one.call());
                message(template.packets().get(one.packet()), startMillis + one.atMillis(), CallKey.of(one.call()));
                if (one.packet() + 1 < template.packets().size()) {
                    long at = traffic.startMillis(one.call())
                            + template.packets().get(one.packet() + 1).atMillis();
                    due.add(new Due(at, one.call(), one.packet() + 1));
                } else {
                    record(template, one.call(), startMillis + traffic.startMillis(one.call()));
                }
            }
            LockSupport.parkNanos(TICK.toNanos());
        }
    }

    private void message(PacketTemplate template, long atMillis, byte[] key) {
        long micros = TimeUnit.MILLISECONDS.toMicros(atMillis) + index % 1_000;
        template.write(packet.clear(), micros, key);
        byte[] value = new byte[packet.flip().remaining()];
        packet.get(value);
        var record = new ProducerRecord<>(kafka.name(Topic.SIP_MESSAGES), null, atMillis, key, value);
        new MessageHeaders("bench", index++, "2001", micros + 150, MessageHeaders.NOT_CLAMPED, MessageHeaders.MAY_BILL)
                .writeTo(record.headers());
        send(record);
    }

    private void record(CallTemplate call, long number, long startMillis) {
        String id = new String(CallKey.of(number), StandardCharsets.US_ASCII) + "-s@192.0.2.1";
        Instant started = Instant.ofEpochMilli(startMillis);
        Instant ended = started.plusMillis(call.endedMillis());
        BigDecimal price = call.answered() ? new BigDecimal("0.0138") : null;
        var cdr = new Cdr(
                id,
                id,
                call.accountId(),
                null,
                "4915112345678",
                call.number(),
                started,
                started.plusMillis(300),
                call.answered() ? started.plusMillis(call.answeredMillis()) : null,
                ended,
                call.talkMillis(),
                call.talkMillis() / 1_000,
                0,
                call.answered() ? Outcome.ANSWERED : Outcome.BUSY,
                EndedBy.CALLER,
                new Cause(Cause.Code.NORMAL, "the caller hung up", Cause.By.CALLER, ended),
                List.of(),
                call.answered() ? 200 : 486,
                call.answered() ? Cdr.Rating.RATED : Cdr.Rating.NOT_CHARGED,
                price,
                call.answered() ? "EUR" : null,
                call.answered() ? TARIFF : null,
                call.answered() ? List.of(new PriceStep("60 s at 0.0138 a minute", price)) : List.of(),
                "192.0.2.10:5060",
                "198.51.100.1:5060",
                "198.51.100.1",
                "2001",
                "Desk phone 3",
                0,
                Payer.Role.CALLER,
                null,
                null,
                0,
                new PayerReason(PayerReason.Code.DIGEST_USER, "by the digest user alice"));
        send(Topic.CDRS, call.accountId(), cdr);
        if (call.answered()) {
            send(
                    Topic.LEDGER,
                    call.accountId(),
                    new LedgerEntry(
                            "call:" + id,
                            call.accountId(),
                            number,
                            ended,
                            LedgerEntry.Type.CALL,
                            price.negate(),
                            price.multiply(BigDecimal.valueOf(-number)),
                            "EUR",
                            id,
                            "a call to " + call.number()));
        }
    }

    private void send(Topic topic, String key, Object value) {
        send(new ProducerRecord<>(kafka.name(topic), key.getBytes(StandardCharsets.UTF_8), Json.write(value)));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        var _ = producer.send(record, (written, reason) -> {
            if (reason != null) {
                failure = reason;
            }
        });
    }

    @Override
    public void close() throws InterruptedException, IOException {
        stopped = true;
        thread.join();
        producer.close(CLOSE_WITHIN);
        if (failure != null) {
            throw new IOException("not all was written to Kafka: what was measured is of fewer messages", failure);
        }
    }
}
